/** Text for an element's content. Characters that XML 1.0 cannot hold become numeric references, as S3 answers them. */
export const escapeXml = (text: string): string =>
  text.replace(/[<>&"\r\n\t\u0000-\u001f\ufffe\uffff]/g, c => ENTITIES[c] ?? `&#x${c.charCodeAt(0).toString(16)};`);

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Content of an element: text, a list of children by name, or nothing. */
export type XmlContent = string | number | boolean | undefined | XmlChildren;
export interface XmlChildren {
  readonly [name: string]: XmlContent | readonly XmlContent[];
}

/** `{ A: { B: [1, 2] } }` → `<A><B>1</B><B>2</B></A>`. Undefined children are left out. */
export function writeXml(children: XmlChildren): string {
  let text = '';
  for (const [name, content] of Object.entries(children)) {
    for (const one of Array.isArray(content) ? (content as XmlContent[]) : [content as XmlContent]) {
      if (one === undefined) continue;
      text += `<${name}>${typeof one === 'object' ? writeXml(one) : escapeXml(String(one))}</${name.split(' ', 1)[0]}>`;
    }
  }
  return text;
}

export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const MAX_DEPTH = 20;

/**
 * Reads the plain XML that the SDK writes: elements and text. No DTD, so no entity can expand and no file can be read;
 * attributes and comments are passed over. Undefined if it is not well formed.
 */
export function parseXml(source: string): XmlElement | undefined {
  const root = { name: '', text: '', children: [] as XmlElement[] };
  const open: { name: string; text: string; children: XmlElement[] }[] = [root];
  const token = /<\?[^>]*\?>|<!--(?:[^-]|-[^-])*-->|<(\/?)([\w:.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|([^<]+)/y;
  let at = 0;
  while (at < source.length) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (!match) return undefined;
    at = token.lastIndex;
    const [, closing, name, , empty, text] = match;
    const top = open.at(-1)!;
    if (text !== undefined) top.text += unescapeXml(text);
    else if (name === undefined) continue;
    else if (closing) {
      if (open.length < 2 || top.name !== localName(name)) return undefined;
      open.pop();
    } else {
      const element = { name: localName(name), text: '', children: [] };
      top.children.push(element);
      if (!empty) open.push(element);
      if (open.length > MAX_DEPTH) return undefined;
    }
  }
  return open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

export const childText = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.children.find(child => child.name === name)?.text;

export const childrenNamed = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter(child => child.name === name) ?? [];
