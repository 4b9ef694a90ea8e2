import { givenReadings, surnameReadings } from './pinyin.ts';
import { surnameAt } from './surnames.ts';

/** Whether an address of mail is made from the name: m.everhart, everhartm, marisol_e. */
export function confirms(mails: readonly string[], words: readonly string[]): boolean {
  const plain = words.map(folded).filter(word => word.length > 0);
  const long = plain.filter(word => word.length >= 4);
  const [first, last] = [plain[0] ?? '', plain.at(-1) ?? ''];
  // panh for Phạm Quỳnh Anh, hcook for Hunter Cook.
  const short = plain.length > 1 && last.length >= 3 ? [first[0] + last, last + first[0], first + last[0]] : [];
  return mails.some(
    mail => long.some(word => mail.includes(word)) || short.some(it => mail.replace(/[^a-z]/g, '') === it),
  );
}

/** A short look: a run of Han as long as a name, or a Latin word that an address of mail holds. */
export const couldConfirm = (mails: readonly string[], line: string): boolean =>
  SHORT_HAN.test(line) || couldConfirmLatin(mails, line);

export function couldConfirmLatin(mails: readonly string[], line: string): boolean {
  const words = line.toLowerCase().match(WORD);
  return words?.some(word => mails.some(mail => mail.includes(folded(word)))) ?? false;
}

const SHORT_HAN = /[\u4e00-\u9fff](?<![\u4e00-\u9fff].)[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])/;
const WORD = /[\p{L}\p{M}]{2,}/gu;

/** Letters without their marks: Muñoz is munoz in a handle, Đức duc. */
const folded = (word: string): string => (/^[a-z]*$/.test(word) ? word : unmarked(word));

const unmarked = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z]/g, '');

/** The same of a Chinese name: family and given name in pinyin, or family name and initials. */
export function confirmsHan(mails: readonly string[], name: string): boolean {
  if (mails.length === 0) return false;
  const length = surnameAt(name, 0);
  for (const family of surnameReadings(name.slice(0, length)))
    for (const syllables of givenReadings(name.slice(length))) {
      const given = syllables.join('');
      const initials = syllables.map(syllable => syllable[0]).join('');
      const short = new RegExp(`^(?:${family}[._-]?${initials}|${initials}[._-]?${family})(?![a-z])`);
      for (const mail of mails)
        if (
          (mail.includes(family) && mail.includes(given) && given.length > 1) ||
          short.test(mail) ||
          (given.length >= 5 && mail.includes(given))
        )
          return true;
    }
  return false;
}
