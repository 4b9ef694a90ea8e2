/**
 * How a stored record becomes one of the present version.
 *
 * Records outlive the code that wrote them, so a reader never branches on versions: it upgrades first. The table holds,
 * for each version that was ever stored, the one step to the next. A step is pure and total: it takes any valid record
 * of its version, loses nothing that the next has a slot for, and is never edited once records of the next version
 * exist. Version 2 is then: a new schema beside the old one, `2` as the present version, one step `{ 1: … }`, and the
 * records of the compatibility test kept as they are.
 */
export interface Versioned {
  readonly schemaVersion: number;
}

/** From the version that is its key to the next one. */
export type Steps = Readonly<Record<number, (record: Versioned) => Versioned>>;

/** Version 1 is the first: there is nothing before it to come from. */
export const STEPS: Steps = {};

/** A record of a version that this code does not know: newer than it, or no version at all. */
export class UnknownVersionError extends Error {
  override readonly name = 'UnknownVersionError';
}

/**
 * The record in the version `present`, step by step.
 * @throws UnknownVersionError for a newer record (an old reader must not guess) and where a step is missing.
 */
export function upgrade(record: Versioned, present: number, steps: Steps = STEPS): Versioned {
  let current = record;
  while (current.schemaVersion !== present) {
    const from = current.schemaVersion;
    const step = from < present ? steps[from] : undefined;
    if (!step) throw new UnknownVersionError('The record is of a version that cannot be read here.');
    current = step(current);
    if (current.schemaVersion !== from + 1)
      throw new UnknownVersionError('An upgrade step must lead to the next version.');
  }
  return current;
}
