/** An answer with an error code that the SDK knows; `fields` go beside the message (cancellation reasons, for one). */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

export const validationError = (message: string): ServiceError => new ServiceError('ValidationException', message);
