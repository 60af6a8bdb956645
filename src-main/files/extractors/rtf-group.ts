/** What a group holds for itself and passes on to the groups in it. */
export interface RtfGroup {
  part: 'text' | 'fonts' | 'styles' | 'properties' | 'nothing';
  /** The property that is being written. */
  property: string | null;
  font: number;
  /** Signs after a `\u` that stand for it in old programs. */
  fallback: number;
  isHidden: boolean;
  level: number | null;
  isItem: boolean;
  isInTable: boolean;
  /** True for the group that text beside the text began with. */
  isBeside: boolean;
}

/** The document before its first control. */
export const OUTERMOST: RtfGroup = {
  part: 'text',
  property: null,
  font: -1,
  fallback: 1,
  isHidden: false,
  level: null,
  isItem: false,
  isInTable: false,
  isBeside: false,
};
