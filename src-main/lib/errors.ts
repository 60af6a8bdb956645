/** What every failure that reaches a person carries: a stable code, the cause, and what helps. */
export interface ErrorDetails {
  readonly cause: string;
  readonly remedy: string;
}

/** A failure with a code, a cause and a remedy. Cancelling and reached limits are not errors. */
export class InklingError extends Error {
  override readonly name = 'InklingError';
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, details: ErrorDetails) {
    super(details.cause);
    this.code = code;
    this.remedy = details.remedy;
  }
}

/** Gives any thrown value a code, a cause and a remedy; called once, at a border. */
export function normaliseError(thrown: unknown): InklingError {
  if (thrown instanceof InklingError) return thrown;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return new InklingError('UNEXPECTED', {
    cause,
    remedy: 'Try again; if it stays, run `inkling doctor` and report its answer.',
  });
}
