import { LONGEST, SHORTEST } from './token.ts';

/** Shortest word that is taken for a token by its repetition alone. */
const SHORTEST_REPEATED = 16;
/** Copies that make it one, and the lines that a copy has for itself: a number in a footer comes once a page. */
const [COPIES, LINES_A_COPY] = [3, 30];

/**
 * Words that stand in a text again and again and look like a token: what is left of a stamp when an extractor keeps each
 * of its copies together as one word.
 */
export function repeatedTokens(text: string): string[] {
  const counts = new Map<string, number>();
  for (let at = 0; at + SHORTEST_REPEATED <= text.length; ) {
    // From the far end: a character that no token has says where to go on.
    let end = at + SHORTEST_REPEATED - 1;
    while (end >= at && isPrinted(text.charCodeAt(end))) end--;
    if (end >= at) {
      at = end + 1;
      continue;
    }
    end = at + SHORTEST_REPEATED;
    while (end < text.length && isPrinted(text.charCodeAt(end))) end++;
    const length = end - at;
    if (length <= LONGEST) {
      const word = text.slice(at, end);
      const before = at === 0 || text.charCodeAt(at - 1) <= 0x20 || text.charCodeAt(at - 1) === 0x3000;
      if (before && isTokenLike(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    at = end + 1;
  }
  const often = [...counts]
    .filter(([word, count]) => count >= (FAMILY.test(word) ? 2 : COPIES))
    .sort((a, b) => b[1] - a[1]);
  const lines = often.length ? text.split('\n').length : 0;
  return often.filter(([word, count]) => FAMILY.test(word) || lines <= LINES_A_COPY * count).map(([word]) => word);
}

/** The family seen most: base64 whose padding became tildes. Nothing else looks like it. */
const FAMILY = /^[0-9a-f]{16}[\w-]{12,62}~{1,2}$/;

/** Copies of a line, and the lines that each has for itself, for it to be a stamp whatever it looks like. */
const [SAME_LINES, LINES_A_LINE] = [6, 15];

/**
 * The same for what fills lines of its own, a copy each or a glyph each: words that come again far more often than pages
 * do, if they hold digits.
 */
export function repeatedLines(text: string): string[] {
  const lines = text.split(/[\n\f]/);
  const counts = new Map<string, number>();
  const runs = new Map<string, number>();
  let run = '';
  const close = () => {
    if (run.length >= SHORTEST && run.length <= LONGEST && isTokenLike(run)) runs.set(run, (runs.get(run) ?? 0) + 1);
    run = '';
  };
  for (const raw of lines) {
    const line = raw.trim();
    if (line.length === 1) run += line;
    else if (line) close();
    if (line.length < SHORTEST || line.length > LONGEST || !/^(?=.*\d{3})\S+$/.test(line) || IDENTIFIER.test(line))
      continue;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  close();
  const same = [...counts].filter(([, count]) => count >= SAME_LINES && lines.length <= LINES_A_LINE * count);
  const drawn = [...runs].filter(([, count]) => count >= COPIES);
  return [...same, ...drawn].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

const isPrinted = (code: number): boolean => code > 0x20 && code < 0x7f;

/** Hashes and UUIDs come again in texts by themselves. */
const IDENTIFIER = /^(?:[\da-f]+|[\dA-F]+|[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12})$/;

/** Letters and digits in turns, and nothing of an address or of a path. */
function isTokenLike(word: string): boolean {
  let [digits, letters, turns, kind] = [0, 0, 0, 0];
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    let now = 0;
    if (code >= 48 && code <= 57) {
      digits++;
      now = 1;
    } else if ((code | 32) >= 97 && (code | 32) <= 122) {
      letters++;
      now = code & 32 ? 2 : 3;
    } else if (code !== 45 && code !== 95 && code !== 126) return false;
    if (now !== kind) turns++;
    kind = now;
  }
  return digits >= 3 && letters >= 3 && turns >= 6 && !IDENTIFIER.test(word);
}
