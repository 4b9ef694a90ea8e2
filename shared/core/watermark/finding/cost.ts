import type { Evidence } from './evidence.ts';

/** Log-likelihood ratios of stamp against chance, in nats: what a copy earns and pays on a line. */
const NATS = {
  /** A block that begins or ends inside a word, or is not in the order of its word. */
  inside: -1.1,
  order: -1.6,
  orderText: -0.5,
  /** A glyph of a pure line that is left to other copies. */
  left: -0.55,
  /** Taken once from a line that shows every block twice. */
  unlike: -4,
  /** A character inside a word of text. */
  hidden: -0.6,
  loud: 1.9,
} as const;

/** Taking a letter from a line, beside order; `used` times it was taken before. */
export function taking(e: Evidence, line: number, id: number, copies: number, used: number): number {
  const cell = line * e.letters.length + id;
  if (e.has[cell]! < copies * (used + 1)) return Number.NEGATIVE_INFINITY;
  return used === 0 && copies < 3 ? e.quick[2 * cell + copies - 1]! : worth(e, line, id, copies, used);
}

export function worth(
  e: Pick<Evidence, 'letters' | 'has' | 'loud' | 'pure' | 'sync' | 'surprise' | 'share' | 'free'>,
  line: number,
  id: number,
  copies: number,
  used: number,
): number {
  if (e.pure[line]) return e.surprise[id]! + (e.sync[line]! > 1 && e.sync[line] !== copies ? NATS.unlike : 0);
  const expected = e.share[id]! * e.free[line]!;
  const none = Math.exp(-expected);
  const chance = copies === 1 ? 1 - none : 1 - none * (1 + expected);
  const quiet = Math.min(e.surprise[id]!, -Math.log(chance + 0.01)) + NATS.hidden;
  const loud = e.loud[line * e.letters.length + id]! >= copies * (used + 1);
  return loud ? Math.max(quiet, Math.min(NATS.loud, e.surprise[id]!)) : quiet;
}

/** The first letter taken from a line; `sense` 1 reads the line's words forwards. */
export function entering(e: Evidence, line: number, id: number, sense: number): number {
  if (!e.pure[line]) return 0;
  return e.edge[line * e.letters.length + id]! & (sense > 0 ? 1 : 2) ? 0 : NATS.inside;
}

/** A letter taken after another from one line. */
export function following(e: Evidence, line: number, before: number, id: number, sense: number): number {
  const size = e.letters.length;
  const key = sense > 0 ? (line * size + before) * size + id : (line * size + id) * size + before;
  if (e.follows.has(key)) return 0;
  return e.pure[line] ? NATS.order : NATS.orderText;
}

/** Going on to another line after so many letters were taken from this one. */
export function leaving(e: Evidence, line: number, last: number, sense: number, copies: number, taken: number): number {
  if (!e.pure[line]) return 0;
  const cell = line * e.letters.length + last;
  const clean = e.edge[cell]! & (sense > 0 ? 2 : 1);
  return (clean ? 0 : NATS.inside) + NATS.left * Math.min(4, Math.max(0, e.free[line]! - copies * taken));
}
