import { isHan, type Line } from './lines.ts';
import { hasPlaceholder, outsidePlaceholders } from './placeholder.ts';
import type { Provenance, SectionKind, Source, Unplaced } from './profile.ts';

export type Pairs = readonly (readonly [number, number])[];

/** A value on its way into the profile, with where it stands in the text. */
export interface Value {
  readonly value: string;
  readonly spans: Pairs;
  readonly confidence: number;
}

/** How much each kind of evidence is worth; a value's confidence is that of what placed it. */
export const SURE = { label: 0.98, date: 0.95, word: 0.9, pattern: 0.75, place: 0.55 } as const;

/* Control characters have no place in a field: JSON and terminals give them meanings that no résumé has. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 ? code !== 0x09 && code !== 0x0a : code === 0x7f) return true;
  }
  return false;
}

/** The text of a stretch as a field; none where a placeholder stands in it, since half a value misleads. */
export function valueAt(text: string, start: number, end: number, confidence: number): Value | undefined {
  const value = text.slice(start, end);
  if (!value.trim() || hasControl(value) || hasPlaceholder(value)) return undefined;
  return { value: value.includes('\n') ? value.replace(/\s*\n\s*/g, ' ') : value, spans: [[start, end]], confidence };
}

/** Running text: placeholders are left out, pieces of one line joined by a space, broken lines as their script does it. */
export function proseOf(text: string, stretches: Pairs, confidence: number): Value | undefined {
  const spans: [number, number][] = [];
  let value = '';
  for (const [start, end] of stretches)
    for (const [from, to] of outsidePlaceholders(text, start, end)) {
      const piece = text.slice(from, to);
      if (hasControl(piece)) continue;
      value += value && !joinsTightly(value.slice(-1), piece) ? ` ${piece}` : piece;
      spans.push([from, to]);
    }
  return spans.length ? { value, spans, confidence } : undefined;
}

/** Chinese runs on over a broken line without a space, and so does a word that was broken at its hyphen or slash. */
const joinsTightly = (before: string, after: string): boolean =>
  isHan(before.charCodeAt(0)) ||
  isHan(after.charCodeAt(0)) ||
  /[\u2e80-\u9fff\uff00-\uffef、。，；：（“‘]$/u.test(before) ||
  /^[\u2e80-\u9fff\uff00-\uffef、。，；：）”’]/u.test(after) ||
  /[/-]$/.test(before);

/** A property that is there only with a value. */
export const field = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });

/** Collects where each field came from, and which lines some field took. */
export class Ledger {
  readonly text: string;
  readonly provenance: Record<string, Source> = {};
  readonly unplaced: Unplaced[] = [];
  private readonly taken: Uint8Array;
  private fields = 0;
  private sum = 0;

  constructor(text: string, lines: number) {
    this.text = text;
    this.taken = new Uint8Array(lines);
  }

  /** Notes the source of the field at the pointer and gives its value, or nothing for nothing. */
  put(pointer: string, value: Value | undefined): string | undefined {
    if (!value) return undefined;
    this.provenance[pointer] = { spans: value.spans, confidence: value.confidence };
    this.fields++;
    this.sum += value.confidence;
    return value.value;
  }

  putAll(pointer: string, values: readonly Value[]): string[] {
    return values.map((value, i) => this.put(`${pointer}/${i}`, value)!);
  }

  take(line: Line): void {
    this.taken[line.index] = 1;
  }

  has(line: Line): boolean {
    return this.taken[line.index] === 1;
  }

  /** Keeps a stretch that no field took, without its placeholders; what holds nothing else is a contact, and is gone. */
  leave(start: number, end: number, section: SectionKind): void {
    const prose = proseOf(this.text, [[start, end]], 0);
    if (prose && LETTER.test(prose.value.replace(CONTACT, '')))
      this.unplaced.push({ start, end, text: prose.value, section });
  }

  /** Of the fields, in [0, 1]; 0 where there is none. */
  meanConfidence(): number {
    return this.fields === 0 ? 0 : this.sum / this.fields;
  }

  sources(): Provenance {
    return this.provenance;
  }
}

const LETTER = /[\p{L}\p{N}]/u;
/* The labels of contact lines, whose values are placeholders. */
const CONTACT =
  /姓\s*名|性\s*别|年\s*龄|电\s*话|手\s*机号?|联系方式|联系电话|邮\s*箱|电子邮[箱件]|微信号?|现居|住址|地址|籍贯|民族|政治面貌|出生年月|生日|phone|mobile|tel|e-?mail|wechat|qq|web(?:site)?|linkedin|github|address|name/gi;
