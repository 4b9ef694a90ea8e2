/** Bytes as text of one unit a byte, for searches; no copy of the bytes is made. */

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const latin1 = (bytes: Uint8Array, start: number, end: number): string =>
  view(bytes).toString('latin1', start, end);

/** Where the text first stands at or after `from`, or −1. */
export const indexOf = (bytes: Uint8Array, text: string, from = 0): number => view(bytes).indexOf(text, from, 'latin1');
