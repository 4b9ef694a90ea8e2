import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Inside, outsideOf, PAGE } from './imports.ts';

/**
 * pdfium, compiled to WebAssembly. Every document gets an instance that is as new: no byte of one candidate's file can
 * show up in another's, what leaks inside pdfium goes with the document, and an instance that trapped is simply dropped.
 * Making one takes 2 to 10 ms, so one that served is kept, its whole memory set back to what it was before: 0.2 ms.
 *
 * `require` finds the file, not `import`, because a Lambda layer is on NODE_PATH, which `import` does not search.
 */
const require = createRequire(import.meta.url);

/** Views of an instance's memory. Growing it detaches them, so take them anew after each call into the instance. */
export interface Memory {
  readonly u8: Uint8Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

export interface Engine {
  /** The exported C functions by their plain names; pointers and handles are numbers. */
  readonly c: Readonly<Record<string, (...args: number[]) => number>>;
  /** Address of 256 bytes for out-parameters, aligned to 8. */
  readonly scratch: number;
  memory(): Memory;
  /** Whether an allocation was refused because of the memory limit. */
  outOfMemory(): boolean;
  /** Lets go of it. Everything that a document left in it is gone at once; its handles mean nothing any more. */
  release(): void;
}

/** The little of the WebAssembly interface that is used here; TypeScript has it only together with a browser's. */
interface Wasm {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => { exports: Engine['c'] & Inside };
}
const { compile, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const compiledCode = once(async () => compile(await readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm'))));

/** The one instance that waits for its next document: wiped, so it holds nothing of the last. */
const idle: { engine: Engine; maxMemory: number }[] = [];

/** @param maxMemory bytes that the instance's memory may grow to; an allocation beyond them traps. */
export async function startEngine(maxMemory: number): Promise<Engine> {
  const code = await compiledCode();
  const kept = idle.pop();
  return kept?.maxMemory === maxMemory ? kept.engine : newEngine(code, maxMemory);
}

function newEngine(code: object, maxMemory: number): Engine {
  const { imports, refused } = outsideOf(() => c, maxMemory);
  const c = new Instance(code, imports).exports;
  c.emscripten_stack_init!();
  c.__wasm_call_ctors!();
  c.PDFiumExt_Init!();
  const scratch = c.malloc!(256);
  const wipe = wiper(c);
  let views: Memory | undefined;
  const engine: Engine = {
    c,
    scratch,
    memory() {
      const { buffer } = c.memory;
      if (views?.u8.buffer !== buffer)
        views = {
          u8: new Uint8Array(buffer),
          u32: new Uint32Array(buffer),
          f32: new Float32Array(buffer),
          f64: new Float64Array(buffer),
        };
      return views;
    },
    outOfMemory: refused,
    release() {
      if (!refused() && wipe() && idle.length === 0) idle.push({ engine, maxMemory });
    },
  };
  return engine;
}

/**
 * Sets an instance back: its memory byte by byte, and the stack pointer, the only global that outlives a call. Memory
 * cannot shrink, so an instance that grew is not worth keeping: then the answer is false.
 */
function wiper(c: Engine['c'] & Inside): () => boolean {
  const fresh = new Uint8Array(c.memory.buffer);
  const size = fresh.length;
  const start = fresh.slice(0, usedPart(fresh));
  const stack = c.emscripten_stack_get_current();
  return () => {
    if (c.memory.buffer.byteLength !== size) return false;
    const used = new Uint8Array(c.memory.buffer);
    used.set(start);
    used.fill(0, start.length);
    c._emscripten_stack_restore(stack);
    return true;
  };
}

/** Bytes up to the last one that is not zero, in whole pages. */
function usedPart(memory: Uint8Array): number {
  const zeros = new Uint8Array(PAGE);
  let end = memory.length;
  while (end > 0 && Buffer.compare(memory.subarray(end - PAGE, end), zeros) === 0) end -= PAGE;
  return end;
}
