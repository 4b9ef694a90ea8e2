import { createRequire } from 'node:module';
import { Document, Footer, Header, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../shared/adapters/documents/docx.ts';
import { DEFAULT_LIMITS } from '../../../shared/adapters/documents/index.ts';
import { readXml } from '../../../shared/adapters/documents/xml.ts';
import { zipEntries } from '../../../shared/adapters/documents/zip.ts';
import { docx, escapeXml, paragraph } from '../../hostile/make/docx.ts';
import { zip } from '../../hostile/make/zip.ts';

const mammoth = createRequire(import.meta.url)('mammoth') as typeof import('mammoth');
const read = (bytes: Uint8Array) => readDocx(bytes, DEFAULT_LIMITS).reading;
const linesOf = (bytes: Uint8Array) => read(bytes).pages[0]!.lines;
const textsOf = (bytes: Uint8Array) => linesOf(bytes).map(({ text }) => text);
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (...texts: string[]) => `<w:tc>${texts.map(text => paragraph(text)).join('')}</w:tc>`;

describe('what a part of WordprocessingML says', () => {
  test.each([
    ['paragraphs', paragraph('one') + paragraph('two'), ['one', 'two']],
    ['runs', `<w:p>${run('one ')}${run('line')}</w:p>`, ['one line']],
    ['tabs and breaks', '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>', ['a\tb', 'c']],
    ['entities', paragraph('R&D <b> "x" 张'), ['R&D <b> "x" 张']],
    [
      'deleted text is gone, inserted text is there',
      `<w:p>${run('a')}<w:del>${run('b')}</w:del><w:ins>${run('c')}</w:ins></w:p>`,
      ['ac'],
    ],
    [
      'moved text stands where it went',
      `<w:p><w:moveFrom>${run('x')}</w:moveFrom>${run('a')}<w:moveTo>${run('x')}</w:moveTo></w:p>`,
      ['ax'],
    ],
    [
      'field codes are no text, their results are',
      '<w:p><w:r><w:fldChar/><w:instrText>HYPERLINK "http://192.0.2.1"</w:instrText><w:t>site</w:t></w:r></w:p>',
      ['site'],
    ],
    ['links', `<w:p><w:hyperlink r:id="x">${run('mail')}</w:hyperlink></w:p>`, ['mail']],
    ['content controls', `<w:sdt><w:sdtContent>${paragraph('in it')}</w:sdtContent></w:sdt>`, ['in it']],
    [
      'a row of single lines is a line',
      `<w:tbl><w:tr>${cell('姓名')}${cell('张示例')}</w:tr></w:tbl>`,
      ['姓名\t张示例'],
    ],
    [
      'a layout table is read cell by cell',
      `<w:tbl><w:tr>${cell('a', 'b')}${cell('c')}</w:tr></w:tbl>`,
      ['a', 'b', 'c'],
    ],
    [
      'a table in a table',
      `<w:tbl><w:tr><w:tc><w:tbl><w:tr>${cell('x')}${cell('y')}</w:tr></w:tbl></w:tc></w:tr></w:tbl>`,
      ['x\ty'],
    ],
    [
      'a text box, once',
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph('boxed')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph('boxed')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>${run('after')}</w:p>`,
      ['boxed', 'after'],
    ],
    ['symbols', '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0B7"/><w:t> x</w:t></w:r></w:p>', ['• x']],
    ['a single blank line stays', `${paragraph('a')}<w:p/><w:p/><w:p/>${paragraph('b')}`, ['a', '', 'b']],
  ])('%s', (_, body, expected) => expect(textsOf(docx({ body }))).toEqual(expected));

  test.each([
    ['switched off', run('secret', '<w:vanish/>')],
    ['white', run('secret', '<w:color w:val="FFFFFF"/>')],
    ['nearly white', run('secret', '<w:color w:val="FEFDFE"/>')],
    ['of half a point', run('secret', '<w:sz w:val="1"/>')],
  ])('text that is %s is left out and noted', (_, hidden) => {
    const reading = read(docx({ body: `<w:p>${run('seen')}${hidden}</w:p>` }));
    expect(reading.notes).toEqual(['HIDDEN_TEXT']);
    expect(reading.pages[0]!.lines.map(({ text }) => text)).toEqual(['seen']);
  });

  test('white text on a dark cell is meant to be seen', () => {
    const body = `<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr><w:p>${run('CONTACT', '<w:color w:val="FFFFFF"/>')}</w:p></w:tc></w:tr></w:tbl><w:p>${run('x')}</w:p>`;
    expect(read(docx({ body })).notes).toEqual([]);
  });

  test('sizes and bold come from the run, its styles and what they are based on', () => {
    const styles =
      '<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="B"/></w:style></w:styles>';
    const body = `<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('Heading')}</w:p>${paragraph('text')}${paragraph('small', '<w:sz w:val="18"/><w:b w:val="0"/>')}`;
    expect(linesOf(docx({ body, more: [{ name: 'word/styles.xml', data: styles }] }))).toEqual([
      { text: 'Heading', size: 16, bold: true },
      { text: 'text', size: 10.5, bold: false },
      { text: 'small', size: 9, bold: false },
    ]);
  });

  test('lists have their bullets and numbers', () => {
    const numbering =
      '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>';
    const item = (text: string, id: number) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const bytes = docx({
      body: item('a', 1) + item('b', 2) + item('c', 2),
      more: [{ name: 'word/numbering.xml', data: numbering }],
    });
    expect(textsOf(bytes)).toEqual(['• a', '1) b', '2) c']);
  });
});

describe('a document by another maker', () => {
  const bytes = () =>
    Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('Jordan Sample')] }) },
            footers: { default: new Footer({ children: [new Paragraph('references on request')] }) },
            children: [
              new Paragraph({ text: 'Experience', heading: HeadingLevel.HEADING_1 }),
              new Paragraph({
                children: [new TextRun({ text: 'Example Foundry', bold: true }), new TextRun(', 2019 至今')],
              }),
              new Paragraph({ text: 'Built the order service', bullet: { level: 0 } }),
              new Table({
                rows: [
                  new TableRow({
                    children: ['学校', '专业'].map(text => new TableCell({ children: [new Paragraph(text)] })),
                  }),
                ],
              }),
            ],
          },
        ],
      }),
    );

  test('reads with header, table, bullet and footer', async () => {
    expect(textsOf(await bytes()).filter(Boolean)).toEqual([
      'Jordan Sample',
      'Experience',
      'Example Foundry, 2019 至今',
      '• Built the order service',
      '学校\t专业',
      'references on request',
    ]);
  });

  test('holds all that mammoth finds in it', async () => {
    const buffer = await bytes();
    const { value } = await mammoth.extractRawText({ buffer });
    const own = textsOf(buffer).join('\n');
    for (const line of value.split('\n').filter(Boolean)) expect(own).toContain(line);
  });
});

describe('damage and malice', () => {
  test('markup that breaks off gives what came before', () => {
    expect(textsOf(docx({ body: `${paragraph('whole')}<w:p><w:r><w:t>cut` }))).toContain('whole');
  });
  test('entities of a document type are no entities', () => {
    let text = '';
    readXml('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;&#65;&amp;&#x110000;</a>', {
      open() {},
      close() {},
      text: part => {
        text += part;
      },
    });
    expect(text).toBe('&x;A&\uFFFD');
  });
  test('an absurd depth ends the reading', () => {
    expect(readXml('<a>'.repeat(100_000), { open() {}, close() {}, text() {} })).toBe(false);
  });
  test('text survives the way through markup, and any markup is survived', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        const plain = text.replace(/[\p{Cc}\uFFFE\uFFFF\s]/gu, 'x');
        let back = '';
        readXml(`<a>${escapeXml(plain)}</a>`, {
          open() {},
          close() {},
          text: part => {
            back += part;
          },
        });
        expect(back).toBe(plain);
        readXml(text, { open: (_, attribute) => void attribute('w:val'), close() {}, text() {} });
      }),
      { numRuns: 1000 },
    );
  });
  test('any bytes behind a ZIP signature are entries or a code', () => {
    const honest = zip([
      { name: 'a', data: 'b' },
      { name: 'c', data: 'd' },
    ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 8 }), changes => {
        const bytes = Buffer.from(honest);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          zipEntries(bytes, DEFAULT_LIMITS);
        } catch (error) {
          expect(error).toMatchObject({ name: 'DocumentError' });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
