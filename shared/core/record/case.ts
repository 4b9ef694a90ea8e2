/** In lower case and of the same length as the text, for one-to-one offsets (`İ` grows when lower-cased). */
export function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
