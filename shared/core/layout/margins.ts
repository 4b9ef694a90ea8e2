import type { Piece } from './rows.ts';

/** Running heads and feet stand in these shares of the page's height. */
const HEAD = 0.06;
const FOOT = 0.94;
/** Empty space that parts them from the text, ems. */
const APART = 2.2;
/** Pieces that stand so far out; more are text. */
const MOST = 40;

/**
 * Running heads, text, running feet. Page numbers and titles belong to no column, though they stand above or below one.
 * Larger type than the text's own at the top is the résumé's heading and stays with the text.
 */
export function partMargins(pieces: readonly Piece[], height: number): readonly (readonly Piece[])[] {
  const sizes = pieces.map(piece => piece.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const isSmall = (piece: Piece): boolean => piece.size <= 1.05 * usual;
  const alone = (piece: Piece): boolean =>
    !pieces.some(other => {
      const distance = Math.abs(other.base - piece.base);
      return (
        distance > 0.3 * piece.size &&
        distance < APART * piece.size &&
        other.end > piece.start - 20 &&
        other.start < piece.end + 20
      );
    });
  const head = few(pieces.filter(piece => piece.base < HEAD * height && isSmall(piece))).filter(piece => alone(piece));
  const foot = few(pieces.filter(piece => piece.base > FOOT * height && isSmall(piece))).filter(piece => alone(piece));
  if (head.length + foot.length === 0) return [pieces];
  const outside = new Set([...head, ...foot]);
  return [head, pieces.filter(piece => !outside.has(piece)), foot];
}

const few = (pieces: readonly Piece[]): readonly Piece[] => (pieces.length > MOST ? [] : pieces);
