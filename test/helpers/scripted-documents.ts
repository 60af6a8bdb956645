import { ORPCError, type implement } from '@orpc/server';

import type { Box, contract, PictureInput } from '../../src-main/contract/index.ts';
import type { Picture } from '../../src-main/engine/index.ts';
import { encodePng } from '../../src-main/files/png-file.ts';
import { failure } from '../../src-main/files/reasons.ts';
import type { FakeDocument } from './fake-answers.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** A4. */
const [WIDTH, HEIGHT] = [595, 842];
/** Characters of a line, and lines of a page, as they are made up. */
const [COLUMNS, LINES] = [80, 40];

/** What the page reads and looks at. */
export function documentCalls(os: ReturnType<typeof implement<typeof contract>>, engine: ScriptedEngine) {
  return {
    read: os.document.read.handler(({ input }) => {
      const document = find(engine, input.path);
      const { path, title, format, text, places } = document;
      return {
        path,
        name: path.slice(path.lastIndexOf('/') + 1),
        title,
        format,
        size: 214_300,
        modified: Date.parse(document.modified),
        recognised: false,
        length: text.length,
        start: input.start,
        text: text.slice(input.start, input.start + input.length),
        places,
      };
    }),
    page: os.document.page.handler(({ input: { path, page, spans } }) => {
      const document = find(engine, path);
      const from = document.places.find((place) => place.page === page)?.start ?? 0;
      const to =
        document.places.find((place) => place.start > from && place.page !== page)?.start ?? Infinity;
      const boxes = spans.map(({ start, end }) =>
        start >= from && start < to ? linesOf(start - from, end - from) : [],
      );
      return { pages: pagesOf(document), width: WIDTH, height: HEIGHT, boxes };
    }),
    lines: os.document.lines.handler(({ input: { path } }) => {
      const { text } = find(engine, path);
      const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
      // As though every other line of the file were blank.
      return { lines: starts.map((start, index) => ({ start, line: index * 2 + 1 })) };
    }),
    open: os.document.open.handler(({ input: { path, page } }) => {
      requireFile(engine, path);
      if (engine.runnable.has(path)) throw programNotOpened();
      engine.opened.push(page === null ? path : `${path} at ${page}`);
      return { atPage: page !== null };
    }),
    showFolder: os.document.showFolder.handler(({ input: { path } }) => {
      requireFile(engine, path);
      engine.opened.push(`folder of ${path}`);
      return { shown: true as const };
    }),
  };
}

/** Files that could not be read are there all the same. */
function requireFile(engine: ScriptedEngine, path: string): void {
  if (!engine.errors.some((error) => error.path === path)) find(engine, path);
}

/** A page of a quarter grey, as wide as it was asked for. */
export async function drawnPage(engine: ScriptedEngine, { path, width }: PictureInput): Promise<Picture> {
  find(engine, path);
  if (engine.undrawable.has(path)) throw failure('PAGE_NOT_DRAWN');
  const height = Math.round((width * HEIGHT) / WIDTH);
  const data = new Uint8Array(width * height * 4).fill(240);
  return { type: 'image/png', bytes: encodePng({ width, height, data }) };
}

function pagesOf({ places }: FakeDocument): number {
  return Math.max(1, ...places.map(({ page }) => page ?? 1));
}

function programNotOpened(): ORPCError<'BAD_REQUEST', unknown> {
  const cause = 'This file is allowed to run as a program; Inkling opens documents only.';
  const remedy = 'Show it in its folder, and open it there if you trust it.';
  return new ORPCError('BAD_REQUEST', { data: { code: 'PROGRAM_NOT_OPENED', cause, remedy } });
}

export function unknown(path: string): ORPCError<'NOT_FOUND', unknown> {
  return new ORPCError('NOT_FOUND', {
    data: {
      code: 'DOCUMENT_UNKNOWN',
      cause: `${path} is not in the library.`,
      remedy: 'Look the folder over again.',
    },
  });
}

function find(engine: ScriptedEngine, path: string): FakeDocument {
  const document = engine.documents.find((each) => each.path === path);
  if (document === undefined) throw unknown(path);
  return document;
}

/** As though a page were set in letters of one width. */
function linesOf(start: number, end: number): Box[] {
  const [first, last] = [Math.floor(start / COLUMNS), Math.floor(Math.max(start, end - 1) / COLUMNS)];
  return Array.from({ length: last - first + 1 }, (_, order) => {
    const line = first + order;
    const [left, right] = [Math.max(start, line * COLUMNS), Math.min(end, (line + 1) * COLUMNS)];
    return {
      left: 0.1 + (0.8 * (left - line * COLUMNS)) / COLUMNS,
      right: 0.1 + (0.8 * (right - line * COLUMNS)) / COLUMNS,
      top: 0.1 + (0.8 * line) / LINES,
      bottom: 0.1 + (0.8 * (line + 0.9)) / LINES,
    };
  });
}
