import { createRequire } from 'node:module';
import { fontOf, measureOf } from './fonts.ts';
import type { PdfWriter } from './objects.ts';

/** A font of a hand-written PDF: hands out codes as text comes, and writes itself at the end. */
export interface HandFont {
  /** The string operand for some text. */
  show(text: string): string;
  /** Advance of a character, ems. */
  advance(char: string): number;
  write(writer: PdfWriter): string;
}

export interface FontOptions {
  readonly bold: boolean;
  readonly toUnicode: boolean;
}

interface Fontkit {
  openSync(path: string): {
    createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array };
    glyphForCodePoint(code: number): { id: number; advanceWidth: number };
  };
}
const fontkit = createRequire(import.meta.url)('fontkit') as Fontkit;

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
const utf16 = (char: string): string => [...Array(char.length).keys()].map(i => hex(char.charCodeAt(i), 4)).join('');

/** ISO 32000, 9.10.3: codes to UTF-16. */
export function cmap(pairs: readonly (readonly [number, string])[], bytes: 1 | 2): string {
  const lines: string[] = [];
  for (let i = 0; i < pairs.length; i += 100) {
    const part = pairs.slice(i, i + 100);
    lines.push(
      `${part.length} beginbfchar`,
      ...part.map(([code, char]) => `<${hex(code, bytes * 2)}> <${utf16(char)}>`),
      'endbfchar',
    );
  }
  const space = bytes === 1 ? '<00> <FF>' : '<0000> <FFFF>';
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n1 begincodespacerange ${space} endcodespacerange\n${lines.join('\n')}\nendcmap end end`;
}

/** Helvetica without embedding, in WinAnsi. */
export function standardFont({ bold }: FontOptions): HandFont {
  const measure = measureOf('en');
  const name = bold ? 'Helvetica-Bold' : 'Helvetica';
  return {
    show: text =>
      `(${[...text].map(char => (char === '•' ? '\\225' : char === '·' ? '\\267' : char.replace(/[\\()]/g, '\\$&'))).join('')})`,
    advance: char => measure(char, 1, bold),
    write: () => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`,
  };
}

/** Noto Sans, subset and embedded as CID font in Identity-H. */
export function embeddedFont({ bold, toUnicode }: FontOptions): HandFont {
  const font = fontkit.openSync(fontOf('zh', bold));
  const subset = font.createSubset();
  const codes = new Map<string, { code: number; width: number }>();
  const codeOf = (char: string) => {
    let entry = codes.get(char);
    if (!entry) {
      const glyph = font.glyphForCodePoint(char.codePointAt(0)!);
      entry = { code: subset.includeGlyph(glyph.id), width: glyph.advanceWidth };
      codes.set(char, entry);
    }
    return entry;
  };
  return {
    show: text => `<${[...text].map(char => hex(codeOf(char).code, 4)).join('')}>`,
    advance: char => codeOf(char).width / 1000,
    write(writer) {
      const file = writer.add('<</Subtype/CIDFontType0C >>', Buffer.from(subset.encode()));
      const name = `ABCDEF+Sample${bold ? 'Bold' : 'Sans'}`;
      const descriptor = writer.add(
        `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[-1000 -300 2000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 730/StemV ${bold ? 140 : 80}/FontFile3 ${file} 0 R>>`,
      );
      const widths = [...codes.values()].map(({ code, width }) => `${code}[${width}]`).join(' ');
      const descendant = writer.add(
        `<</Type/Font/Subtype/CIDFontType0/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[${widths}]/FontDescriptor ${descriptor} 0 R>>`,
      );
      const map = toUnicode
        ? `/ToUnicode ${writer.add(
            '<< >>',
            cmap(
              [...codes].map(([char, { code }]) => [code, char]),
              2,
            ),
          )} 0 R`
        : '';
      return `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]${map}>>`;
    },
  };
}

/** A font whose glyphs are drawings, as Chrome writes some: Noto's widths, boxes for shapes. Up to 255 characters. */
export function type3Font({ bold, toUnicode }: FontOptions): HandFont {
  const measure = measureOf('zh');
  const codes = new Map<string, number>();
  const codeOf = (char: string): number => {
    let code = codes.get(char);
    if (code === undefined) {
      code = Math.min(255, codes.size + 1);
      codes.set(char, code);
    }
    return code;
  };
  const advance = (char: string) => measure(char, 1, bold);
  return {
    show: text => `<${[...text].map(char => hex(codeOf(char), 2)).join('')}>`,
    advance,
    write(writer) {
      const chars = [...codes];
      const procs = chars.map(([char, code]) => {
        const width = Math.round(advance(char) * 1000);
        const box = char === ' ' ? '' : `60 0 ${Math.max(1, width - 120)} 700 re f`;
        return `/g${code} ${writer.add('<< >>', `${width} 0 0 -100 ${width} 800 d1 ${box}`)} 0 R`;
      });
      const differences = chars.map(([, code]) => `${code}/g${code}`).join(' ');
      const widths = chars.map(([char]) => Math.round(advance(char) * 1000)).join(' ');
      const map = toUnicode
        ? `/ToUnicode ${writer.add(
            '<< >>',
            cmap(
              chars.map(([char, code]) => [code, char]),
              1,
            ),
          )} 0 R`
        : '';
      return `<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 900]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<${procs.join('')}>>/Encoding<</Type/Encoding/Differences[${differences}]>>/FirstChar 1/LastChar ${chars.length}/Widths[${widths}]/Resources<<>>${map}>>`;
    },
  };
}

/** An ideographic font that is named and not embedded, with a predefined code of Unicode. */
export function namedFont(): HandFont {
  return {
    show: text => `<${utf16(text)}>`,
    advance: char => (char.charCodeAt(0) < 256 ? 0.5 : 1),
    write(writer) {
      const descriptor = writer.add(
        '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
      );
      const descendant = writer.add(
        `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]/FontDescriptor ${descriptor} 0 R>>`,
      );
      return `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[${descendant} 0 R]>>`;
    },
  };
}
