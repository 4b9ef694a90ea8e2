import type { PageImage } from './image.ts';
import type { Limits } from './limits.ts';
import { type Opened, type OpenOptions, openIn, renderIn } from './open.ts';
import { Sandbox } from './sandbox.ts';

export type { PageImage } from './image.ts';
export { DEFAULT_LIMITS, type Limits, limitsOf } from './limits.ts';
export type { MailDetails } from './mail-facts.ts';
export type { Opened, OpenOptions, OpenPolicy } from './open.ts';
export { SandboxFault } from './sandbox.ts';
export { type DocumentType, typeOf } from './type.ts';

/** Opens files with a parsing process that stays warm from one document to the next. Close it when done. */
export interface Documents {
  open(bytes: Uint8Array, options?: OpenOptions): Promise<Opened>;
  /** @param page from 1. @param dpi for PDF pages; pictures come at their own size, at most what OCR can use. */
  render(bytes: Uint8Array, page: number, dpi: number, limits?: Limits): Promise<PageImage>;
  close(): void;
}

export function createDocuments(options: { worker?: URL } = {}): Documents {
  const sandbox = new Sandbox(options.worker ?? workerBeside(import.meta.url));
  return {
    open: (bytes, openOptions) => openIn(sandbox, bytes, openOptions),
    render: (bytes, page, dpi, limits) => renderIn(sandbox, bytes, page, dpi, limits),
    close: () => sandbox.close(),
  };
}

/** The process's entry file stands beside this one: in the sources, in the package, and beside a function's bundle. */
const workerBeside = (own: string): URL => new URL(`./worker${/\.[a-z]+$/.exec(new URL(own).pathname)?.[0]}`, own);

/** Opens one file with a process of its own; for more than one, keep a `Documents`. */
export async function openDocument(bytes: Uint8Array, options?: OpenOptions): Promise<Opened> {
  const documents = createDocuments();
  try {
    return await documents.open(bytes, options);
  } finally {
    documents.close();
  }
}

/** Renders one page with a process of its own. */
export async function renderPage(bytes: Uint8Array, page: number, dpi: number, limits?: Limits): Promise<PageImage> {
  const documents = createDocuments();
  try {
    return await documents.render(bytes, page, dpi, limits);
  } finally {
    documents.close();
  }
}
