import { PdfWriter, type WriterOptions } from '../../generators/pdf/objects.ts';

export interface Made {
  readonly content?: string;
  /** More of the page's dictionary, catalog, resources; numbers of objects come from `more`. */
  readonly page?: string;
  readonly catalog?: string;
  readonly resources?: string;
  readonly box?: string;
  /** Objects from number 6 on. */
  readonly more?: readonly (readonly [string, (Buffer | string)?])[];
  readonly pages?: number;
  readonly options?: WriterOptions;
}

/** A PDF of one page (or the same page several times) in Helvetica, which is /F. */
export function make(made: Made = {}): Buffer {
  const writer = new PdfWriter(made.options);
  const kids = Array(made.pages ?? 1)
    .fill('4 0 R')
    .join(' ');
  writer.add(`<</Type/Catalog/Pages 2 0 R ${made.catalog ?? ''}>>`);
  writer.add(`<</Type/Pages/Count ${made.pages ?? 1}/Kids[${kids}]>>`);
  writer.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  writer.add(
    `<</Type/Page/Parent 2 0 R/MediaBox ${made.box ?? '[0 0 595 842]'}/Contents 5 0 R/Resources<</Font<</F 3 0 R>>${made.resources ?? ''}>>${made.page ?? ''}>>`,
  );
  writer.add('<< >>', made.content ?? 'BT /F 12 Tf 50 700 Td (Hello) Tj ET');
  for (const [dict, data] of made.more ?? []) writer.add(dict, data);
  return writer.build(1);
}
