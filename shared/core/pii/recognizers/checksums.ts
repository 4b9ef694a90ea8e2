/** First two digits of a region code, GB/T 2260. */
const PROVINCE_CODES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
export const isProvinceCode = (code: string): boolean => PROVINCE_CODES.has(code);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ISO 7064 MOD 11-2 over eighteen signs. */
export function mod11(id: string): boolean {
  if (!/^\d{17}[0-9X]$/.test(id)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17];
}

/** ISO/IEC 7812-1 annex B, over any number of digits. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, second = false; i >= 0; i--, second = !second) {
    const digit = Number(digits[i]);
    sum += second ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}
