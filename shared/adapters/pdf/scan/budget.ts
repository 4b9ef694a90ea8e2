import { DocumentError } from '../../../core/codes.ts';

/** A small file may well unpack to a multiple of itself: below this the ratio says nothing. Bytes. */
const RATIO_FLOOR = 4 * 1024 * 1024;

/** What a file's streams may still unpack to. */
export class Budget {
  private left: number;
  private readonly limit: number;

  constructor(fileBytes: number, limits: { maxInflatedBytes: number; maxInflateRatio: number }) {
    this.limit = Math.min(limits.maxInflatedBytes, Math.max(RATIO_FLOOR, limits.maxInflateRatio * fileBytes));
    this.left = this.limit;
  }

  get remaining(): number {
    return this.left;
  }

  /** @throws DocumentError DECOMPRESSION_LIMIT when more is spent than there is. */
  spend(bytes: number): void {
    this.left -= bytes;
    if (this.left < 0) throw new DocumentError('DECOMPRESSION_LIMIT');
  }
}
