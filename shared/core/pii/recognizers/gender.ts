import type { Page } from '../page.ts';
import { candidate, type Recognizer } from '../recognizer.ts';
import type { Candidate } from '../types.ts';
import { type ClosedList, closedList } from './quasi.ts';

export const GENDER: ClosedList = {
  type: 'GENDER',
  labels: [
    '性别',
    '性別',
    '性 别',
    'gender',
    'sex',
    'geschlecht',
    'pronouns',
    'preferred pronouns',
    '성별',
    '性另',
    '性刿',
    'sexe',
    'sexo',
    'genre',
  ],
  values:
    /(?:she|he|they) ?\/ ?(?:her|him|them)s?|男性?(?![\u4e00-\u9fff]{0,1}装)|女性?|male(?![a-z])|female(?![a-z])|man(?![a-z])|woman(?![a-z])|[mf](?![a-z])|non-?binary|other(?![a-z])|männlich|weiblich/i,
  alone: /^(?:男性?|女性?|[♂♀]|male|female|先生|女士|(?:she|he|they) ?\/ ?(?:her|him|them)s?)$/i,
};
/** (she/her) beside the name. */
const PRONOUNS = /(?<![A-Za-z])(?:she|he|they) ?\/ ?(?:her|him|them)s?(?![A-Za-z])/g;

function* find(page: Page): Iterable<Candidate> {
  for (const found of page.lower.slice(0, page.headerEnd).matchAll(PRONOUNS))
    yield candidate(
      page,
      'GENDER',
      { start: found.index, end: found.index + found[0].length },
      'shape',
      undefined,
      0.9,
    );
}

export const gender: Recognizer = { ...closedList(GENDER), find };
