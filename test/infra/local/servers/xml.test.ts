import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childrenNamed, childText, parseXml, writeXml } from '../../../../infra/local/servers/http/xml.ts';

describe('XML', () => {
  test('what is written is read', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), values => {
        const root = parseXml(
          `<?xml version="1.0"?>\n${writeXml({ 'Root xmlns="urn:x"': { Value: values, Deep: { Value: 'in' } } })}`,
        );
        expect(childrenNamed(root, 'Value').map(({ text }) => text)).toEqual(values);
        expect(childText(childrenNamed(root, 'Deep')[0], 'Value')).toBe('in');
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['<a><b/><c x="1>2">t</c></a>', 'c', 't'],
    ['<a><!-- no --><c>&lt;&#20013;&#x6587;&amp;</c></a>', 'c', '<中文&'],
    ['<s:a xmlns:s="x"><s:c>t</s:c></s:a>', 'c', 't'],
    ['<a><c>&unknown;</c></a>', 'c', '&unknown;'],
  ])('%s', (text, name, expected) => expect(childText(parseXml(text), name)).toBe(expected));

  test.each([
    ['nothing', ''],
    ['text alone', 'text'],
    ['an element that is not closed', '<a><b></a>'],
    ['one too many', '<a></a></b>'],
    ['two roots', '<a/><b/>'],
    ['a document type with an entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a thousand levels', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
  ])('%s is refused', (_, text) => expect(parseXml(text)).toBeUndefined());

  test('no text throws, and time grows with the length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '/', 'a', '"', "'", '=', '!--', '--', '&', ';', '#x', ' ', '?'), {
          maxLength: 30,
        }),
        parts => {
          parseXml(parts.join(''));
        },
      ),
      { numRuns: 5000 },
    );
    const start = performance.now();
    for (const part of ['<a x="', '<!--', "<a '", '<a ="" ', '&#x', '<!---']) parseXml(part.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
