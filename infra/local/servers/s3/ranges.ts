import { ServiceError } from '../http/service-error.ts';

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One range of RFC 9110; anything else in the header is passed over and the whole object answered, as S3 does. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) {
    const headers = { 'content-range': `bytes */${size}` };
    throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416, headers);
  }
  return start > end ? undefined : { start, end };
}
