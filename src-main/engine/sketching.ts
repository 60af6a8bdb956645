import { aborted } from '../lib/aborted.ts';
import type { Calls } from '../lib/calls.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import type { WriteHandlers } from './write-thread.ts';
