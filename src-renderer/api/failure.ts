import { ORPCError } from '@orpc/client';

/** A failed call in the words of the page. */
export interface Failure {
  code: string;
  cause: string;
  remedy: string;
}

/** The engine did not answer at all: it ended, or the host did. */
export const ENGINE_AWAY = 'ENGINE_AWAY';

/** The engine ended; the host starts another as soon as it is asked. */
export const ENGINE_GONE = 'ENGINE_GONE';

/** Every error that reaches the page is normalised here, once. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ORPCError) return parseFailure(error.data) ?? plainFailure(error.code, error.message);
  if (error instanceof TypeError)
    return {
      code: ENGINE_AWAY,
      cause: 'Inkling’s engine does not answer.',
      remedy: 'Try again, or open Inkling again from the terminal.',
    };
  return plainFailure('UNKNOWN', error instanceof Error ? error.message : String(error));
}

/** "Protected by a password. Save a copy without it." */
export function failureText({ cause, remedy }: Failure): string {
  return [cause, remedy]
    .filter((part) => part !== '')
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

/** What a person copies to report a failure. */
export function failureDetails(failure: Failure): string {
  return `${failure.code}: ${failure.cause}\n${failure.remedy}`;
}

function plainFailure(code: string, cause: string): Failure {
  return { code, cause, remedy: 'Try again.' };
}

function parseFailure(data: unknown): Failure | null {
  const { code, cause, remedy } = (data ?? {}) as Partial<Record<keyof Failure, unknown>>;
  if (typeof code !== 'string' || typeof cause !== 'string') return null;
  return { code, cause, remedy: typeof remedy === 'string' ? remedy : 'Try again.' };
}

/** Why the work was not done; null where it was. */
export async function failureOf(work: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return toFailure(error);
  }
}
