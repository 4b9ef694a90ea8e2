/**
 * The process that parses: its parent sends one piece of work at a time and may kill it at any moment. An entry file of
 * its own, which is bundled beside each function that starts it.
 */
import { DocumentError } from '../../core/codes.ts';
import type { Answer } from './sandbox.ts';
import { doWork, type Work } from './work.ts';

const answer = (message: Answer): void => {
  process.send?.(message);
};

process.on('message', ({ work }: { work: Work }) => {
  doWork(work).then(
    value => answer({ value }),
    error =>
      answer(
        error instanceof DocumentError
          ? { code: error.code }
          : { fault: error instanceof Error ? error.name : 'unknown' },
      ),
  );
});

process.on('disconnect', () => process.exit());

answer({ value: 'ready' });
