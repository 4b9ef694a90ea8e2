import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';

/** 16 to 79: an age at which people apply. */
const YEARS = '(?:1[6-9]|[2-7]\\d)';
/** 26岁, 26 周岁, 26 years old, 26 y/o; not 18岁以上 (a product's users) nor 3岁. */
const SHAPE = new RegExp(
  `(?<![0-9A-Za-z.\\-~至到])${YEARS} ?(?:周?岁|歲|歳)(?![以及至到~-]|[\\u4e00-\\u9fff]{0,2}(?:儿童|用户|人群|老人))|(?<![0-9A-Za-z.-])${YEARS}[ -](?:years?[ -]old|y/?o)(?![A-Za-z])|(?<=[Jj]'ai )${YEARS} ans`,
  'gi',
);

function* find(page: Page) {
  for (const found of page.text.matchAll(SHAPE)) {
    const start = found.index;
    const before = page.text.slice(Math.max(0, start - 4), start);
    // Of others: users over 60, patients, a child of 16.
    if (start > page.headerEnd && !/[|,，、;；(（\s]$|^$|今年|现年|年龄/.test(before)) continue;
    yield candidate(page, 'AGE', { start, end: start + found[0].length }, 'shape');
  }
}

export const age: Recognizer = {
  labels: [
    {
      type: 'AGE',
      labels: [
        '年龄',
        '年齡',
        '年齢',
        '实足年龄',
        '周岁年龄',
        '나이',
        'alter',
        'edad',
        'âge',
        'idade',
        'возраст',
        '实际年龄',
        '周岁',
        'age',
        'aged',
        '年 龄',
      ],
    },
  ],
  read: (page, field) => {
    const span = matchAt(
      /(?:[二三四五六]十[一二三四五六七八九]?|十[六七八九])(?:周?岁)|\d ?\d(?!\d|\.\d| ?周?岁(?:以|及|左)) ?(?:周?岁|歲|years? old|years?|yrs?|y\/?o|ans|jahre|años|anos|лет|세)?(?! ?[-~] ?\d|[以及]|左右)/iy,
      page.text,
      field.value.start,
    );
    return span ? [candidate(page, 'AGE', span, 'label')] : [];
  },
  find,
};
