/**
 * A reader of the XML in office containers: a stream of events, nothing kept. No document type definitions, so no
 * entities but the five and the numbers: "billion laughs" and external entities do not exist here. Namespaces are known by
 * their usual prefixes, which Word, WPS, LibreOffice and Google Docs all write.
 */
export interface XmlHandler {
  open(name: string, attributes: (name: string) => string | undefined, selfClosing: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

/** Elements within elements; real documents stay below 100, and the handler keeps a little for each level. */
const MAX_DEPTH = 512;

/** @returns false when the markup breaks off or is nested absurdly; what came before has been handled. */
export function readXml(xml: string, handler: XmlHandler): boolean {
  let at = 0;
  let depth = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return depth === 0;
    if (open > at && depth > 0) handler.text(decodeEntities(xml.slice(at, open)));
    if (xml.startsWith('<!--', open)) {
      at = after(xml, '-->', open + 4);
      continue;
    }
    if (xml.startsWith('<![CDATA[', open)) {
      at = after(xml, ']]>', open);
      handler.text(xml.slice(open + 9, at - 3));
      continue;
    }
    const close = tagEnd(xml, open);
    if (close < 0) return false;
    at = close + 1;
    if (xml[open + 1] === '?' || xml[open + 1] === '!') continue;
    if (xml[open + 1] === '/') {
      depth--;
      handler.close(xml.slice(open + 2, close).trimEnd());
      continue;
    }
    const selfClosing = xml[close - 1] === '/';
    const tag = xml.slice(open + 1, selfClosing ? close - 1 : close);
    const name = /^[^\s/>]*/.exec(tag)![0];
    handler.open(name, attribute => attributeOf(tag, attribute), selfClosing);
    if (!selfClosing && ++depth > MAX_DEPTH) return false;
  }
  return depth === 0;
}

const after = (xml: string, end: string, from: number): number => {
  const at = xml.indexOf(end, from);
  return at < 0 ? xml.length : at + end.length;
};

/** The `>` of a tag; one inside a quoted value is none. */
function tagEnd(xml: string, open: number): number {
  for (let i = open, quote = 0; i < xml.length; i++) {
    const unit = xml.charCodeAt(i);
    if (quote) {
      if (unit === quote) quote = 0;
    } else if (unit === 0x22 || unit === 0x27) quote = unit;
    else if (unit === 0x3e) return i;
  }
  return -1;
}

/** An attribute's value; looked up on demand, since most are never asked for. */
function attributeOf(tag: string, name: string): string | undefined {
  const value = /\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + name.length)) {
    value.lastIndex = at + name.length;
    const match = /\s/.test(tag[at - 1] ?? '') ? value.exec(tag) : null;
    if (match) return decodeEntities(match[1] ?? match[2] ?? '');
  }
  return undefined;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (name[0] !== '#') return NAMED[name] ?? whole;
    const code = Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
