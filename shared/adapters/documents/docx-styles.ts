import { readXml } from './xml.ts';

/** What a run of text looks like; undefined where nothing says so. */
export interface Look {
  bold?: boolean;
  /** Points. */
  size?: number;
  hidden?: boolean;
  white?: boolean;
  list?: { id: string; level: number };
}

export interface Styles {
  readonly defaults: Look;
  /** The look of a paragraph or character style, with what it is based on. */
  look(id: string | undefined): Look;
}

export interface Lists {
  /** The marker's pattern: `•` for bullets, `%1.` for numbers, undefined for no marker. */
  pattern(list: { id: string; level: number }): string | undefined;
}

/** Styles may be based on each other in a circle. */
const MAX_BASES = 16;

/** Applies a property element of a run or paragraph to a look. */
export function applyProperty(look: Look, name: string, attribute: (name: string) => string | undefined): void {
  const on = () => !/^(?:0|false|off|none)$/i.test(attribute('w:val') ?? '1');
  if (name === 'w:b') look.bold = on();
  else if (name === 'w:sz') {
    const size = Number(attribute('w:val')) / 2;
    if (size > 0 && size < 2000) look.size = size;
  } else if (name === 'w:vanish' || name === 'w:specVanish' || name === 'w:webHidden') look.hidden = on();
  else if (name === 'w:color') look.white = /^f[c-f]f[c-f]f[c-f]$/i.test(attribute('w:val') ?? '');
  else if (name === 'w:numId') look.list = { level: look.list?.level ?? 0, id: attribute('w:val') ?? '0' };
  else if (name === 'w:ilvl') look.list = { id: look.list?.id ?? '', level: Number(attribute('w:val')) || 0 };
}

export function readStyles(xml: string): Styles {
  const styles = new Map<string, Look & { base?: string }>();
  const defaults: Look = {};
  let current: (Look & { base?: string }) | undefined;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'w:docDefaults') current = defaults;
      else if (name === 'w:style') {
        current = {};
        const id = attribute('w:styleId');
        if (id !== undefined) styles.set(id, current);
        if (attribute('w:type') === 'table') current = undefined; // a table style's bold is for some cells only
      } else if (current && name === 'w:basedOn') current.base = attribute('w:val') ?? '';
      else if (current) applyProperty(current, name, attribute);
    },
    close(name) {
      if (name === 'w:style' || name === 'w:docDefaults') current = undefined;
    },
    text() {},
  });
  return {
    defaults,
    look(id) {
      let look: Look = {};
      for (let style = styles.get(id ?? ''), n = 0; style && n < MAX_BASES; n++) {
        const { base, ...own } = style;
        look = { ...own, ...look };
        style = base === undefined ? undefined : styles.get(base);
      }
      return look;
    },
  };
}

export function readLists(xml: string): Lists {
  const abstract = new Map<string, Map<number, string | undefined>>();
  const numbered = new Map<string, string>();
  let [levels, level, number] = [new Map<number, string | undefined>(), 0, ''];
  let bullet = false;
  readXml(xml, {
    open(name, attribute) {
      const value = attribute('w:val') ?? '';
      if (name === 'w:abstractNum') {
        levels = new Map();
        abstract.set(attribute('w:abstractNumId') ?? '', levels);
      } else if (name === 'w:lvl') {
        level = Number(attribute('w:ilvl')) || 0;
        bullet = false;
      } else if (name === 'w:numFmt') {
        bullet = value === 'bullet';
        // Only plain numbers can be counted without a table for each language.
        levels.set(level, bullet ? '•' : value === 'decimal' ? `%${level + 1}.` : undefined);
      } else if (name === 'w:lvlText' && !bullet && levels.get(level) !== undefined) levels.set(level, value);
      else if (name === 'w:num') number = attribute('w:numId') ?? '';
      else if (name === 'w:abstractNumId') numbered.set(number, value);
    },
    close() {},
    text() {},
  });
  return { pattern: ({ id, level }) => abstract.get(numbered.get(id) ?? '')?.get(level) };
}
