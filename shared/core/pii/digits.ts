const HAN_DIGITS = '〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖';
const HAN_VALUES = '0001234567891123456789';

/** Seven or more Chinese digits in a row are a number read aloud, not prose: 一三八零零一三八零零零. */
const SPOKEN = new RegExp(`[${HAN_DIGITS}](?:[ -]?[${HAN_DIGITS}]){6,40}`, 'g');
/** A year in Chinese digits: 一九九八年. */
const SPOKEN_YEAR = /(?<![一二三四五六七八九〇零])(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年)/g;

/** A run of digits and letters that scanners take for digits, not part of a longer word; looked behind only where one begins. */
const LOOKALIKE = /[0-9OoIlSBZ](?<![A-Za-z0-9_@].)(?:[ .\-/:()]{0,2}[0-9OoQDIlSBZb]){3,30}(?![A-Za-z_@])/g;
/** Only a letter that touches another sign of the run: the `B` of `7B - 13` is a unit. */
const LETTERS = /(?<=[0-9OoQDIlSBZ])[OoQDIlSBZ]|[OoQDIlSBZ](?=[0-9OoQDIlSBZ])/g;
const DIGIT_OF: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  S: '5',
  B: '8',
  Z: '2',
  b: '6',
};

/** Two signs that a unit or the name of a month shows to be a number: 1O月, 3l日, 1O May. */
const SHORT =
  /(?:[0-9][OolI]|[OolI][0-9])(?<![A-Za-z0-9]..)(?= ?[月日岁年号室]|,? (?:19|20)\d\d(?!\d)|(?:th|st|nd|rd)(?![a-z])| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/g;

const IS_HAN_DIGIT = new Uint8Array(0x10000);
for (const digit of HAN_DIGITS) IS_HAN_DIGIT[digit.charCodeAt(0)] = 1;

/** Whether four Chinese digits stand together, blanks and hyphens aside: less is no year and no number. */
function hasSpokenDigits(text: string): boolean {
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (IS_HAN_DIGIT[code] === 1) {
      if (++run === 4) return true;
    } else if (code !== 32 && code !== 45) run = 0;
  }
  return false;
}

/** Same length: Chinese digits and `O`, `l`, `I` … become digits where the run they stand in is a number. */
export function repairDigits(text: string): string {
  const read = hasSpokenDigits(text)
    ? text
        .replace(SPOKEN, run => run.replace(/[^ -]/g, sign => HAN_VALUES[HAN_DIGITS.indexOf(sign)]!))
        .replace(SPOKEN_YEAR, run => run.replace(/./g, sign => HAN_VALUES[HAN_DIGITS.indexOf(sign)]!))
    : text;
  return read.replace(SHORT, run => run.replace(/[OolI]/g, sign => DIGIT_OF[sign]!)).replace(LOOKALIKE, repaired);
}

function repaired(run: string): string {
  if (!/[A-Za-z]/.test(run)) return run;
  if (isWholeNumber(run)) return run.replace(/[OoQDIlSBZb]/g, sign => DIGIT_OF[sign]!);
  return isDamagedNumber(run) ? run.replace(LETTERS, sign => DIGIT_OF[sign]!) : run;
}

/** Read as digits, letters that stand apart as well, it is a mobile: `19 l 2 11S8 148`, `1 669ll9S6B1`. */
const isWholeNumber = (run: string): boolean =>
  (run.match(/[0-9]/g)?.length ?? 0) >= 5 &&
  /^1[3-9]\d{9}$/.test(run.replace(/ /g, '').replace(/[OoQDIlSBZb]/g, sign => DIGIT_OF[sign]!));

/** There are letters, and at most one for two digits: `2O2O.O9` is a number, `IO-8B-1OB` is none. */
function isDamagedNumber(run: string): boolean {
  const letters = run.match(LETTERS)?.length ?? 0;
  const digits = run.match(/[0-9]/g)?.length ?? 0;
  if (letters > 0 && digits >= 2 && letters <= Math.max(2, digits / 2)) return true;
  return digits >= 4 && /^1[3-9]\d{9}$/.test(run.replace(LETTERS, sign => DIGIT_OF[sign]!));
}
