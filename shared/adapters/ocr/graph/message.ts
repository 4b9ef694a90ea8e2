/** Protocol Buffers' wire format, as far as a model file needs it: fields with varints, fixed widths and bytes. */
export interface Field {
  readonly number: number;
  /** A varint's value, or the bytes of anything else. */
  readonly value: number | Uint8Array;
  /** Wire type: 0 varint, 1 eight bytes, 2 bytes with their length, 5 four bytes. */
  readonly wire: number;
}

/** @throws RangeError when the bytes are no message. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('no message');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('no message');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const [number, wire] = [Math.floor(key / 8), key % 8];
    const start = at;
    if (wire === 0) {
      const value = varint();
      // A negative number has ten bytes, more than a double holds: it is kept as it stands.
      fields.push({ number, wire, value: at - start < 8 ? value : bytes.subarray(start, at) });
    } else if (wire === 1) fields.push({ number, wire, value: take(8) });
    else if (wire === 5) fields.push({ number, wire, value: take(4) });
    else if (wire === 2) fields.push({ number, wire, value: take(varint()) });
    else throw new RangeError('no message');
  }
  return fields;
}

export function messageOf(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(({ number, wire, value }) => {
    const key = varintOf(number * 8 + wire);
    if (typeof value === 'number') return [key, varintOf(value)];
    return wire === 2 ? [key, varintOf(value.length), value] : [key, value];
  });
  return Buffer.concat(parts);
}

function varintOf(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

export const textField = (number: number, text: string): Field => ({ number, wire: 2, value: Buffer.from(text) });
export const bytesField = (number: number, value: Uint8Array): Field => ({ number, wire: 2, value });
export const numberField = (number: number, value: number): Field => ({ number, wire: 0, value });

export function floatField(number: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return { number, wire: 5, value: bytes };
}
