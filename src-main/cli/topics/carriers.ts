import type { TopicDocument } from '../../contract/index.ts';
import type { Client } from '../../rpc/client.ts';
import { MOST_SHOWN } from './number-option.ts';

/** All that carry a label: of these alone passages are looked for, and what follows the last of them is not read. */
export async function carriersOf(
  client: { readonly topics: Pick<Client['topics'], 'show'> },
  { id, brief }: { readonly id: number; readonly brief: boolean },
): Promise<TopicDocument[]> {
  const carriers: TopicDocument[] = [];
  for (let offset = 0; ; offset += MOST_SHOWN) {
    const asked = { id, offset, limit: MOST_SHOWN };
    const { documents, label, total } = await client.topics.show({ ...asked, brief: true });
    const isHeld = documents.some(({ belongs }) => belongs);
    const shown = brief || !isHeld ? documents : (await client.topics.show({ ...asked, brief })).documents;
    carriers.push(...shown.filter(({ belongs }) => belongs));
    if (carriers.length >= label.documents || offset + MOST_SHOWN >= total) return carriers;
  }
}
