/** What a producer paints; places are points from the top left corner, `y` is the baseline. */
export interface TextDraw {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold?: boolean;
  /** In a font of its own that is not embedded; Latin only. */
  readonly foreign?: boolean;
  /** 0xRRGGBB; black when absent. */
  readonly color?: number;
  /** Degrees counter-clockwise. */
  readonly angle?: number;
  readonly alpha?: number;
  /** Render mode; 3 is invisible. */
  readonly mode?: number;
  /** Glyph by glyph, or in a form XObject of its own, whatever the producer does with other text; by hand only. */
  readonly apart?: 'glyphs' | 'form';
  /** Added after each glyph, points; by pdfkit only. */
  readonly spacing?: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: number;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly fills: Rectangle[];
  readonly draws: TextDraw[];
  /** Lines in the order in which a person reads them. */
  readonly truth: string[];
}

export type Measure = (text: string, size: number, bold: boolean) => number;

/** Text broken into lines no wider than `width`: at spaces, and between ideographs. */
export function wrap(text: string, width: number, size: number, bold: boolean, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\u2e80-\uffff][，。、；：！？）】]*|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    if (line !== '' && measure((line + word).trimEnd(), size, bold) > width) {
      lines.push(line.trim());
      line = word.trimStart();
    } else line += word;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}
