import { deflateSync } from 'node:zlib';

/** An indirect object: a dictionary or other value, with a stream when there is one. */
export type PdfObject = string | { dict: string; stream: Uint8Array | string };

/** A PDF of these objects, numbered from 1, the first being the catalog. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
  const offsets: number[] = [];
  let at = chunks[0]!.length;
  const put = (chunk: Buffer) => {
    chunks.push(chunk);
    at += chunk.length;
  };
  objects.forEach((object, i) => {
    offsets.push(at);
    const text = typeof object === 'string' ? object : `<< ${object.dict} /Length ${object.stream.length} >>\nstream\n`;
    put(Buffer.from(`${i + 1} 0 obj\n${text}`, 'latin1'));
    if (typeof object !== 'string') {
      put(typeof object.stream === 'string' ? Buffer.from(object.stream, 'latin1') : Buffer.from(object.stream));
      put(Buffer.from('\nendstream'));
    }
    put(Buffer.from('\nendobj\n'));
  });
  const xref = at;
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  put(
    Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\n`),
  );
  put(Buffer.from(`startxref\n${xref}\n%%EOF\n`));
  return Buffer.concat(chunks);
}

/** A line of Helvetica at a place. */
export const show = (text: string, x = 72, y = 700, size = 11, extra = ''): string =>
  `BT ${extra} /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`;

export interface PageOptions {
  box?: string;
  page?: string;
  catalog?: string;
  resources?: string;
  more?: readonly PdfObject[];
  trailer?: string;
  /** Encoded content instead of plain operators. */
  stream?: { dict: string; stream: Uint8Array };
}

/** A PDF of pages with the given content. Object 3 is the font; `more` begins at object 4 + 2 × pages. */
export function pdfPages(contents: readonly string[], options: PageOptions = {}): Buffer {
  const kids = contents.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  return pdfOf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
      `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ...contents.flatMap((content, i): PdfObject[] => [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${options.box ?? '[0 0 595 842]'} /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> ${options.resources ?? ''} >> ${options.page ?? ''} >>`,
        options.stream ?? { dict: '', stream: content },
      ]),
      ...(options.more ?? []),
    ],
    options.trailer,
  );
}

/** Zeros deflated again and again: each layer packs the one before a thousand to one. */
export function deflated(size: number, layers: number): Buffer {
  let data: Buffer = Buffer.alloc(size);
  for (let i = 0; i < layers; i++) data = deflateSync(data, { level: 9 });
  return data;
}

/** An invented person's page, long enough to be a résumé. */
export const RESUME_LINES: readonly string[] = [
  'Jordan Sample',
  'Backend Engineer, Springfield',
  'jordan.sample@example.com  (555) 555-0142',
  'Experience',
  'Example Software Inc. 2019-03 to 2023-08, Senior Engineer',
  'Designed the order service and cut its latency by half.',
  'Sample Data Ltd. 2015-07 to 2019-02, Engineer',
  'Built the reporting pipeline and its monitoring.',
  'Education',
  'Example University 2011-09 to 2015-06, Computer Science, BSc',
  'Skills',
  'TypeScript, Go, PostgreSQL, Kafka, Kubernetes',
];

export const resumePage = (lines: readonly string[] = RESUME_LINES): string =>
  lines.map((line, i) => show(line, 72, 780 - 20 * i)).join('');
