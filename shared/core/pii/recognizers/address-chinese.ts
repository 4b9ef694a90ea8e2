import { isHan, isWordCode, type Page } from '../page.ts';
import { placeAt } from '../places/china.ts';
import { candidate } from '../recognizer.ts';
import type { Candidate } from '../types.ts';

/** A house or room, the end of every Chinese address: 88号, 12弄, 3栋, 302室, A座. */
const HOUSE =
  /[0-9一二三四五六七八九十A-Za-z]{1,6}(?:-[0-9]{1,5})?(?:号楼|號樓|号|號|弄|栋|棟|幢|单元|單元|室|座|楼|樓|层|層)(?![线码称召角召机])/g;
/** The unit of such a number; sought by itself, for it is rarer than what may stand before it. */
const UNIT =
  /(?<=[0-9一二三四五六七八九十A-Za-z])(?:号楼|號樓|号|號|弄|栋|棟|幢|单元|單元|室|座|楼|樓|层|層)(?![线码称召角召机])/g;

/** Where the number before a unit begins: six signs, and six more before a hyphen. */
function numberBefore(text: string, unit: number): number {
  let at = unit;
  const floor = Math.max(0, unit - 12);
  while (at > floor && /[0-9一二三四五六七八九十A-Za-z-]/.test(text[at - 1]!)) at--;
  return at;
}

const STREET =
  /(?:路|街|大道|道|巷|胡同|弄|里|村|镇|乡|苑|园|小区|花园|公寓|新村|家园|社区|广场|大厦|段|区|县|市|屯|组|庄|府|城|湾|邨|道中)/;

export const isDetailed = (text: string): boolean => {
  HOUSE.lastIndex = 0;
  return HOUSE.test(text) && STREET.test(text);
};

/** May stand inside an address. */
const isPart = (code: number): boolean =>
  isHan(code) || isWordCode(code) || code === 35 || code === 45 || code === 40 || code === 41;
const LEFT_STOP = /(?:住在|居住于|居住在|家住|住址|地址|位于|现居|居于|寄至|坐落于|在|于|至|住|:)/;

/**
 * Addresses without a label: a house number behind a street. From the house the address reaches left to its province or
 * city, or to what cannot be part of it, and right over further houses and rooms.
 */
export function* findChinese(page: Page): Iterable<Candidate> {
  let last = 0;
  for (const unit of page.text.matchAll(UNIT)) {
    if (unit.index < last) continue;
    const number = numberBefore(page.text, unit.index);
    const start = leftEnd(page.text, number, last);
    const end = rightEnd(page.text, unit.index + unit[0].length);
    const text = page.text.slice(start, end);
    if (!isAddress(text, number - start)) continue;
    if (
      /(?:公司|单位|办公|学校|门店|店铺|项目|仓库|工厂|客户|总部)(?:地址|地点|位置)[:：\s]*$/.test(
        page.text.slice(Math.max(0, start - 10), start),
      )
    )
      continue;
    last = end;
    yield candidate(page, 'ADDRESS', { start, end }, 'shape');
  }
}

/** A street and a house, and with neither province nor city more than one level below the street. */
function isAddress(text: string, house: number): boolean {
  const before = text.slice(0, house);
  if (!STREET.test(before)) return false;
  if (placeAt(text, 0) > 0) return before.length >= 4;
  const street = /[\u4e00-\u9fff]{2,8}(?:路|街|大道|巷|胡同|新村|小区|花园|公寓|苑|家园|里)/.test(before);
  return street && /(?:室|弄|号楼|单元|栋|幢|座|号|號)/.test(text.slice(before.length));
}

function leftEnd(text: string, from: number, last: number): number {
  let start = from;
  let place = -1;
  while (start > last && from - start < 40) {
    if (!isPart(text.charCodeAt(start - 1)) && !continues(text, start)) break;
    start--;
    if (placeAt(text, start) > 0) place = start;
  }
  if (place >= 0) return place;
  const head = text.slice(start, from);
  const stop = LEFT_STOP.exec(head);
  return stop && !/[路街区]/.test(head.slice(0, stop.index)) ? start + stop.index + stop[0].length : start;
}

/** Levels written apart, 浙江省 杭州市 西湖区 文三路 100号, or broken over a line behind a district or street. */
function continues(text: string, start: number): boolean {
  const [before, gap, after] = [text[start - 2] ?? '', text[start - 1], text.charCodeAt(start)];
  if (!isHan(after) && !(after >= 48 && after <= 57)) return false;
  return (gap === ' ' && '省市区县镇路街道州'.includes(before)) || (gap === '\n' && '路街区市道巷'.includes(before));
}

/** Further houses: 12号楼3单元302室, with single blanks between. */
const FURTHER =
  /^ ?(?:[0-9一二三四五六七八九十A-Za-z]{1,6}(?:-[0-9]{1,5})*(?:号楼|號樓|号|號|弄|栋|棟|幢|单元|單元|室|座|楼|樓|层|層|房|户)|[\u4e00-\u9fff]{2,8}(?:小区|花园|公寓|苑|家园|大厦|广场|新村|花苑|邨)|(?<=[栋幢座楼元室])[0-9]{3,4}(?![0-9年月])|-\d{1,4}(?!\d)|之\d{1,3})/;

function rightEnd(text: string, from: number): number {
  let end = from;
  for (let turn = 0; turn < 6; turn++) {
    const more =
      FURTHER.exec(text.slice(end, end + 24)) ??
      (/[栋幢座楼元弄号]$/.test(text.slice(end - 1, end))
        ? /^ ?[0-9]{3,4}(?![0-9年月.])/.exec(text.slice(end, end + 6))
        : null);
    if (!more) break;
    end += more[0].length;
  }
  return end;
}
