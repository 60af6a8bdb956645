import type { ReadConnection } from '../storage/connection.ts';
import type { PassageReader } from '../storage/passage-reader.ts';
import type { ResidentCodes } from '../storage/resident-codes.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import type { HeavySpace } from './coded-space.ts';
import type { FilterContext } from './filter.ts';
import type { Calibration } from './fusion.ts';
import type { LabelNames } from './label-names.ts';
import type { RootPath } from './path-index.ts';

/** What searching needs of a library; reads only. */
export interface SearchLibrary {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  readonly passages: PassageReader;
  readonly resident: ResidentCodes;
  /** The passages whose heavy vector is stored. */
  readonly heavy: HeavySpace;
  /** The passages that only the model before has read; null where no change of model goes on. */
  readonly leaving: HeavySpace | null;
  /** Which of the areas beside the codes its scans work in; no two threads share one. */
  readonly scanner: number;
  readonly rootPath: RootPath;
  /** Roots whose passages are found by words and names alone. */
  readonly muted: () => readonly number[];
  /** False while the drive of the root is away. */
  readonly isConnected: (root: number) => boolean;
  readonly isOfType: FilterContext['isOfType'];
  /** The labels as they are called now. */
  readonly labels: () => LabelNames;
  /** What day it is: last-month is another one tomorrow. */
  readonly now: () => Date;
  /** Bounds of the heavy model's similarities, and of those of the one before. */
  readonly deepCalibration: Calibration;
  readonly leavingCalibration: Calibration;
  /** Bounds of its late interaction; null where they are not known. */
  readonly lateCalibration: Calibration | null;
}
