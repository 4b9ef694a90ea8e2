import { deflateSync } from 'node:zlib';

export interface WriterOptions {
  /** Objects without streams go into object streams, and the table is a stream: PDF 1.5. */
  readonly packed?: boolean;
  readonly compress?: boolean;
}

/** Writes PDF objects by hand, for structures that no library would write. */
export class PdfWriter {
  private readonly objects: { dict: string; data?: Buffer }[] = [];
  private readonly options: WriterOptions;

  constructor(options: WriterOptions = {}) {
    this.options = options;
  }

  /** @returns the object's number. */
  add(dict: string, data?: Buffer | string): number {
    this.objects.push(data === undefined ? { dict } : { dict, data: Buffer.from(data as string, 'latin1') });
    return this.objects.length;
  }

  /** A number to refer to before the object is there. */
  reserve(): number {
    return this.add('null');
  }

  fill(number: number, dict: string): void {
    this.objects[number - 1] = { dict };
  }

  build(root: number, trailer = ''): Buffer {
    return this.options.packed ? this.buildPacked(root, trailer) : this.buildPlain(root, trailer);
  }

  private streamed(dict: string, data: Buffer): Buffer {
    const packed = this.options.compress ? deflateSync(data) : data;
    const filter = this.options.compress ? '/Filter /FlateDecode ' : '';
    const head = dict.replace(/>>\s*$/, `${filter}/Length ${packed.length} >>`);
    return Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), packed, Buffer.from('\nendstream')]);
  }

  private buildPlain(root: number, trailer: string): Buffer {
    const out = new Chunks();
    const offsets = this.objects.map(({ dict, data }, i) => out.object(i + 1, data ? this.streamed(dict, data) : dict));
    const start = out.length;
    const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    out.put(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root ${root} 0 R ${trailer}>>\n`);
    out.put(`startxref\n${start}\n%%EOF\n`);
    return out.take();
  }

  private buildPacked(root: number, trailer: string): Buffer {
    const out = new Chunks();
    const rows = new Map<number, [number, number, number]>();
    const plain = this.objects.flatMap(({ dict, data }, i) => (data ? [] : [{ number: i + 1, dict }]));
    this.objects.forEach(({ dict, data }, i) => {
      if (data) rows.set(i + 1, [1, out.object(i + 1, this.streamed(dict, data)), 0]);
    });
    const container = this.objects.length + 1;
    let body = '';
    const header = plain.map(({ number, dict }, i) => {
      rows.set(number, [2, container, i]);
      const at = body.length;
      body += `${dict}\n`;
      return `${number} ${at}`;
    });
    const head = `${header.join(' ')}\n`;
    const dict = `<</Type/ObjStm/N ${plain.length}/First ${head.length} >>`;
    rows.set(container, [1, out.object(container, this.streamed(dict, Buffer.from(head + body, 'latin1'))), 0]);
    const table = container + 1;
    const start = out.length;
    rows.set(table, [1, start, 0]);
    const bytes = Buffer.alloc((table + 1) * 7);
    for (const [number, [type, value, index]] of rows) {
      bytes.writeUInt8(type, number * 7);
      bytes.writeUInt32BE(value, number * 7 + 1);
      bytes.writeUInt16BE(index, number * 7 + 5);
    }
    out.object(table, this.streamed(`<</Type/XRef/W[1 4 2]/Size ${table + 1}/Root ${root} 0 R ${trailer} >>`, bytes));
    out.put(`startxref\n${start}\n%%EOF\n`);
    return out.take();
  }
}

class Chunks {
  private readonly chunks: Buffer[] = [];
  length = 0;

  constructor() {
    this.put(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  }

  put(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
    this.chunks.push(bytes);
    this.length += bytes.length;
  }

  object(number: number, content: Buffer | string): number {
    const at = this.length;
    this.put(`${number} 0 obj\n`);
    this.put(content);
    this.put('\nendobj\n');
    return at;
  }

  take(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
