import type { Plan } from './canned.ts';
import { pick, sequenceOf } from './random.ts';

/** Something that people do to the system; `at` is milliseconds after the start. */
export type Action = { readonly at: number } & (
  | { readonly do: 'upload'; readonly key: string; readonly plan: Plan }
  | { readonly do: 'erase-subject'; readonly person: number }
  | { readonly do: 'erase-document'; readonly source: string; readonly plan: Plan }
  | { readonly do: 'noise'; readonly body: string }
);

export interface Scenario {
  readonly actions: readonly Action[];
  readonly gate: boolean;
  /** Faults and losses end here, ms after the start. */
  readonly calm: number;
}

/** In every file name: it may be seen in S3's own events and in the row that deletes the object, nowhere else. */
export const FILE_CANARY = 'Zanzibar-Kestrel-CV';

const NOISE = [
  '{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"intake"}',
  '{"v":2,"kind":"refine","documentId":"00000000000000000000000000000000","version":1}',
  '{"v":1,"kind":"refine","documentId":"00000000000000000000000000000000","version":1}',
  'not json',
  '{"source":"aws.s3","detail-type":"Object Deleted","detail":{"bucket":{"name":"intake"},"object":{"key":"intake/careers/x"}}}',
  '{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"intake"},"object":{"key":"intake/careers/gone","version-id":"nope","sequencer":"00FF"}}}',
];

/** One to five things that happen within ten minutes, chosen so that the interesting meetings are likely. */
export function scenarioOf(seed: number): Scenario {
  const next = sequenceOf(seed, 'scenario');
  const calm = 60_000 + next() * 1_200_000;
  const gate = next() < 0.12;
  const actions: Action[] = [];
  // No two in the same second: where GuardDuty's event has no sequencer, seconds are all there is to order by.
  const when = () => (Math.floor(next() * next() * 75) * 8 + actions.length) * 1_000;

  const key = (n: number) => `intake/${pick(next(), ['careers', 'agency'])}/${FILE_CANARY}-${n}.pdf`;
  const text = (): Plan => ({ is: 'text', person: Math.floor(next() * 3), edition: Math.floor(next() * 3) });
  const scan = (): Plan => ({
    is: 'scan',
    person: Math.floor(next() * 3),
    edition: Math.floor(next() * 2),
    pages: Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
      pick(next(), ['latin', 'latin', 'han', 'unknown', 'text'] as const),
    ),
    textract: pick(next(), ['good', 'good', 'good', 'partial', 'failed', 'refused', 'doubtful', 'nonsense'] as const),
  });
  const broken = (): Plan => ({
    is: 'broken',
    code: pick(next(), ['PASSWORD_PROTECTED', 'DAMAGED_FILE', 'UNREADABLE_TEXT'] as const),
    edition: Math.floor(next() * 2),
  });
  const any = (): Plan => {
    const n = next();
    return n < 0.55 ? text() : n < 0.85 ? scan() : broken();
  };
  const upload = (k: string, plan: Plan) => actions.push({ at: when(), do: 'upload', key: k, plan });

  const story = next();
  if (story < 0.25) {
    // Editions under one key, perhaps with the first one again at the end.
    const k = key(1);
    const [a, b] = [any(), any()];
    for (const plan of pick(next(), [
      [a, b],
      [a, b, a],
      [a, a],
      [a, b, b],
      [a, b, a, b],
    ]))
      upload(k, plan);
  } else if (story < 0.4) {
    // The same bytes from two sources and twice from one.
    const plan = any();
    upload(key(1), plan);
    upload(key(2), plan);
    if (next() < 0.5) upload(key(3), plan);
  } else if (story < 0.55) {
    const parts = next() < 0.4 ? [any(), any()] : [any()];
    const plan: Plan = {
      is: 'mail',
      parts: next() < 0.1 ? [] : parts,
      sender: Math.floor(next() * 2),
      verdict: pick(next(), ['clean', 'clean', 'clean', 'virus', 'spam'] as const),
      edition: 0,
    };
    upload(`mail/${FILE_CANARY}-1`, plan);
    if (next() < 0.3) upload(`mail/${FILE_CANARY}-2`, plan);
    if (next() < 0.2) upload(key(1), plan);
  } else for (let i = 0, n = 1 + Math.floor(next() * 3); i < n; i++) upload(key(i), any());

  if (next() < 0.35) {
    const uploads = actions.filter(action => action.do === 'upload');
    const { plan, key: k } = pick(next(), uploads);
    if (plan.is === 'text' || plan.is === 'scan')
      actions.push(
        next() < 0.6
          ? { at: when(), do: 'erase-subject', person: plan.person }
          : { at: when(), do: 'erase-document', source: k.split('/')[1]!, plan },
      );
    else actions.push({ at: when(), do: 'erase-subject', person: Math.floor(next() * 3) });
  }
  if (next() < 0.15) actions.push({ at: when(), do: 'noise', body: pick(next(), NOISE) });
  return { actions, gate, calm };
}
