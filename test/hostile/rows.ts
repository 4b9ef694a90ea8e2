import type { Row } from './row.ts';
import { ROWS_OF_FILES } from './rows-of-files.ts';
import { ROWS_OF_MAIL } from './rows-of-mail.ts';
import { ROWS_OF_PDF } from './rows-of-pdf.ts';

/** Every bad input that concerns files, PDFs, archives and mails, made anew at each run. */
export const ROWS: readonly Row[] = [...ROWS_OF_FILES, ...ROWS_OF_PDF, ...ROWS_OF_MAIL];
