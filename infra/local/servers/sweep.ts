import type { Context } from './context.ts';

export interface SweepTasks {
  /** Things with a time of their own: schedules, items that expire. */
  readonly prompt: readonly (() => void)[];
  /** What outlives its use by days: once a minute is often enough. */
  readonly lazy: readonly (() => void)[];
}

const MINUTE = 60_000;

/** Does what is due every `everyMs`, and empties the store's log. Answers how to stop. */
export function startSweeps({ clock, db }: Context, everyMs: number, { prompt, lazy }: SweepTasks): () => void {
  // By the injected clock, so that a test that lets days go by sees what they do.
  let nextMinute = 0;
  const sweep = () => {
    prompt.forEach(attempt);
    if (clock() >= nextMinute) {
      nextMinute = clock() + MINUTE;
      lazy.forEach(attempt);
    }
    attempt(() => db.checkpoint());
  };
  const timer = setInterval(sweep, everyMs);
  return () => clearInterval(timer);
}

/** A task that fails is tried again by the next sweep; it must not end the process that answers the calls. */
function attempt(task: () => void): void {
  try {
    task();
  } catch {}
}
