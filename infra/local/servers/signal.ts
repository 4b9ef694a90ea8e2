/** Wakes long polls: a caller waits for a name, whoever changes what the name stands for wakes all its waiters. */
export class Signal {
  readonly #waiters = new Map<string, Set<() => void>>();

  /** Resolves when the name is woken, the time (ms) is over or the caller hangs up, whichever comes first. */
  wait(name: string, ms: number, abort?: AbortSignal): Promise<void> {
    if (ms <= 0 || abort?.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const waiters = this.#waiters.get(name) ?? new Set();
      this.#waiters.set(name, waiters);
      const done = () => {
        clearTimeout(timer);
        abort?.removeEventListener('abort', done);
        waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      abort?.addEventListener('abort', done);
      waiters.add(done);
    });
  }

  wake(name: string): void {
    const waiters = this.#waiters.get(name);
    if (waiters) for (const done of [...waiters]) done();
  }

  wakeAll(): void {
    for (const name of this.#waiters.keys()) this.wake(name);
  }
}
