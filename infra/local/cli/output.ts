/** Waits until the pipe has taken the output: a long result must not pile up in memory. */
export const print = (output: string | Uint8Array): Promise<void> =>
  new Promise(resolve => process.stdout.write(output, () => resolve()));

/** A line of progress on a terminal, replaced by the next; nothing in a pipe or a log. */
export class Progress {
  private shown = '';

  show(line: string): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r${line.padEnd(this.shown.length)}`);
    this.shown = line;
  }

  clear(): void {
    if (this.shown) process.stderr.write(`\r${' '.repeat(this.shown.length)}\r`);
    this.shown = '';
  }
}

/** `████░░░░ 3 of 8`. */
export function bar(done: number, total: number): string {
  const filled = total ? Math.round((done / total) * 20) : 0;
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${done} of ${total}`;
}
