import { z } from 'zod';

/**
 * Documents as points, close in meaning close together. Field by field, so that twenty thousand cross quickly: the n-th of
 * each is the n-th point's.
 */
export const topicMapSchema = z.object({
  /** Numbers of documents, good as long as the index lives; copies of one are one point. */
  documents: z.array(z.int()),
  /** 0…1, four digits. */
  x: z.array(z.number()),
  y: z.array(z.number()),
  /** The label each carries most; null for none. */
  labels: z.array(z.int().nullable()),
  /** Documents that have a place. Of more than 20,000 so many are given, the same every time. */
  total: z.int(),
  /** What nearness was told by; null until there is a map. */
  basis: z.enum(['light', 'heavy']).nullable(),
  /** How far the part is that is being made; null while nothing is. */
  computing: z.object({ done: z.int(), total: z.int() }).nullable(),
});

/** What a point stands for. */
export const mappedSchema = z.object({
  /** Its number on the map. */
  document: z.int(),
  path: z.string(),
  name: z.string(),
  title: z.string(),
  format: z.string(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  connected: z.boolean(),
  /** Labels it carries. */
  labels: z.array(z.int()),
});

export type TopicMap = z.infer<typeof topicMapSchema>;
export type MappedDocument = z.infer<typeof mappedSchema>;
