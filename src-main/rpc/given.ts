/** What the caller did give: an absent field and an undefined one are the same. */
export function given<Whole extends object>(change: {
  [Name in keyof Whole]?: Whole[Name] | undefined;
}): Partial<Whole> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Whole>;
}
