import { readDocument } from '../../../src-main/files/read.ts';
import { REASONS } from '../../../src-main/files/reasons.ts';
import { oneAtATime } from '../../../src-main/indexing/one-at-a-time.ts';
import { serveCalls } from '../../../src-main/lib/calls.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { processPort } from '../../../src-main/lib/ports.ts';

/** How the reading of a file ended: 'read', a code, or what may not come out of it. */
export interface Ending {
  readonly ending: string;
  /** What was thrown or said that no reason is declared for. */
  readonly undeclared: string | null;
}

export interface FuzzedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function endingOf({ name, bytes }: FuzzedFile): Promise<Ending> {
  try {
    const { extraction, parts } = await readDocument(bytes, name);
    const codes = [
      extraction.shortfall?.code,
      ...parts.map(({ failure }) => failure?.code),
      ...parts.map(({ content }) => content?.extraction.shortfall?.code),
    ];
    const undeclared = codes.find((code) => code !== undefined && !(code in REASONS)) ?? null;
    return { ending: extraction.shortfall?.code ?? 'read', undeclared };
  } catch (thrown) {
    if (thrown instanceof InklingError && thrown.code in REASONS)
      return { ending: thrown.code, undeclared: null };
    return { ending: 'thrown', undeclared: thrown instanceof Error ? `${thrown.stack}` : String(thrown) };
  }
}

const fuzzHandlers = { read: oneAtATime(endingOf) };

export type FuzzHandlers = typeof fuzzHandlers;

serveCalls(processPort(), fuzzHandlers);
