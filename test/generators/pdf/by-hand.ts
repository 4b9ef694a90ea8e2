import type { Sheet, TextDraw } from './drawing.ts';
import { embeddedFont, type FontOptions, type HandFont, namedFont, standardFont, type3Font } from './hand-fonts.ts';
import { PdfWriter, type WriterOptions } from './objects.ts';

export interface HandOptions extends WriterOptions {
  readonly font: 'standard' | 'embedded' | 'type3' | 'named';
  /** How a draw's text is shown: whole, word by word without spaces, glyph by glyph, or with kerning for spaces. */
  readonly show: 'whole' | 'words' | 'glyphs' | 'kerned';
  /** The page's content is in a form XObject, at this scale. */
  readonly formScale?: number;
  /** /Rotate, with the content turned so that it reads upright. */
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Where the page's lower left corner is in user space. */
  readonly origin?: readonly [number, number];
  readonly toUnicode?: boolean;
  /** Faint text is painted at full alpha inside a form that is faint as a whole, as Chrome does. */
  readonly faintForms?: boolean;
}

const MAKERS: Record<HandOptions['font'], (options: FontOptions) => HandFont> = {
  standard: standardFont,
  embedded: embeddedFont,
  type3: type3Font,
  named: namedFont,
};

/** Paints sheets with a PDF writer of our own. */
export function byHand(sheets: readonly Sheet[], options: HandOptions): Buffer {
  const writer = new PdfWriter(options);
  const [catalog, pages] = [writer.reserve(), writer.reserve()];
  const toUnicode = options.toUnicode ?? true;
  const make = MAKERS[options.font];
  const fonts = {
    F: make({ bold: false, toUnicode }),
    B: make({ bold: true, toUnicode }),
    S: standardFont({ bold: false, toUnicode }),
  };
  const [regular, bold, foreign, states] = [writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve()];
  const alphas = new Set<number>([1]);
  const resources = `/Font<</F ${regular} 0 R/B ${bold} 0 R/S ${foreign} 0 R>>/ExtGState ${states} 0 R`;
  const kids = sheets.map(sheet => {
    const forms: string[] = [];
    const faint = (content: string): string => {
      const { width, height } = sheet;
      const form = writer.add(
        `<</Type/XObject/Subtype/Form/BBox[${-width} ${-height} ${2 * width} ${2 * height}]/Group<</S/Transparency>>/Resources<<${resources}>> >>`,
        content,
      );
      forms.push(`/X${forms.length} ${form} 0 R`);
      return `/X${forms.length - 1} Do `;
    };
    const content = contentOf(sheet, fonts, options, alphas, faint);
    return pageOf(writer, sheet, content, resources, forms.join(''), pages, options);
  });
  writer.fill(regular, fonts.F.write(writer));
  writer.fill(bold, fonts.B.write(writer));
  writer.fill(foreign, fonts.S.write(writer));
  writer.fill(states, `<<${[...alphas].map(alpha => `/A${Math.round(alpha * 100)}<</ca ${alpha}>>`).join('')}>>`);
  writer.fill(pages, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map(kid => `${kid} 0 R`).join(' ')}]>>`);
  writer.fill(catalog, `<</Type/Catalog/Pages ${pages} 0 R>>`);
  return writer.build(catalog);
}

const num = (value: number): string => String(Math.round(value * 1000) / 1000);

function pageOf(
  writer: PdfWriter,
  { width, height }: Sheet,
  content: string,
  resources: string,
  forms: string,
  parent: number,
  options: HandOptions,
): number {
  const [x, y] = options.origin ?? [0, 0];
  const rotate = options.rotate ?? 0;
  const [w, h] = rotate % 180 === 0 ? [width, height] : [height, width];
  // From the upright page to user space, so that turning by /Rotate makes it upright again.
  const turned = {
    0: [1, 0, 0, 1, 0, 0],
    90: [0, 1, -1, 0, w, 0],
    180: [-1, 0, 0, -1, w, h],
    270: [0, -1, 1, 0, 0, h],
  }[rotate];
  const place = `1 0 0 1 ${num(x)} ${num(y)} cm ${turned.map(num).join(' ')} cm`;
  let body = `q ${place}\n${content}Q`;
  let more = `/XObject<<${forms}>>`;
  if (options.formScale) {
    const s = options.formScale;
    const form = writer.add(
      `<</Type/XObject/Subtype/Form/BBox[0 0 ${num(width * s)} ${num(height * s)}]/Matrix[${num(1 / s)} 0 0 ${num(1 / s)} 0 0]/Group<</S/Transparency>>/Resources<<${resources}${more}>> >>`,
      `q ${s} 0 0 ${s} 0 0 cm\n${content}Q`,
    );
    body = `q ${place} /Fm Do Q`;
    more = `/XObject<</Fm ${form} 0 R>>`;
  }
  const stream = writer.add('<< >>', body);
  return writer.add(
    `<</Type/Page/Parent ${parent} 0 R/MediaBox[${num(x)} ${num(y)} ${num(x + w)} ${num(y + h)}]/Rotate ${rotate}/Contents ${stream} 0 R/Resources<<${resources}${more}>>>>`,
  );
}

function contentOf(
  sheet: Sheet,
  fonts: Record<'F' | 'B' | 'S', HandFont>,
  options: HandOptions,
  alphas: Set<number>,
  faint: (content: string) => string,
): string {
  const parts = sheet.fills.map(
    ({ x, y, width, height, color }) =>
      `${rgb(color)} rg ${num(x)} ${num(sheet.height - y - height)} ${num(width)} ${num(height)} re f\n`,
  );
  for (const draw of sheet.draws) {
    const name = draw.foreign ? 'S' : draw.bold ? 'B' : 'F';
    const alpha = draw.alpha ?? 1;
    alphas.add(alpha);
    let text = `BT ${rgb(draw.color ?? 0)} rg ${draw.mode ?? 0} Tr /${name} ${num(draw.size)} Tf\n`;
    for (const [shown, along] of piecesOf(draw, fonts[name], draw.apart === 'glyphs' ? 'glyphs' : options.show)) {
      const radians = ((draw.angle ?? 0) * Math.PI) / 180;
      const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
      const [x, y] = [draw.x + along * cos, sheet.height - draw.y + along * sin];
      text += `${[cos, sin, -sin, cos].map(v => v.toFixed(6)).join(' ')} ${num(x)} ${num(y)} Tm ${shown}\n`;
    }
    text += 'ET\n';
    parts.push(
      `q /A${Math.round(alpha * 100)} gs ${draw.apart === 'form' || (alpha < 1 && options.faintForms) ? faint(text) : text}Q\n`,
    );
  }
  return parts.join('');
}

const rgb = (color: number): string => [16, 8, 0].map(shift => (((color >> shift) & 255) / 255).toFixed(4)).join(' ');

/** Operators that show the text, and how far along the line each begins. */
function piecesOf({ text, size }: TextDraw, font: HandFont, show: HandOptions['show']): (readonly [string, number])[] {
  const width = (part: string) => [...part].reduce((sum, char) => sum + font.advance(char) * size, 0);
  if (show === 'whole') return [[`${font.show(text)} Tj`, 0]];
  if (show === 'kerned') {
    const gap = -font.advance(' ') * 1000;
    return [
      [
        `[${text
          .split(' ')
          .map(word => font.show(word))
          .join(` ${num(gap)} `)}] TJ`,
        0,
      ],
    ];
  }
  const parts = show === 'words' ? [...text.matchAll(/\S+/g)] : [...text.matchAll(/\S/gu)];
  return parts.map(match => [`${font.show(match[0])} Tj`, width(text.slice(0, match.index))] as const);
}
