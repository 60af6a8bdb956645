import { InklingError } from '../../lib/errors.ts';

/** A name as typed, as labels may have it. @throws InklingError LABEL_NAME_INVALID */
export async function labelName(typed: string): Promise<string> {
  // zod takes a moment to load; help and wrong usage do without it.
  const { labelInputSchema } = await import('../../contract/index.ts');
  const { success, data, error } = labelInputSchema.shape.name.safeParse(typed);
  if (success) return data;
  const [issue] = error.issues;
  throw new InklingError('LABEL_NAME_INVALID', {
    cause: `The name does not do: ${issue?.message ?? 'it is malformed'}.`,
    remedy: 'Give the label a name of 1 to 100 characters.',
  });
}
