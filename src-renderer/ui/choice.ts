/** Something a menu offers. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly text: string;
  /** How much there is of it, or where. */
  readonly detail?: string;
  /** It is a part of the choice before it. */
  readonly isWithin?: boolean;
}
