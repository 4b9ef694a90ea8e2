import { AlignmentType, Document, HeadingLevel, Paragraph as P, Packer, TabStopType, TextRun } from 'docx';
import type { Layout, Paragraph } from './render.ts';

/** The layout as DOCX: headings as headings, right-aligned parts behind tab stops, columns one after the other. */
export async function toDocx({ sidebar, main }: Layout): Promise<Buffer> {
  const top = sidebar.length ? 3 : main.length;
  const paragraphs = [...main.slice(0, top), ...sidebar, ...main.slice(top)];
  const document = new Document({ sections: [{ children: paragraphs.map(paragraphOf) }] });
  return Packer.toBuffer(document);
}

const paragraphOf = ({ text, style, gap }: Paragraph): P =>
  new P({
    ...(style === 'heading' && { heading: HeadingLevel.HEADING_2 }),
    ...(style === 'name' && { alignment: AlignmentType.CENTER }),
    spacing: { before: gap * 120 },
    tabStops: [{ type: TabStopType.RIGHT, position: 9000 }],
    children: text.split('\t').map(
      (part, i) =>
        new TextRun({
          text: `${i ? '\t' : ''}${part}`,
          bold: style === 'head' || style === 'name',
          size: style === 'name' ? 36 : 21,
        }),
    ),
  });
