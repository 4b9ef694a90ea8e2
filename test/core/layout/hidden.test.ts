import { expect, test } from 'vitest';
import type { Fill } from '../../../shared/core/document/geometry.ts';
import { layOutPage } from '../../../shared/core/layout/index.ts';
import { type PageOptions, pageOf, type Written } from './page.ts';

const fill = (kind: Fill['kind'], color: number, order: number, alpha = 1): Fill => ({
  kind,
  box: { left: 0, top: 0, right: 300, bottom: 842 },
  color,
  alpha,
  order,
});
const word = (more: Partial<Written> = {}): Written => ({ text: 'Stuffing', x: 50, y: 100, ...more });

const HIDDEN: [string, Written, PageOptions?][] = [
  ['white on white', word({ color: 0xffffff })],
  ['nearly white', word({ color: 0xfbfbfb })],
  ['invisible mode', word({ mode: 3 })],
  ['clipping only', word({ mode: 7 })],
  ['no alpha', word({ alpha: 0 })],
  ['0.1 pt', word({ size: 0.1 })],
  ['off the page to the right', word({ x: 700 })],
  ['above the page', word({ y: -20 })],
  ['dark on a dark rectangle', word({ color: 0x101010 }), { fills: [fill('rectangle', 0x101010, 1)] }],
  ['under an opaque rectangle', word(), { fills: [fill('rectangle', 0xffffff, 99)] }],
];
test.each(HIDDEN)('%s is left out and counted', (_, written, options) => {
  const { reading, hidden } = layOutPage(pageOf([written, { text: 'Seen', x: 350, y: 300 }], options), 1);
  expect(reading.lines.map(line => line.text)).toEqual(['Seen']);
  expect(hidden).toBe(8);
});

const SEEN: [string, Written, PageOptions?][] = [
  ['white on a dark side bar', word({ color: 0xffffff }), { fills: [fill('rectangle', 0x223344, 1)] }],
  ['white on a shape that may be dark', word({ color: 0xffffff }), { fills: [fill('shape', 0x223344, 1)] }],
  ['white on a picture', word({ color: 0xffffff }), { fills: [fill('picture', 0, 1)] }],
  ['light grey', word({ color: 0xe0e0e0 })],
  ['faint', word({ alpha: 0.1 })],
  ['small print of 4 pt', word({ size: 4 })],
  ['under glass', word(), { fills: [fill('rectangle', 0xffffff, 99, 0.3)] }],
  ['inside a frame drawn later', word(), { fills: [fill('shape', 0, 99)] }],
  ['outline mode', word({ mode: 1 })],
];
test.each(SEEN)('%s stays', (_, written, options) => {
  const { reading, hidden } = layOutPage(pageOf([written], options), 1);
  expect(reading.lines.map(line => line.text)).toEqual(['Stuffing']);
  expect(hidden).toBe(0);
});

test('a line that runs over the edge keeps its end; text that starts out there does not count', () => {
  const { reading, hidden } = layOutPage(pageOf([{ text: 'duplicate charges fell to zero.', x: 450, y: 100 }]), 1);
  expect(reading.lines[0]!.text).toBe('duplicate charges fell to zero.');
  expect(hidden).toBe(0);
});

test("a scan's invisible layer over its picture is no hidden text", () => {
  const scan = pageOf([word({ mode: 3 })], { fills: [fill('picture', 0, 1)], pictureShare: 1 });
  expect(layOutPage(scan, 1)).toMatchObject({ hidden: 0, reading: { lines: [] } });
});
