import { expect, test } from 'vitest';
import type { Fill } from '../../../shared/core/document/geometry.ts';
import { decidePage, layOut } from '../../../shared/core/layout/index.ts';
import { lines, type PageOptions, pageOf, type Written } from './page.ts';

const picture: Fill = {
  kind: 'picture',
  box: { left: 0, top: 0, right: 595, bottom: 842 },
  color: 0,
  alpha: 1,
  order: 1,
};
const shapes: Fill[] = Array.from({ length: 40 }, (_, i) => ({
  ...picture,
  kind: 'shape',
  order: i,
  box: { left: i, top: 0, right: i + 5, bottom: 9 },
}));
const english = lines(Array(8).fill('Backend engineer with nine years of experience'), 50, 100);
const chinese = lines(Array(8).fill('八年后端研发经验，熟悉高并发交易系统'), 50, 100);
const privateUse = lines(
  Array(8).fill('\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a\ue00b'),
  50,
  100,
);
const mojibake = lines(Array(8).fill('ÕâÊÇÒ»·Ý¼òÀú£¬ÊìÏ¤¸ß²¢·¢'), 50, 100);
const shifted = lines(Array(8).fill('6HQLRU HQJLQHHU EXLOGLQJ SLSHOLQHV IRU FXVWRPHUV'), 50, 100);
const invisible = english.map(line => ({ ...line, mode: 3 }));

const CASES: [string, Written[], PageOptions, string][] = [
  ['an English text layer', english, {}, 'text good latin'],
  ['a Chinese text layer', chinese, {}, 'text good han'],
  ['a text layer beside a photo', english, { fills: [picture], pictureShare: 0.1 }, 'text good latin'],
  ['a text layer on a background picture', english, { fills: [picture], pictureShare: 1 }, 'text good latin'],
  ['a scan', [], { fills: [picture], pictureShare: 1 }, 'ocr picture unknown'],
  ['a scan with an invisible layer', invisible, { fills: [picture], pictureShare: 1 }, 'ocr picture latin'],
  [
    'a scan with a page number',
    [{ text: 'Page 1 of 3', x: 50, y: 800, order: 5 }],
    { fills: [picture], pictureShare: 0.9 },
    'ocr picture unknown',
  ],
  ['nothing', [], {}, 'text blank unknown'],
  ['text as outlines', [], { fills: shapes }, 'ocr outlines unknown'],
  ['private-use codes', privateUse, {}, 'ocr garbled unknown'],
  ['private-use codes of a font that is not there', privateUse, { embedded: false }, 'text font-not-embedded unknown'],
  ['a Chinese font that is not there', chinese, { embedded: false }, 'text good han'],
  ['GBK bytes taken for Latin letters', mojibake, {}, 'ocr garbled latin'],
  ['letters shifted by the font', shifted, {}, 'ocr garbled latin'],
];
test.each(CASES)('%s', (_, written, options, expected) => {
  const page = pageOf(written, options);
  const { use, reason, script } = decidePage(page, layOut(page, 1));
  expect(`${use} ${reason} ${script}`).toBe(expected);
});

test.each([
  ['French', 'Ingénieur expérimenté à Orléans, maîtrise et évaluation des systèmes répartis, été 2019'],
  ['German', 'Geschäftsführer für Österreich, zuständig für Übersetzung und Qualität, größere Projekte'],
  ['capitals', 'SENIOR SOFTWARE ENGINEER WITH A FOCUS ON DATABASES AND STREAMS'],
  ['abbreviations', 'AWS GCP K8S CI/CD PHP CSS HTML XML SQL JVM RPC HTTP TLS SSH DNS CDN NPM GPT LLM'],
  ['digits', '2016-2020 3,200 11,000 99.95% 138-0000-4821 (503) 555-0142 2019.03-2021.11 97.5%'],
  ['Chinese with Latin', '熟悉 Spring Boot、gRPC、Kafka、Redis、MySQL 分库分表，P99 延迟 840ms'],
  ['Cyrillic', 'Инженер-программист с опытом разработки распределённых систем'],
  ['Japanese', 'ソフトウェアエンジニアとして九年間の経験があります'],
  ['Polish', 'Inżynier oprogramowania z doświadczeniem, świadomość jakości, żółć, źródła, łączność'],
])('%s text is good', (_, text) => {
  const page = pageOf(lines(Array(5).fill(text), 20, 100, { size: 7 }));
  expect(decidePage(page, layOut(page, 1))).toMatchObject({ use: 'text', reason: 'good' });
});
