import type { PageReading } from '../core/document/reading.ts';
import { confidenceOf } from '../core/ocr/join-pages.ts';
import { checkScript } from '../core/ocr/script-guard.ts';
import type { Settings } from './settings.ts';

/**
 * Whether a page of Textract's may stand. It answers a script that it does not know with Latin nonsense and no error, so
 * the text itself is looked at, beside the confidence.
 */
export const suits = (page: PageReading, { refuseBelow }: Settings): boolean =>
  confidenceOf([page]) >= refuseBelow && checkScript(page) === 'fits';
