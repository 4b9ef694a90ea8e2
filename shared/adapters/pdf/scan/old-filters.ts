import { DocumentError } from '../../../core/codes.ts';

/** Bytes that grow as they come, up to a limit. */
class Output {
  private bytes = new Uint8Array(1024);
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  push(byte: number): void {
    if (this.length === this.bytes.length) {
      if (this.length > this.limit) throw new DocumentError('DECOMPRESSION_LIMIT');
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }

  take(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** ISO 32000, 7.4.2. The output is half the input. */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const out = new Output(data.length);
  let high = -1;
  for (const byte of data) {
    if (byte === 0x3e) break;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) continue;
    if (high < 0) high = digit;
    else {
      out.push(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) out.push(high * 16);
  return out.take();
}

/** ISO 32000, 7.4.3. Four bytes for five characters, or for one `z`. */
export function decodeAscii85(data: Uint8Array): Uint8Array {
  const out = new Output(data.length * 4);
  let [value, count] = [0, 0];
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) for (let i = 0; i < 4; i++) out.push(0);
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + byte - 0x21;
    if (++count < 5) continue;
    for (const shift of [24, 16, 8, 0]) out.push((value / 2 ** shift) & 255);
    [value, count] = [0, 0];
  }
  if (count > 1) {
    for (let i = count; i < 5; i++) value = value * 85 + 84;
    for (let i = 0; i < count - 1; i++) out.push((value / 2 ** (24 - 8 * i)) & 255);
  }
  return out.take();
}

/** ISO 32000, 7.4.5: 0–127 copies that many bytes and one, 129–255 repeats one byte, 128 ends. */
export function decodeRunLength(data: Uint8Array, limit: number): Uint8Array {
  const out = new Output(limit);
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const length = data[at++]!;
    if (length < 128) for (let i = 0; i <= length && at < data.length; i++) out.push(data[at++]!);
    else {
      const byte = data[at++] ?? 0;
      for (let i = length; i < 257; i++) out.push(byte);
    }
  }
  return out.take();
}

const [CLEAR, END, FIRST, LAST] = [256, 257, 258, 4095];

/** ISO 32000, 7.4.4, with the usual early change of the code length. */
export function decodeLzw(data: Uint8Array, limit: number): Uint8Array {
  const out = new Output(limit);
  const prefix = new Uint16Array(LAST + 1);
  const suffix = new Uint8Array(LAST + 1);
  const stack = new Uint8Array(LAST + 1);
  let [next, width, bits, held, previous, first] = [FIRST, 9, 0, 0, -1, 0];
  for (const byte of data) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = held >>> bits;
    held &= (1 << bits) - 1;
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, previous] = [FIRST, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) break;
    let depth = 0;
    let walk = code;
    if (code === next) {
      stack[depth++] = first;
      walk = previous;
    }
    while (walk >= FIRST) {
      stack[depth++] = suffix[walk]!;
      walk = prefix[walk]!;
    }
    first = walk;
    out.push(first);
    while (depth > 0) out.push(stack[--depth]!);
    if (previous >= 0 && next <= LAST) {
      prefix[next] = previous;
      suffix[next++] = first;
      if (next + 1 > 1 << width && width < 12) width++;
    }
    previous = code;
  }
  return out.take();
}
