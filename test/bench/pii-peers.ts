import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { redact } from '../../shared/core/pii/index.ts';
import { asClean } from '../../shared/core/text/brand.ts';

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A library as its user would run it: `run` for speed, `find` for where it removed something. */
export interface Peer {
  readonly name: string;
  readonly run: (text: string) => unknown;
  readonly find: (text: string) => Promise<readonly Place[]> | readonly Place[];
}

const HOME = fileURLToPath(new URL('./peers/', import.meta.url));
const MARK = '\u0001';

/** Installs the peers from their lock when they are missing. Undefined, with one line said, where that cannot be. */
export async function peers(): Promise<readonly Peer[] | undefined> {
  const from = createRequire(pathToFileURL(`${HOME}package.json`));
  try {
    from.resolve('redact-pii');
  } catch {
    try {
      await promisify(execFile)('npm', ['ci', '--prefix', HOME, '--no-audit', '--no-fund'], { cwd: HOME });
    } catch {
      console.error('The peers could not be installed (npm ci in test/bench/peers): only our own figures follow.');
      return undefined;
    }
  }
  return load(from);
}

async function load(from: NodeJS.Require): Promise<readonly Peer[]> {
  const { SyncRedactor } = from('redact-pii');
  const { Redactor } = from('@redactpii/node');
  const { OpenRedaction } = from('@openredaction/core');
  const { detectPII } = await import(pathToFileURL(`${HOME}node_modules/@coffeeandfun/remove-pii/index.js`).href);
  const { findPhoneNumbersInText } = from('libphonenumber-js/max');
  const first = new SyncRedactor({ globalReplaceWith: MARK });
  const second = new Redactor({ globalReplaceWith: MARK, aggressive: true });
  const third = new OpenRedaction();
  return [
    { name: 'redact-pii 3.4.0', run: text => first.redact(text), find: text => removed(text, first.redact(text)) },
    {
      name: '@openredaction/core 1.1.5',
      run: text => third.detect(text),
      find: async text =>
        (await third.detect(text)).detections.map((it: { position: [number, number] }) => ({
          start: it.position[0],
          end: it.position[1],
        })),
    },
    {
      name: '@redactpii/node 1.0.17',
      run: text => second.redact(text),
      find: text => removed(text, second.redact(text)),
    },
    {
      name: '@coffeeandfun/remove-pii 3.0.1',
      run: text => detectPII(text),
      find: text => detectPII(text).detectedItems.flatMap((it: { positions: Place[] }) => it.positions),
    },
    {
      name: 'libphonenumber-js 1.13.16',
      run: text => findPhoneNumbersInText(text, 'CN'),
      find: text =>
        findPhoneNumbersInText(text, 'CN').map((it: { startsAt: number; endsAt: number }) => ({
          start: it.startsAt,
          end: it.endsAt,
        })),
    },
  ];
}

export const ours: Peer = {
  name: 'resume-intake',
  run: text => redact(asClean(text)),
  find: text => redact(asClean(text)).findings,
};

/** Where a library that returns only text took something out: its pieces stand in the original in the same order. */
function removed(text: string, output: string): Place[] {
  const places: Place[] = [];
  let at = 0;
  for (const [index, piece] of output.split(MARK).entries()) {
    const found = text.indexOf(piece, at);
    if (found < 0) return places;
    const start = piece.length === 0 && index > 0 ? text.length : found;
    if (index > 0 && start > at) places.push({ start: at, end: start });
    at = found + piece.length;
  }
  return places;
}
