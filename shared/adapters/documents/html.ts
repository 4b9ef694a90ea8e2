/**
 * The text of a mail that has only HTML. One pass over the markup: nothing is built from it, loaded for it or run, and
 * what is no tag is text. Line ends come from the tags that begin a line in a browser.
 */
export function htmlToText(html: string): string {
  let text = '';
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += flat(html.slice(at));
      break;
    }
    text += flat(html.slice(at, open));
    const [, closing, name = ''] = TAG.exec(html.slice(open, open + 32)) ?? [];
    if (name === '' && !html.startsWith('<!', open) && !html.startsWith('<?', open)) {
      text += '<';
      at = open + 1;
      continue;
    }
    const tag = name.toLowerCase();
    const end = html.startsWith('<!--', open) ? html.indexOf('-->', open) + 2 : html.indexOf('>', open);
    if (end < open) break; // a tag that never ends swallows the rest in browsers too
    at = end + 1;
    if (SILENT.has(tag) && !closing) at = behind(html, tag, at);
    else if (LINES.has(tag)) text += '\n';
    else if (CELLS.has(tag) && !closing) text += '\t';
  }
  return decoded(text)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9]{0,15})/;
const SILENT = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
const CELLS = new Set(['td', 'th']);
const LINES = new Set(
  'address article aside blockquote br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** The end of an element whose content is not shown. */
function behind(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}(?![A-Za-z0-9])`, 'gi');
  close.lastIndex = from;
  const match = close.exec(html);
  // The tag's own end is looked for once: one pattern for both would look for it again at every beginning.
  const end = match ? html.indexOf('>', match.index) : -1;
  return end < 0 ? html.length : end + 1;
}

/** White space of the source means nothing but a space. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  bull: '•',
  middot: '·',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  reg: '®',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ccedil: 'ç',
  ntilde: 'ñ',
  oacute: 'ó',
  emsp: ' ',
  ensp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '\u00AD',
};

function decoded(text: string): string {
  return text.replace(/&(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z]{2,8});/g, (whole, name: string) => {
    if (name[0] !== '#') return Object.hasOwn(NAMED, name) ? NAMED[name]! : whole;
    const code = Number(/^#x/i.test(name) ? `0x${name.slice(2)}` : name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\uFFFD';
  });
}
