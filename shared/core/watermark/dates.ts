import type { View } from './view.ts';

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Hyphen, full stop, slash, 年: what parts a year from its month. */
const isParting = (code: number): boolean => code === 45 || code === 46 || code === 47 || code === 0x5e74;

/**
 * How many dates of a line are broken when the glyphs marked in `gone` are not there: `221-006` for `2021-06`.
 *
 * Only what starts like a year counts: three to five digits, the first of them 1 or 2, a parting mark and digits.
 */
export function brokenDates(view: View, gone: Uint8Array): number {
  let broken = 0;
  let [digits, value, first, lead] = [0, 0, 0, 0];
  let year: { digits: number; value: number; first: number } | undefined;
  const close = () => {
    if (year && digits > 0) {
      const right =
        year.digits === 4 && year.value < 2100 && year.value >= 1900 && digits <= 2 && value >= 1 && value <= 12;
      if (!right) broken++;
    }
    year = undefined;
  };
  let before = 0;
  for (let i = 0; i < view.size; i++) {
    if (gone[i]) continue;
    const code = view.shown[i]!;
    if (isDigit(code) && !(view.space[i] && digits > 0)) {
      if (digits === 0) [first, lead] = [code - 48, before];
      digits++;
      value = digits > 6 ? value : value * 10 + code - 48;
    } else {
      close();
      // A number right behind a letter or another mark is a version or an id.
      if (isParting(code) && digits >= 3 && digits <= 5 && (first === 1 || first === 2) && lead !== 2)
        year = { digits, value, first };
      digits = 0;
      value = 0;
      if (isDigit(code)) {
        [first, lead] = [code - 48, before];
        digits = 1;
        value = code - 48;
      }
    }
    before = isDigit(code) ? 1 : isParting(code) ? 2 : 0;
  }
  close();
  return broken;
}

/** Whether a line could hold a date that the glyphs of a block may have broken. */
export function mayHoldDate(view: View): boolean {
  let digits = 0;
  let parted = false;
  for (let i = 0; i < view.size; i++) {
    if (isDigit(view.shown[i]!)) digits++;
    else if (isParting(view.shown[i]!)) parted = true;
  }
  return parted && digits >= 5;
}
