import { validationError } from '../http/service-error.ts';

/** A DynamoDB number: sign × 0.d1d2d3… × 10^exponent, digits without zeros at either end; zero has no digits. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const SYNTAX = /^([+-]?)(\d{1,200})?(?:\.(\d{0,200}))?(?:[eE]([+-]?\d{1,5}))?$/;

/** 38 digits, magnitudes from 1E-130 to 9.99…E+125: what the service holds exactly. */
export function parseDecimal(text: unknown): Decimal {
  const match = typeof text === 'string' ? SYNTAX.exec(text.trim()) : null;
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || (whole === '' && fraction === '')) {
    throw validationError('The parameter cannot be converted to a numeric value.');
  }
  const padded = whole + fraction;
  const digits = padded.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return { negative: false, digits: '', exponent: 0 };
  const leading = padded.length - padded.replace(/^0+/, '').length;
  const exponent = whole.length - leading + Number(match[4] ?? 0);
  if (digits.length > 38) throw validationError('Attempting to store more than 38 significant digits in a Number');
  if (exponent > 126)
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (exponent < -129)
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  return { negative: match[1] === '-', digits, exponent };
}

/** Plain notation without an exponent, as the service answers it. */
export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const text =
    exponent <= 0
      ? `0.${'0'.repeat(-exponent)}${digits}`
      : digits.length <= exponent
        ? digits + '0'.repeat(exponent - digits.length)
        : `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
  return (negative ? '-' : '') + text;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = [sortable(a), sortable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * A text that sorts, byte by byte, as the number does: sign, exponent, digits. A negative number has its digits
 * complemented and a terminator above all digits, so that the longer of two equal beginnings sorts first.
 */
export function sortable({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return 'o';
  const power = String(exponent + 500).padStart(4, '0');
  if (!negative) return `p${power}${digits}`;
  return `n${[...(power + digits)].map(digit => 9 - Number(digit)).join('')}~`;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [scaled(a), scaled(b)];
  const scale = Math.max(x.scale, y.scale);
  const sum = x.units * 10n ** BigInt(scale - x.scale) + y.units * 10n ** BigInt(scale - y.scale);
  return parseDecimal(`${sum}e${-scale}`);
}

export const negate = (decimal: Decimal): Decimal =>
  decimal.digits === '' ? decimal : { ...decimal, negative: !decimal.negative };

function scaled({ negative, digits, exponent }: Decimal): { units: bigint; scale: number } {
  const scale = digits.length - exponent;
  const units = BigInt((negative ? '-' : '') + (digits || '0'));
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}
