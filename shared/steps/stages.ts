import type { PageReading } from '../core/document/reading.ts';
import { redact, scanForLeaks, strongestContact } from '../core/pii/index.ts';
import { structure } from '../core/record/index.ts';
import { clean } from '../core/watermark/index.ts';

/** The core's stages as the steps call them; a simulation may put a cache before them. */
export interface Stages {
  readonly clean: typeof clean;
  readonly redact: typeof redact;
  readonly strongestContact: typeof strongestContact;
  readonly scanForLeaks: typeof scanForLeaks;
  readonly structure: typeof structure;
}

export const STAGES: Stages = { clean, redact, strongestContact, scanForLeaks, structure };

export type { PageReading };
