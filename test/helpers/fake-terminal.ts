import type { Terminal } from '../../src-main/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  readonly printed: string[];
  readonly noted: string[];
  interrupt(): void;
}

/** A terminal in memory, where `typed` is typed; bold stands in brackets, so that a test can see it. */
export function fakeTerminal(typed: string | null = null): FakeTerminal {
  const printed: string[] = [];
  const noted: string[] = [];
  const controller = new AbortController();
  return {
    printed,
    noted,
    print: (line) => void printed.push(line),
    note: (line) => void noted.push(line),
    width: 80,
    bold: (text) => `[${text}]`,
    dim: (text) => text,
    redraws: false,
    attended: typed !== null,
    reads: true,
    readLine: () => Promise.resolve(typed),
    readText: () => Promise.resolve(typed ?? ''),
    ask: (question) => {
      noted.push(question);
      return Promise.resolve(typed);
    },
    interrupted: controller.signal,
    interrupt: () => controller.abort(),
  };
}
