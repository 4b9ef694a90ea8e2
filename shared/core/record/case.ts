/** In lower case and of the same length as the text, for one-to-one offsets (`İ` grows when lower-cased). */
export function lower(text: string): string {
  let changes = false;
  for (let i = 0; i < text.length && !changes; i++) {
    const code = text.charCodeAt(i);
    // Latin capitals, and the scripts beside that have any; Chinese has none.
    changes = (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code < 0x2e80) || code >= 0xa640;
  }
  if (!changes) return text;
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
