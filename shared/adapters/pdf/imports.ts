/**
 * Everything that pdfium's code may reach outside of its own memory: nothing. The package's own glue would give it a
 * file system, the environment and a clock, and costs several milliseconds a document; a parser of strangers' files
 * needs none of them. What it asks for fails as on a machine without files.
 */
export interface Inside {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __indirect_function_table: { get(index: number): (...args: number[]) => number };
  setThrew(threw: number, value: number): void;
  emscripten_stack_get_current(): number;
  _emscripten_stack_restore(at: number): void;
}

/** pdfium gave up by itself: an assertion, or memory that it could not have. */
export class Trap extends Error {}

/** wasi's errno values. */
const [BADF, NOENT, NOTTY] = [8, 44, 59];
/** Bytes of a page of WebAssembly memory. */
export const PAGE = 65_536;

export interface Outside {
  readonly imports: { env: object; wasi_snapshot_preview1: object };
  refused(): boolean;
}

/** @param inside the instance's exports, once there are some. @param maxMemory bytes that its memory may grow to. */
export function outsideOf(inside: () => Inside, maxMemory: number): Outside {
  let refused = false;
  const u8 = () => new Uint8Array(inside().memory.buffer);
  const u32 = () => new Uint32Array(inside().memory.buffer);

  function grow(wanted: number): number {
    const { memory } = inside();
    const [size, have] = [wanted >>> 0, memory.buffer.byteLength];
    refused ||= size > maxMemory;
    if (size > maxMemory) return 0;
    // A fifth more than asked for, so that growing step by step does not copy the memory each time.
    const target = Math.min(maxMemory, Math.max(size, Math.min(have * 1.2, size + 96 * 1024 * 1024)));
    try {
      memory.grow(Math.ceil((target - have) / PAGE));
      return 1;
    } catch {
      refused = true;
      return 0;
    }
  }

  /** Calls that may jump out, as libjpeg's do: the jump is an exception that is not an Error. */
  function invoke(index: number, ...args: number[]): number {
    const { __indirect_function_table, setThrew, emscripten_stack_get_current, _emscripten_stack_restore } = inside();
    const stack = emscripten_stack_get_current();
    try {
      return __indirect_function_table.get(index)(...args);
    } catch (thrown) {
      _emscripten_stack_restore(stack);
      if (typeof thrown !== 'number') throw thrown;
      setThrew(1, 0);
      return 0;
    }
  }

  const trap = () => {
    throw new Trap('pdfium stopped');
  };
  const fails = (errno: number) => () => -errno;
  const nothing = () => 0;
  const signatures = ['viii', 'ii', 'iii', 'iiii', 'iiiii', 'vii', 'vi', 'v', 'viiii', 'viiiiiiiii'];
  const env = {
    ...Object.fromEntries(signatures.map(signature => [`invoke_${signature}`, invoke])),
    emscripten_resize_heap: grow,
    _emscripten_memcpy_js: (to: number, from: number, length: number) => void u8().copyWithin(to, from, from + length),
    _emscripten_throw_longjmp() {
      throw Number.POSITIVE_INFINITY;
    },
    _abort_js: trap,
    __assert_fail: trap,
    emscripten_date_now: nothing,
    _tzset_js: nothing,
    _localtime_js: (_low: number, _high: number, at: number) => void u8().fill(0, at, at + 44),
    _gmtime_js: (_low: number, _high: number, at: number) => void u8().fill(0, at, at + 44),
    __syscall_openat: fails(NOENT),
    __syscall_stat64: fails(NOENT),
    __syscall_lstat64: fails(NOENT),
    __syscall_newfstatat: fails(NOENT),
    __syscall_unlinkat: fails(NOENT),
    __syscall_rmdir: fails(NOENT),
    __syscall_fstat64: fails(BADF),
    __syscall_fcntl64: fails(BADF),
    __syscall_getdents64: fails(BADF),
    __syscall_ftruncate64: fails(BADF),
    __syscall_ioctl: fails(NOTTY),
  };
  const wasi_snapshot_preview1 = {
    environ_sizes_get(count: number, size: number) {
      u32()[count >> 2] = 0;
      u32()[size >> 2] = 0;
      return 0;
    },
    environ_get: nothing,
    // Messages go nowhere: they may quote the document.
    fd_write(_file: number, pieces: number, count: number, written: number) {
      let bytes = 0;
      for (let i = 0; i < count; i++) bytes += u32()[(pieces >> 2) + 2 * i + 1]!;
      u32()[written >> 2] = bytes;
      return 0;
    },
    fd_read: () => BADF,
    fd_seek: () => BADF,
    fd_sync: nothing,
    fd_close: nothing,
  };
  return { imports: { env, wasi_snapshot_preview1 }, refused: () => refused };
}
