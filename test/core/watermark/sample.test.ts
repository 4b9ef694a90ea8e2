import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { clean } from '../../../shared/core/watermark/index.ts';

const read = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const solid = (text: string) => text.replace(/\s+/g, '');

describe('the sample of a real export', () => {
  const raw = asRaw(read('watermarked.zh.txt'));
  const cleaning = clean(raw, { fingerprint: token => `${token.length}` });

  it('comes out as its truth', () => {
    expect(solid(cleaning.text)).toBe(solid(read('watermarked.zh.truth.txt')));
  });

  it('has a ledger of fifteen whole copies', () => {
    expect(cleaning.watermarks).toMatchObject([
      { length: 48, copies: 15, partial: 0, removed: 720, distance: 0, exact: true },
    ]);
  });

  it('is the raw text without the removed spans', () => {
    let rest = '';
    let at = 0;
    for (const { start, end } of cleaning.removed) {
      rest += raw.slice(at, start);
      at = end;
    }
    expect(rest + raw.slice(at)).toBe(cleaning.text);
  });

  it('changes no more when cleaned again', () => {
    const again = clean(asRaw(cleaning.text));
    expect(again.text).toBe(cleaning.text);
    expect(again.removed).toEqual([]);
  });
});
