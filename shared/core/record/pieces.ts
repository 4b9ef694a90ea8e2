import { lower } from './case.ts';
import { type Evidence, LEGAL_TAIL, look, roleWeight } from './evidence.ts';
import type { PartKind } from './heads.ts';
import { HAS, isHan, type Line } from './lines.ts';
import { isState } from './places.ts';
import { bracketed, spaced, unglued } from './seams.ts';
import { nextHard } from './separators.ts';

export type Piece = readonly [number, number];

/** The stretches of a line between `from` and `to`, by its separators and by what the words on both sides are. */
export function piecesOf(line: Line, from: number, to: number, kind: PartKind): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (let cut = nextHard(line, from, from, to); cut; cut = nextHard(line, cut.end, from, to)) {
    // `University of Texas at Austin` is one name.
    if (cut.at && isSchool(look(line, line.shadow.slice(at, cut.start)))) continue;
    softPieces(line, at, cut.start, kind, pieces);
    at = cut.end;
  }
  softPieces(line, at, to, kind, pieces);
  return pieces;
}

const isSchool = ({ school, title }: Evidence): boolean => school > 0.5 && title === 0;

/** Cuts at commas, and at spaces between Chinese words, then joins again what says nothing on its own. */
function softPieces(line: Line, start: number, end: number, kind: PartKind, out: Piece[]): void {
  if (end <= start) return;
  const { shadow } = line;
  if (kind === 'projects' && line.has & HAS.colon) {
    const colon = shadow.indexOf(': ', start);
    if (colon > start && colon < end && roleWeight(shadow.slice(colon + 2, end).trim()) > 0) {
      out.push([start, colon], [colon + 2, end]);
      return;
    }
  }
  const pieces: Piece[] = [];
  const commas: number[] = [];
  const seam = (from: number, to: number) => {
    for (const space of spaced(line, from, to))
      for (const glue of kind === 'education' ? [space] : unglued(line, space[0], space[1], kind))
        bracketed(line, glue[0], glue[1], kind, pieces, softPieces);
  };
  let at = start;
  let depth = 0;
  for (let i = start; i < end; i++) {
    const code = shadow.charCodeAt(i);
    if (code === 0x28) depth++;
    else if (code === 0x29) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (isSoft(shadow, code, i) || (code === 0x2f && slashed(line, at, i, end, kind)))) {
      seam(at, i);
      at = i + 1;
      if (code === 0x2c && shadow.charCodeAt(at) === 0x20 && at < end) at++;
      commas.push(at);
    }
  }
  seam(at, end);
  rejoined(line, pieces, commas, kind, out);
}

/** `Sr. Data Engineer/样例公司`: a slash whose spaces OCR lost, between an employer and a position. */
function slashed(line: Line, start: number, i: number, end: number, kind: PartKind): boolean {
  if (kind === 'education') return false;
  const left = look(line, line.shadow.slice(start, i).trim());
  const right = look(line, line.shadow.slice(i + 1, end).trim());
  if (kind === 'projects')
    return i - start > 5 && end - i > 5 && left.title > 0 !== right.title > 0 && left.org + right.org === 0;
  return (left.org >= 0.6 && right.title > 0) || (left.title > 0 && left.org < 1 && right.org >= 0.6);
}

/** Between things or inside one of them, only the words on both sides can say: a comma, 、, ·, and `/` between Chinese words. */
function isSoft(shadow: string, code: number, i: number): boolean {
  if (code === 0x2c || code === 0x3001 || code === 0xb7) return true;
  if (code !== 0x2f) return false;
  const before = shadow.charCodeAt(i - 1);
  return (isHan(before) || before === 0x29) && isHan(shadow.charCodeAt(i + 1));
}

/* `University of California, Berkeley`: the campus belongs to the name. */
const CAMPUS =
  /\b(?:university of (?:california|texas|illinois|wisconsin|minnesota|michigan|massachusetts|maryland|north carolina|colorado|hawaii|nebraska|tennessee|missouri|alabama|arkansas)|california state university|state university of new york|indian institute of technology)$/;

/** Joins a piece to the one before where the words on their own mean nothing: `Inc.`, `Distributed Systems`. */
function rejoined(line: Line, pieces: readonly Piece[], commas: readonly number[], kind: PartKind, out: Piece[]): void {
  if (pieces.length === 1) {
    out.push(pieces[0]!);
    return;
  }
  const { shadow } = line;
  let last: [number, number] | undefined;
  let previous: Evidence | undefined;
  for (const [start, end] of pieces) {
    const words = shadow.slice(start, end).trim();
    if (!words) continue;
    const evidence = look(line, words);
    if (last && joins(shadow.slice(last[0], last[1]), previous!, words, evidence, commas.includes(start), kind)) {
      last[1] = end;
      previous = kind === 'projects' ? evidence : look(line, shadow.slice(last[0], end));
    } else {
      last = [start, end];
      out.push(last);
      previous = evidence;
    }
  }
}

function joins(
  before: string,
  previous: Evidence,
  words: string,
  own: Evidence,
  comma: boolean,
  kind: PartKind,
): boolean {
  if (words.length < 12 && !previous.city && LEGAL_TAIL.test(lower(words))) return true;
  const city = own.city || isState(words);
  if (kind === 'education') {
    if (city) return own.city && CAMPUS.test(lower(before));
    if (own.school > 0 && previous.school > 0)
      return /(?:大学|学院)$/.test(before) && /(?:学院|系|书院|校区)$/.test(words);
    return comma && !previous.school && !own.school && !previous.degree && !own.degree && !previous.city;
  }
  if (city) return false;
  if (kind === 'projects')
    return own.org < 1 && roleWeight(words) === 0 && !(before.length < 32 && roleWeight(before) > 0.8);
  // `Calder, Finch & Lowe LLP`
  return comma && own.org === 1 && / & | and /.test(words) && /^[A-Z][a-z’']+$/.test(before);
}
