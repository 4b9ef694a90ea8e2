import type { Faults } from './faults.ts';
import type { Database } from './store/database.ts';

/** What every server is built on. */
export interface Context {
  readonly db: Database;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly faults: Faults;
}
