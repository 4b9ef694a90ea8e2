import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Inside, outsideOf } from './imports.ts';

/**
 * pdfium, compiled to WebAssembly. Every document gets an instance of its own, about 2 ms: no byte of one candidate's
 * file can show up in another's, what leaks inside pdfium goes with the instance, and an instance that trapped is
 * simply dropped. Only the compiled code, which holds no state, is shared.
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

/** @param maxMemory bytes that the instance's memory may grow to; an allocation beyond them traps. */
export async function startEngine(maxMemory: number): Promise<Engine> {
  const module = await compiledCode();
  const { imports, refused } = outsideOf(() => c, maxMemory);
  const c = new Instance(module, imports).exports;
  c.emscripten_stack_init!();
  c.__wasm_call_ctors!();
  c.PDFiumExt_Init!();
  let views: Memory | undefined;
  return {
    c,
    scratch: c.malloc!(256),
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
  };
}
