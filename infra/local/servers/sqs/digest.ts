import { createHash } from 'node:crypto';

export interface MessageAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** MD5 over the attributes as the SQS developer guide defines it: sorted by name, each piece with its length before it. */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const hash = createHash('md5');
  const piece = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const { DataType = '', StringValue, BinaryValue = '' } = attributes[name]!;
    piece(Buffer.from(name));
    piece(Buffer.from(DataType));
    hash.update(Buffer.of(DataType.startsWith('Binary') ? 2 : 1));
    piece(DataType.startsWith('Binary') ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue ?? ''));
  }
  return hash.digest('hex');
}

/** UTF-8 bytes of a body and its attributes, which is what the size limit counts. */
export function sizeOf(body: string, attributes: MessageAttributes): number {
  let size = Buffer.byteLength(body);
  for (const [name, { DataType = '', StringValue = '', BinaryValue = '' }] of Object.entries(attributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue);
    size += Buffer.byteLength(BinaryValue, 'base64');
  }
  return size;
}
