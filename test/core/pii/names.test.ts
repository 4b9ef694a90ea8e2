import { expect, test } from 'vitest';
import { redact } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';
import { found } from './table.ts';

const people = (text: string): string[] =>
  found(text)
    .filter(it => it.startsWith('PERSON'))
    .map(it => it.slice(7));

test('every variant of a Chinese name goes, and has the number of the person', () => {
  const text =
    '姓名：林知远\n林 知 远，林先生，知远同学，Lin Zhiyuan, Zhi-Yuan Lin, LIN, Zhiyuan, Z.Y. Lin, linzhiyuan98\n作品 https://example.com/linzy';
  const redaction = redact(asClean(text));
  expect(redaction.text).toBe(
    '姓名：[PERSON_1]\n[PERSON_1]，[PERSON_1]，[PERSON_1]，[PERSON_1], [PERSON_1], [PERSON_1], [PERSON_1], [PERSON_1]\n作品 [PROFILE_URL_1]',
  );
  expect(redaction.people).toBe(1);
});

test('every variant of an English name goes; words of the language stay', () => {
  const text =
    'Marisol J. Everhart\nmarisol@example.com\n\nExperience\nMarisol led it. EVERHART, MARISOL. M. Everhart and Ms. Everhart; everhart University. Will may mark it.';
  expect(people(text)).toEqual(['Marisol J. Everhart', 'Marisol', 'EVERHART, MARISOL', 'M. Everhart', 'Ms. Everhart']);
});

test('a name that is a word goes only where it stands alone', () => {
  expect(people('姓名：高兴\n很高兴加入团队。\n高兴')).toEqual(['高兴', '高兴']);
  expect(people('Name: Will Young\nWill lead the migration. Young team.')).toEqual(['Will Young']);
});

test('employers, schools and products that begin with a family name stay', () => {
  expect(people('姓名：张江\n张江高科技园区 张江实验室 Li & Partners 高德地图 王者荣耀')).toEqual(['张江']);
});

test('an address of mail confirms a name in the middle of a page', () => {
  expect(people('联系方式\n电话 138-0000-4821\nlin.zhiyuan@example.com\n技能\nJava\n林知远\n1. 八年研发经验')).toEqual([
    '林知远',
  ]);
  expect(people('CONTACT\nm.everhart@example.com\nSKILLS\nJava\nMarisol Everhart\nBackend engineer')).toEqual([
    'Marisol Everhart',
  ]);
});

test('two people in one document are two; a referee is none', () => {
  expect(redact(asClean('姓名：林知远\n电话：13800138000\n\n姓名：陈思敏\n电话：13900139000')).people).toBe(2);
  expect(redact(asClean('姓名：林知远\n推荐人：陈思敏')).people).toBe(1);
});
