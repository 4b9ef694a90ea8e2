import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import type { PiiType } from '../types.ts';

/** Types whose values form a closed list: behind the label anywhere, without it only as a cell of the header. */
export interface ClosedList {
  readonly type: PiiType;
  readonly labels: readonly string[];
  readonly values: RegExp;
  /** Values so plain in themselves that they stand as a cell of the header without a label. */
  readonly alone?: RegExp;
}

export function closedList({ type, labels, values }: ClosedList): Recognizer {
  const sticky = new RegExp(values.source, 'iy');
  return {
    labels: [{ type, labels }],
    read: (page: Page, field) => {
      const box = /^[□☐☑√■✓✔ ]{0,3}/.exec(page.text.slice(field.value.start, field.value.start + 3))![0].length;
      const span = matchAt(sticky, page.text, field.value.start + box);
      return span ? [candidate(page, type, span, 'label')] : [];
    },
  };
}
