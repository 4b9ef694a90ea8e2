/** What classic Textract can write: Latin letters, digits, punctuation and the currency signs of its six languages. */
const READABLE = /^[\t\n\r -~\u00a0-\u024f\u2010-\u2026\u2030\u20ac\u2122]$/;

/** What it makes of a character that it cannot: shapes taken from answers to Chinese pages. */
const SHAPES = ['A', 'E', 'fl', 'It', 'H', 'M', 'X', 'tt', 'F', 'W', 'R', 'I', '1', 'T', 'LL', '#'];

/**
 * Classic Textract does not know Chinese and does not say so: the job succeeds and the text is Latin nonsense
 * (aws/context-ontology-accelerator #169). An engine that reads Chinese behind this server would hide that until the
 * first deployment; so what the real service cannot read comes out here as it comes out there.
 */
export function inLatin(text: string, confidence: number): { text: string; confidence: number } {
  let unread = 0;
  let total = 0;
  let read = '';
  for (const character of text) {
    total += 1;
    if (READABLE.test(character)) {
      read += character;
    } else {
      unread += 1;
      read += SHAPES[character.codePointAt(0)! % SHAPES.length]!;
    }
  }
  // The nonsense comes with middling confidence: too high for a threshold on confidence alone to find it.
  return unread === 0 ? { text, confidence } : { text: read, confidence: confidence * (1 - (0.4 * unread) / total) };
}
