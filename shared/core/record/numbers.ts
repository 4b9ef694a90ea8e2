/** Numbers as words, of years and months. */
const NUMBERS: Readonly<Record<string, number>> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
};

/** The number that digits or a word name; `NaN` for others. */
export function numberOf(word: string): number {
  const ten = /^十(.)$/.exec(word);
  return ten ? 10 + (NUMBERS[ten[1]!] ?? 0) : (NUMBERS[word] ?? Number(word));
}
