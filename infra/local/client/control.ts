import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Place } from './open.ts';
import type { Pipeline } from './pipeline.ts';

/** What of a running stack no AWS protocol offers to another process. */
export type Control = Pick<Pipeline, 'invoke' | 'events' | 'isIdle' | 'idle'>;

/** Where a running stack says how to reach it. */
const fileIn = (dir: string): string => join(dir, 'stack.json');

interface Published {
  readonly url: string;
  readonly secret: string;
  readonly place: Place;
}

type Call = { readonly call: keyof Control; readonly args: readonly unknown[] };

/**
 * Lets other processes of the same user steer the stack of a folder. The secret lies in a file that only they can read:
 * the port is open to every process and every web page on this machine, and `invoke` can reveal and erase.
 */
export async function publishControl(dir: string, place: Place, control: Control): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString('hex');
  const server = createServer(async (request, response) => {
    const status = isAllowed(request, secret) ? 200 : 403;
    const answer =
      status === 200 ? await run(control, (await json(request)) as Call).catch(() => undefined) : undefined;
    response.writeHead(answer === undefined && status === 200 ? 500 : status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ answer }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await rm(fileIn(dir), { force: true });
  await writeFile(fileIn(dir), JSON.stringify({ url, secret, place } satisfies Published), { mode: 0o600 });
  return async () => {
    await rm(fileIn(dir), { force: true });
    server.close();
    server.closeAllConnections();
  };
}

/** The stack that runs on a folder, if one does; a file that a crash left behind answers to nobody. */
export async function controlOf(dir: string): Promise<{ place: Place; control: Control } | undefined> {
  const text = await readFile(fileIn(dir), 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const { url, secret, place } = JSON.parse(text) as Published;
  const ask = async (call: keyof Control, ...args: readonly unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ call, args } satisfies Call);
    const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${secret}` }, body });
    if (!answer.ok) throw new Error('The stack did not answer.');
    return ((await answer.json()) as { answer: unknown }).answer;
  };
  const control = {
    invoke: (name, payload) => ask('invoke', name, payload),
    events: after => ask('events', after) as ReturnType<Control['events']>,
    isIdle: () => ask('isIdle') as Promise<boolean>,
    idle: async () => {
      await ask('idle');
    },
  } satisfies Control;
  const alive = await control.isIdle().then(
    () => true,
    () => false,
  );
  return alive ? { place, control } : undefined;
}

function run(control: Control, { call, args }: Call): Promise<unknown> {
  switch (call) {
    case 'invoke':
      return control.invoke(args[0] as never, args[1] as object);
    case 'events':
      return control.events(Number(args[0]));
    case 'isIdle':
      return control.isIdle();
    case 'idle':
      return control.idle().then(() => true);
  }
}

function isAllowed({ headers }: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
