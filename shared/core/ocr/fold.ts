/**
 * A line without the slips of a recogniser trained on Chinese and Latin together: full-width forms among Latin letters
 * and figures, and marks that look like others. Each rule looks at the neighbours, so that Chinese punctuation stays.
 */
export function foldLine(text: string): string {
  return (
    text
      // Letters and figures, and marks that Chinese has no use for, are never meant in full width.
      .replace(/[０-９Ａ-Ｚａ-ｚ＠＃＄％＆＊＋－／＜＝＞＼＿｜～．]/g, toNarrow)
      .replace(/丨/g, '|')
      .replace(/(?<=\d)[，：](?=\d)/g, toNarrow)
      .replace(/（(?=[\x21-\x7E][^（）]{0,40}\))/g, '(')
      .replace(/(?<=\([^()（）]{0,40}[\x21-\x7E])）/g, ')')
      // A small s behind a figure is taken for a capital: times are told in milliseconds, hardly ever in millisiemens.
      .replace(/(?<=\d ?)mS(?![A-Za-z]{2})/g, 'ms')
      // The full stop of a Chinese sentence behind a unit is taken for the letter that it looks like.
      .replace(/(?<=\p{Script=Han}[^\n]{0,80}\d[A-Za-z%]{1,3})o$/u, '。')
      // The mark at the start of a line is a bullet; the dictionary has only the dot that parts names.
      .replace(/^[·•●▪■◆]\s*(?=\S)/, '• ')
  );
}

const toNarrow = (char: string): string => String.fromCharCode(char.charCodeAt(0) - 0xfee0);
