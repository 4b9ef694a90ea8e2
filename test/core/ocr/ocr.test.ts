import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageReading } from '../../../shared/core/document/reading.ts';
import { arrange, type Fragment } from '../../../shared/core/ocr/arrange.ts';
import { decodeCtc } from '../../../shared/core/ocr/ctc.ts';
import { foldLine } from '../../../shared/core/ocr/fold.ts';
import {
  CAPABILITIES,
  checkScript,
  confidenceOf,
  engineFor,
  fromTextractBlocks,
  joinPages,
} from '../../../shared/core/ocr/index.ts';
import { emOf, inkMetrics } from '../../../shared/core/ocr/ink-metrics.ts';
import { withSpaces } from '../../../shared/core/ocr/spacing.ts';

/** Steps as text: a letter is a class seen at 0.9, `-` is nothing. */
const steps = (text: string) => {
  const scores = new Float32Array(text.length * 3);
  [...text].forEach((step, i) => {
    scores[i * 3 + '-ab'.indexOf(step)] = 0.9;
  });
  return scores;
};
const read = (text: string) =>
  decodeCtc(steps(text), 3, ['a', 'b'])
    .map(char => char.text)
    .join('');

test.each([
  ['a', 'a'],
  ['aaa', 'a'],
  ['a-a', 'aa'],
  ['--a--b--', 'ab'],
  ['aabb-b', 'abb'],
  ['----', ''],
  ['', ''],
])('steps %j are %j', (given, expected) => expect(read(given)).toBe(expected));

test('a character stands where the recogniser was surest, as a share of the line without its padding', () => {
  const [a, b] = decodeCtc(steps('-a----b---'), 3, ['a', 'b'], 0.8);
  expect(a!.at).toBeCloseTo(1.5 / 8);
  expect(b!.at).toBeCloseTo(6.5 / 8);
});

describe('spaces', () => {
  /** Characters an em apart on a line of `ems`; `|` in the pattern is 0.4 em of nothing. */
  const line = (pattern: string, seen: 'seen' | 'unseen' = 'unseen') => {
    let at = 0;
    const chars: { text: string; at: number; confidence: number }[] = [];
    const blanks: { start: number; end: number }[] = [];
    for (const char of pattern) {
      if (char === '|') {
        const last = blanks.at(-1);
        if (last && last.end === at) last.end = at + 0.4;
        else blanks.push({ start: at, end: at + 0.4 });
        at += 0.4;
        if (seen === 'seen') chars.push({ text: ' ', at: at - 0.1, confidence: 1 });
      } else {
        chars.push({ text: char, at: at + 0.5, confidence: 1 });
        at += 1;
      }
    }
    const share = (x: number) => x / at;
    return withSpaces(
      chars.map(char => ({ ...char, at: share(char.at) })),
      blanks.map(({ start, end }) => ({ start: share(start), end: share(end) })),
      at,
    ).map(({ text }) => text);
  };

  test.each([
    ['ab|cd', ['ab cd']], // Latin words
    ['数据|库', ['数据库']], // a producer's gap between ideographs is none yet
    ['数据||库', ['数据 库']],
    ['姓名|||张三', ['姓名', '张三']], // a gap for a column
    ['杭州）||有限', ['杭州）有限']], // full-width marks bring white space along
    ['a|,b', ['a,b']], // no space before a comma
    ['(|a)', ['(a)']],
    ['abcd', ['abcd']],
  ] as const)('%j is %j', (pattern, expected) => expect(line(pattern)).toEqual(expected));

  test('what the recogniser saw as a space between Latin words is one', () => {
    expect(
      withSpaces(
        [
          { text: 'a', at: 0.2, confidence: 1 },
          { text: ' ', at: 0.5, confidence: 1 },
          { text: 'b', at: 0.8, confidence: 1 },
        ],
        [],
        3,
      )[0]!.text,
    ).toBe('a b');
  });

  test('a year does not fall apart at its ones, and numbers that stand apart do', () => {
    const apart = (digits: string, gaps: readonly number[]) => {
      const text = `Mar ${digits}`;
      let at = 0;
      const blanks: { start: number; end: number }[] = [];
      const chars = [...text].map((char, i) => {
        const width = char === ' ' ? 0.3 : 0.4;
        if (char === ' ') blanks.push({ start: at, end: at + width });
        const place = at + width / 2;
        at += width;
        const gap = i >= 4 ? (gaps[i - 4] ?? 0) : 0;
        if (gap > 0) blanks.push({ start: at, end: at + gap });
        at += gap;
        return { text: char, at: place, confidence: 1 };
      });
      const share = (x: number) => x / at;
      return withSpaces(
        chars.map(char => ({ ...char, at: share(char.at) })),
        blanks.map(({ start, end }) => ({ start: share(start), end: share(end) })),
        at,
      )[0]!.text;
    };
    expect(apart('2011', [0.05, 0.15, 0.26])).toBe('Mar 2011');
    expect(apart('2013', [0.05, 0.15, 0.2])).toBe('Mar 2013');
    expect(apart('20205', [0.05, 0.05, 0.05, 0.3])).toBe('Mar 2020 5');
  });

  test('letter-spaced type is one word', () => {
    const chars = [...'CONTACT'].map((text, i) => ({ text, at: (i + 0.25) / 7, confidence: 1 }));
    const blanks = chars.map((_, i) => ({ start: (i + 0.5) / 7, end: (i + 1) / 7 }));
    expect(withSpaces(chars, blanks, 7 * 0.9).map(({ text }) => text)).toEqual(['CONTACT']);
  });

  test('no character is lost, whatever the blanks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', '1', '数', '，', ' ', '('), fc.double({ min: 0, max: 1, noNaN: true }))),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))),
        fc.integer({ min: 1, max: 60 }),
        (pairs, gaps, ems) => {
          const chars = pairs.map(([text, at]) => ({ text, at, confidence: 1 })).sort((a, b) => a.at - b.at);
          const blanks = gaps
            .map(gap => ({ start: Math.min(...gap), end: Math.max(...gap) }))
            .sort((a, b) => a.start - b.start);
          const text = withSpaces(chars, blanks, ems)
            .map(segment => segment.text)
            .join('');
          expect(text.replaceAll(' ', '')).toBe(chars.map(char => char.text.trim()).join(''));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['３，２００', '3,200'],
  ['3，200笔', '3,200笔'],
  ['你好，世界', '你好，世界'],
  ['12：30', '12:30'],
  ['电话：138', '电话：138'],
  ['（RBAC + ABAC)', '(RBAC + ABAC)'],
  ['杭州（总部）', '杭州（总部）'],
  ['甲丨乙', '甲|乙'],
  ['·主导', '• 主导'],
  ['延迟下降到210mS，', '延迟下降到210ms，'],
  ['延迟下降到210mso', '延迟下降到210ms。'],
  ['延迟下降到210mSo', '延迟下降到210ms。'],
  ['cut latency to 210 kilo', 'cut latency to 210 kilo'],
  ['负责 Node 22 repo', '负责 Node 22 repo'],
  ['示例明·马克', '示例明·马克'],
  ['·', '·'],
])('the slips in %j are mended: %j', (given, expected) => expect(foldLine(given)).toBe(expected));

test('type sizes come from what the ink is of', () => {
  expect(emOf('数据', 9.2)).toBeCloseTo(10, 0);
  expect(emOf('source', 5.4)).toBeCloseTo(10, 0);
  expect(emOf('Apply', 9.4)).toBeCloseTo(10, 0);
  expect(inkMetrics('—')).toEqual({ ascent: 0.73, descent: 0 });
});

describe('arrange', () => {
  const at = (text: string, left: number, top: number, right: number): Fragment => ({
    text,
    confidence: 1,
    box: { left, right, top, bottom: top + 9.2 },
  });

  test('two columns of flowing text on the same baselines are read one after the other', () => {
    const words = (side: string, i: number) => `${side}${i} ${'words of a line '.repeat(2)}`;
    const fragments = Array.from({ length: 8 }, (_, i) => [
      at(words('L', i), 40, 100 + 16 * i, 280),
      at(words('R', i), 310, 100 + 16 * i, 550),
    ]).flat();
    expect(
      arrange(fragments)
        .map(({ text }) => text.slice(0, 2))
        .join(' '),
    ).toBe('L0 L1 L2 L3 L4 L5 L6 L7 R0 R1 R2 R3 R4 R5 R6 R7');
  });

  test('a table is read row by row', () => {
    const fragments = Array.from({ length: 4 }, (_, i) => [
      at(`时间${i}`, 40, 100 + 16 * i, 80),
      at(`学校${i}`, 200, 100 + 16 * i, 240),
      at(`专业${i}`, 400, 100 + 16 * i, 440),
    ]).flat();
    expect(arrange(fragments).map(({ text }) => text)).toEqual([0, 1, 2, 3].map(i => `时间${i}  学校${i}  专业${i}`));
  });

  test('every fragment is in one line', () => {
    const fragment = fc.tuple(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 5, max: 400 }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), places => {
        const fragments = places.map(([left, top, width], i) => at(`w${i}`, left, top, left + width));
        const words = arrange(fragments).flatMap(({ text }) => text.split(/\s+/));
        // Fragments that overlap may be set without a space between them; none may be lost or come twice.
        expect(words.join('').length).toBe(fragments.map(({ text }) => text).join('').length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the script guard', () => {
  const page = (text: string): PageReading => ({
    number: 1,
    engine: 'textract',
    lines: text.split('\n').map(line => ({ text: line })),
  });
  const EN =
    'Senior Backend Engineer with nine years of experience\nJava, Go, TypeScript, PostgreSQL, Kafka, AWS, gRPC, CI/CD, C#\nLed a team of 12 at Example Foundry LLC, cutting P99 latency';
  const DE =
    'Berufserfahrung als Softwareentwickler für größere Unternehmen\nStudium der Wirtschaftswissenschaften an der Universität';
  const NONSENSE =
    'tEI R# HLA : 138-0000-4821 IlFT: MCXR MNTttLE\nLLRWAX HItXtt ttMIFXXR XLL# EEtIH WRTXFl LLXF\nMTIHX LLMWXR ttXAEWR FHX1WTA IERXHM ttHRM';
  test.each([
    ['English, unknown', EN, 'unknown', 'fits'],
    ['English where Chinese was expected', EN, 'han', 'wrong'],
    ['English as expected', EN, 'latin', 'fits'],
    ['German', DE, 'latin', 'fits'],
    ['nonsense', NONSENSE, 'unknown', 'wrong'],
    ['nonsense where Latin was expected', NONSENSE, 'latin', 'wrong'],
    ['Chinese', '高级后端工程师，八年研发经验，熟悉高并发系统的设计', 'han', 'fits'],
    ['Chinese with many names', 'Java Go Kafka Redis 分库分表 TypeScript 微服务 Docker 容器化 上海', 'han', 'fits'],
    ['too little to tell', 'XRtt', 'unknown', 'fits'],
    ['nothing', '', 'han', 'fits'],
    ['addresses and codes', 'jordan.sample@example.com https://example.com/x1 P99 B2B', 'unknown', 'fits'],
  ] as const)('%s: %s', (_, text, expected, verdict) => expect(checkScript(page(text), expected)).toBe(verdict));
});

test('the engine that is preferred reads what it can, the other one the rest', () => {
  expect(engineFor('latin')).toBe('textract');
  expect(engineFor('han')).toBe('paddle');
  expect(engineFor('unknown')).toBe('paddle');
  expect(engineFor('latin', ['paddle'])).toBe('paddle');
  expect(engineFor('han', ['textract'])).toBe('paddle');
  expect(CAPABILITIES.textract.han).toBe(false);
});

test('blocks of a page become its lines in reading order', () => {
  const block = (Text: string, Left: number, Top: number, Page = 1) => ({
    BlockType: 'LINE',
    Text,
    Page,
    Confidence: 98,
    Geometry: { BoundingBox: { Left, Top, Width: 0.35, Height: 0.012 } },
  });
  // Textract's own order runs across the columns; the right one is set a little lower here.
  const blocks = Array.from({ length: 6 }, (_, i) => [
    block(`left line ${i}`, 0.1, 0.1 + i * 0.03),
    block(`right line ${i}`, 0.55, 0.11 + i * 0.03),
    block('other page', 0, 0, 2),
  ]).flat();
  const { lines } = fromTextractBlocks([...blocks, { BlockType: 'WORD', Text: 'left' }], 1);
  expect(lines.map(({ text }) => text)).toEqual([
    ...[0, 1, 2, 3, 4, 5].map(i => `left line ${i}`),
    ...[0, 1, 2, 3, 4, 5].map(i => `right line ${i}`),
  ]);
  expect(lines[0]!.confidence).toBeCloseTo(0.98);
});

describe('joined pages', () => {
  const page = (number: number, text: string, confidence?: number): PageReading => ({
    number,
    engine: confidence === undefined ? 'text-layer' : 'paddle',
    lines: [{ text, ...(confidence !== undefined && { confidence }) }],
  });
  test('stand in order, say so, and say when they are doubtful', () => {
    const reading = joinPages({ pages: [page(1, 'a'), page(3, 'c')], notes: [], stamps: [] }, [page(2, 'b', 0.9)]);
    expect(reading.pages.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(reading.notes).toEqual(['OCR_USED']);
    expect(joinPages({ pages: [], notes: [], stamps: [] }, [page(1, 'x', 0.5)]).notes).toContain('LOW_CONFIDENCE');
  });
  test('without any text are no document', () => {
    expect(() => joinPages({ pages: [], notes: [], stamps: [] }, [page(1, ' ', 0.9)])).toThrow('No text');
  });
  test('confidence counts by length', () => {
    expect(confidenceOf([page(1, 'aaa', 1), page(2, 'a', 0)])).toBe(0.75);
    expect(confidenceOf([page(1, 'a')])).toBe(1);
  });
});
