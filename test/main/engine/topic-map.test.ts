import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { TopicMap } from '../../../src-main/contract/index.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';

const FILES = Object.fromEntries(
  ['bread dough oven flour', 'whale ocean krill song', 'lease rent landlord notice'].flatMap(
    (words, subject) =>
      Array.from({ length: 30 }, (_, number) => [
        `${subject}-${number}.md`,
        `# ${words.split(' ')[number % 4]}\n\n${words} number ${number} of ${words}.`,
      ]),
  ),
);

async function map({ engine }: EngineBench): Promise<TopicMap> {
  for (;;) {
    const answer = await engine.topicMap();
    if (answer.computing === null) return answer;
  }
}

const placeOf = ({ documents, x, y }: TopicMap, document: number): (number | undefined)[] => {
  const at = documents.indexOf(document);
  return [x[at], y[at]];
};

describe('the map of a library', () => {
  it('has a point for each document, tells what it stands for and which label it carries', async () => {
    await using bench = await EngineBench.read(FILES);
    const label = await bench.engine.saveLabel({
      name: 'Bread',
      words: ['bread'],
      parent: null,
      threshold: null,
    });
    const made = await map(bench);
    expect(made).toMatchObject({ total: 90, basis: 'light' });
    expect(made.labels.filter((one) => one === label.id)).toHaveLength(label.documents);
    const labelled = made.documents.filter((_, at) => made.labels[at] === label.id);
    const [first, ...others] = await bench.engine.mappedDocuments([...labelled.slice(0, 3), 999_999]);
    expect(others).toHaveLength(2);
    expect(first).toMatchObject({ labels: [label.id], format: 'markdown', connected: true });
    expect(first?.path.startsWith(bench.papers)).toBe(true);
  });

  it('is kept over a restart, and stays as it is when a document comes', async () => {
    await using bench = await EngineBench.read(FILES);
    const before = await map(bench);
    await bench.reopen();
    expect(await map(bench)).toEqual(before);
    await writeFile(join(bench.papers, 'new.md'), '# Bread\n\nbread dough oven flour again.');
    await bench.lookAgain();
    const after = await map(bench);
    expect(after.total).toBe(91);
    for (const document of before.documents)
      expect(placeOf(after, document)).toEqual(placeOf(before, document));
  });

  it('makes a label of some of its documents, all of them examples', async () => {
    await using bench = await EngineBench.read(FILES);
    const examples = [0, 1, 2].map((number) => join(bench.papers, `1-${number}.md`));
    const input = { name: 'Sea', words: [], parent: null, threshold: null };
    const label = await bench.engine.saveLabel({ ...input, examples });
    expect(label.examples.map(({ path }) => path).sort()).toEqual(examples);
    expect(label.documents).toBeGreaterThan(3);
    const unknown = { ...input, name: 'None', examples: [join(bench.papers, 'missing.md')] };
    await expect(bench.engine.saveLabel(unknown)).rejects.toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    expect((await bench.engine.topics()).labels.map(({ name }) => name)).toEqual(['Sea']);
  });
});
