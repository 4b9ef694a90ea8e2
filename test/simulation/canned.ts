import type { FailureCode } from '../../shared/core/codes.ts';
import type { PageReading, Reading } from '../../shared/core/document/reading.ts';
import { redact, scanForLeaks, strongestContact } from '../../shared/core/pii/index.ts';
import { structure } from '../../shared/core/record/index.ts';
import { clean } from '../../shared/core/watermark/index.ts';
import type { OcrPage, Opened, Verdict } from '../../shared/ports/index.ts';
import type { Stages } from '../../shared/steps/stages.ts';

/** What a simulated file turns out to be: its bytes are this, as JSON. */
export type Plan =
  | { readonly is: 'text'; readonly person: number; readonly edition: number }
  | {
      readonly is: 'scan';
      readonly person: number;
      readonly edition: number;
      readonly pages: readonly ('han' | 'latin' | 'unknown' | 'text')[];
      /** What Textract makes of it. */
      readonly textract: 'good' | 'partial' | 'failed' | 'refused' | 'doubtful' | 'nonsense';
    }
  | { readonly is: 'broken'; readonly code: FailureCode; readonly edition: number }
  | {
      readonly is: 'mail';
      readonly parts: readonly Plan[];
      readonly sender: number;
      readonly verdict: 'clean' | 'virus' | 'spam';
      readonly edition: number;
    };

/** Invented people. Every value is a canary: it may be in the bytes and the short-lived texts, and nowhere else. */
export const PEOPLE = [
  { name: 'Marlowe Quillfeather', email: 'marlowe.quillfeather@example.com', phone: '+1 415 555 0132' },
  { name: 'Tamsin Okonjo-Varga', email: 'tamsin.varga@example.org', phone: '+1 212 555 0177' },
  { name: '欧阳明远', email: 'ouyang.mingyuan@example.net', phone: '13800138000' },
] as const;

export const SENDERS = ['hr.pelikan@example.com', 'quince.recruiter@example.org'] as const;

const EDITIONS = [
  'Built a scheduler in TypeScript.',
  'Led a team of five.',
  'Wrote the storage engine.',
  'Ran the migration.',
];

function linesOf(person: number, edition: number): string[] {
  const { name, email, phone } = PEOPLE[person]!;
  return [
    `Name: ${name}`,
    `Email: ${email}`,
    `Phone: ${phone}`,
    'Work Experience',
    'Example Systems Ltd   Software Engineer   2019-03 - 2023-06',
    EDITIONS[edition % EDITIONS.length]!,
    'Education',
    'Sample University   BSc Computer Science   2015 - 2019',
  ];
}

export const bytesOf = (plan: Plan): Uint8Array => Buffer.from(JSON.stringify(plan));
export const planOf = (bytes: Uint8Array): Plan => JSON.parse(Buffer.from(bytes).toString('utf8'));

/** The lines of one page of a plan: the person's first on page 1, filler on the others. */
export const pageLines = (plan: Plan, page: number): string[] =>
  plan.is !== 'text' && plan.is !== 'scan'
    ? []
    : page === 1
      ? linesOf(plan.person, plan.edition)
      : [`Project ${page}: ${EDITIONS[(plan.edition + page) % EDITIONS.length]}`];

/** What the parsers would say. @throws FailureCode for a broken file */
export function open(plan: Plan): Opened {
  const reading = (pages: PageReading[]): Reading => ({ pages, notes: [], stamps: [] });
  const page = (number: number): PageReading => ({
    number,
    engine: 'text-layer',
    lines: pageLines(plan, number).map(text => ({ text })),
  });
  switch (plan.is) {
    case 'text':
      return { kind: 'reading', reading: reading([page(1)]), ocrPages: [] };
    case 'scan': {
      const numbered = plan.pages.map((script, i) => ({ number: i + 1, script }));
      const ocrPages = numbered.filter((it): it is OcrPage => it.script !== 'text');
      const own = numbered.filter(({ script }) => script === 'text').map(({ number }) => page(number));
      return { kind: 'reading', reading: reading(own), ocrPages };
    }
    case 'mail': {
      const verdict = (fails: boolean): Verdict => (fails ? 'fail' : 'pass');
      return {
        kind: 'mail',
        attachments: plan.parts.map(part => ({ name: 'cv.pdf', bytes: bytesOf(part) })),
        facts: {
          virus: verdict(plan.verdict === 'virus'),
          spam: verdict(plan.verdict === 'spam'),
          spf: 'pass',
          dkim: 'pass',
          dmarc: 'pass',
          sender: SENDERS[plan.sender]!,
          recipients: ['cv@example.com'],
        },
      };
    }
    case 'broken':
      throw plan.code;
  }
}

/** The real stages, each text once: they are pure, and a hundred thousand runs read the same few texts. */
export function cachedStages(): Stages {
  const once = <A extends unknown[], R>(stage: (...args: A) => R, key: (...args: A) => string) => {
    const known = new Map<string, R>();
    return (...args: A): R => {
      const k = key(...args);
      let value = known.get(k);
      if (value === undefined) {
        value = stage(...args);
        known.set(k, value);
      }
      return value;
    };
  };
  return {
    clean: once(clean, (raw, options) => `${options?.source}\n${raw}`),
    redact: once(redact, text => text),
    strongestContact,
    scanForLeaks: once(scanForLeaks, (_, output) => output),
    structure: once(structure, input => `${input.asOf}\n${input.text}`),
  };
}
