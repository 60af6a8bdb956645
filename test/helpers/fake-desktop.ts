import type { Desktop, Viewer } from '../../src-main/lib/desktop.ts';

/** A desktop that opens nothing and tells what it was asked to. */
export class FakeDesktop implements Desktop {
  /** What the system calls its program for PDF. */
  program = '';
  /** Names of programs that are not there. */
  readonly missing = new Set<string>();
  readonly asked: string[] = [];

  async open(target: string, viewer?: Viewer): Promise<void> {
    if (viewer !== undefined && this.missing.has(viewer.name)) throw new Error('no such program');
    this.asked.push([...(viewer === undefined ? [] : [viewer.name, ...viewer.arguments]), target].join(' '));
  }

  async showFile(path: string): Promise<void> {
    this.asked.push(`folder of ${path}`);
  }

  async pdfProgram(): Promise<string> {
    return this.program;
  }
}
