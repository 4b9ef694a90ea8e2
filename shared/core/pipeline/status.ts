/** Where a document is on its way. `duplicate` is a status of an arrival: the document itself is elsewhere already. */
export type Status =
  | 'received'
  | 'read'
  | 'ocr-started'
  | 'ocr-done'
  | 'refined'
  | 'stored'
  | 'duplicate'
  | 'superseded'
  | 'rejected'
  | 'quarantined'
  | 'erased';

/**
 * The moves there are. Each goes forward; only a superseded document may begin again, as a new version, when its bytes
 * come back as the newest file under a key (A, B, A again must end with A). Nothing leaves `erased`.
 */
export const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  // A mail goes from received to stored: its parts are documents of their own.
  received: ['read', 'stored', 'superseded', 'rejected', 'quarantined', 'erased'],
  read: ['ocr-started', 'refined', 'superseded', 'rejected', 'quarantined', 'erased'],
  'ocr-started': ['ocr-done', 'superseded', 'rejected', 'quarantined', 'erased'],
  'ocr-done': ['refined', 'superseded', 'rejected', 'quarantined', 'erased'],
  refined: ['stored', 'superseded', 'erased'],
  stored: ['superseded', 'erased'],
  duplicate: ['erased'],
  superseded: ['received', 'erased'],
  rejected: ['erased'],
  quarantined: ['erased'],
  erased: [],
};

const TERMINAL: ReadonlySet<Status> = new Set([
  'stored',
  'duplicate',
  'superseded',
  'rejected',
  'quarantined',
  'erased',
]);

export const isTerminal = (status: Status): boolean => TERMINAL.has(status);

/** The value of `listing` (index `byTime`) for each status: what `list` and the sweep ask for. */
export const listingOf = (status: Status): 'underway' | 'stored' | 'failed' | 'superseded' | 'erased' =>
  !isTerminal(status)
    ? 'underway'
    : status === 'rejected' || status === 'quarantined'
      ? 'failed'
      : status === 'superseded' || status === 'erased'
        ? status
        : 'stored';
