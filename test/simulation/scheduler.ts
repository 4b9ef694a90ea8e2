import { hashOf } from './random.ts';

interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * One thread of virtual time. Tasks run in order of their time (then of their making), and after each everything that
 * promises have to do is done before the next: so a run depends on its seed alone.
 */
export class Scheduler {
  now: number;
  private readonly heap: Task[] = [];
  private order = 0;
  private digest = 0x811c9dc5;
  /** Kept only when a story is to be told. */
  readonly lines: string[] | undefined;

  constructor(start: number, story: boolean) {
    this.now = start;
    this.lines = story ? [] : undefined;
  }

  /** @param delay milliseconds of virtual time */
  after(delay: number, run: () => void): void {
    this.heap.push({ at: this.now + delay, order: this.order++, run });
    this.up(this.heap.length - 1);
  }

  /** A line of the history, which the run's hash is made of. */
  say(line: string): void {
    this.digest = hashOf(line, hashOf(String(this.now), this.digest));
    this.lines?.push(`${((this.now - START) / 1000).toFixed(2).padStart(9)} s  ${line}`);
  }

  get hash(): string {
    return this.digest.toString(16).padStart(8, '0');
  }

  /** Runs until `stop` says so or nothing is left to do. */
  async run(stop: () => boolean): Promise<void> {
    while (!stop()) {
      const task = this.pop();
      if (!task) return;
      this.now = task.at;
      task.run();
      await settled();
    }
  }

  private pop(): Task | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length && last) {
      heap[0] = last;
      this.down(0);
    }
    return first;
  }

  private before(i: number, j: number): boolean {
    const [a, b] = [this.heap[i]!, this.heap[j]!];
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  private swap(i: number, j: number): void {
    [this.heap[i], this.heap[j]] = [this.heap[j]!, this.heap[i]!];
  }

  private up(start: number): void {
    for (let i = start; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.before(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private down(start: number): void {
    for (let i = start; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < this.heap.length && this.before(child, least)) least = child;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }
}

/** 2026-03-02T00:00:00Z: every run begins there. */
export const START = Date.UTC(2026, 2, 2);

/** When all promises that can go on have gone on: a turn of the event loop, which comes after all microtasks. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
