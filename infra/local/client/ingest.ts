import { randomUUID } from 'node:crypto';
import { DEFAULT_LIMITS, typeOf } from '../../../shared/adapters/documents/index.ts';
import { sentenceOf } from '../../../shared/core/codes.ts';
import { INTAKE_PREFIX, MAIL_PREFIX } from '../../../shared/core/pipeline/identity.ts';
import type { Input } from '../cli/inputs.ts';
import { type Outcome, sha256Of } from './outcome.ts';
import type { Pipeline } from './pipeline.ts';
import { Watch } from './watch.ts';

/** The source of documents that come from the command line: the same bytes from it are the same document. */
export const SOURCE = 'local';

/** Documents on their way at once: enough to fill every function's batches, few enough to hold in memory. */
const IN_FLIGHT = 64;

/** Endings that say something of a file's type; the pipeline decides from the bytes and notes where they differ. */
const ENDINGS = /\.(pdf|png|jpe?g|tiff?|docx|txt|eml)$/;

type File = Extract<Input, { bytes: unknown }>;

/**
 * Where a mail goes in: as an upload like any other, whose headers anybody can have written, or where the mail server
 * puts what it received, whose verdicts count.
 */
export type MailRoute = 'upload' | 'mail-server';

/** Sends files through the pipeline and answers their outcomes in the order given; a mail may have several. */
export async function* ingest(
  pipeline: Pipeline,
  files: AsyncIterable<File>,
  mail: MailRoute = 'upload',
): AsyncGenerator<readonly Outcome[]> {
  const watch = await Watch.on(pipeline);
  const underWay: Promise<readonly Outcome[]>[] = [];
  try {
    for await (const file of files) {
      underWay.push(ingestOne(pipeline, watch, file, mail));
      // A rejection is seen when its turn comes; until then it must not count as unhandled.
      underWay.at(-1)!.catch(() => undefined);
      if (underWay.length >= IN_FLIGHT) yield await underWay.shift()!;
    }
    while (underWay.length) yield await underWay.shift()!;
  } finally {
    watch.stop();
  }
}

async function ingestOne(pipeline: Pipeline, watch: Watch, file: File, mail: MailRoute): Promise<readonly Outcome[]> {
  if ((file.size ?? 0) > DEFAULT_LIMITS.mailBytes)
    return [{ status: 'rejected', code: 'TOO_LARGE', message: sentenceOf('TOO_LARGE'), duplicate: false }];
  const bytes = await file.bytes();
  // A random key: of the file's name only an ending that is on the list goes with it.
  const name = `${randomUUID()}${ENDINGS.exec(file.label.toLowerCase())?.[0] ?? ''}`;
  const received = mail === 'mail-server' && isMail(bytes);
  const key = received ? `${MAIL_PREFIX}${name}` : `${INTAKE_PREFIX}${SOURCE}/${name}`;
  const { versionId } = await pipeline.intake.put(key, bytes);
  return watch.outcomes({
    key,
    ...(versionId !== undefined && { versionId }),
    source: received ? 'mail' : SOURCE,
    sha256: sha256Of(bytes),
  });
}

function isMail(bytes: Uint8Array): boolean {
  try {
    return typeOf(bytes) === 'mail';
  } catch {
    return false;
  }
}
