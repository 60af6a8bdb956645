import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';

import { openedScriptsContract, scriptFailureSchema, scriptsContract } from '../contract/index.ts';
import type { ScriptsReach } from './serve-scripts.ts';
import { readVersion } from './version.ts';

const UNITS =
  'Offsets and lengths of texts are in UTF-16 units, times in milliseconds since 1970. A few calls are answered at once and some wait; beyond that the answer is 429.';

const ABOUT: Readonly<Record<ScriptsReach, string>> = {
  opened: `The calls of Inkling for scripts on the same computer, of the folders that were opened with \`inkling agents allow\`: what is closed is in no answer. ${UNITS}`,
  all: `The calls of Inkling that change nothing, for scripts on the same computer: the whole library, as on the terminal. ${UNITS}`,
};

const CONTRACTS = { opened: openedScriptsContract, all: scriptsContract } as const;

/** As far as an operation is changed here. */
const operationSchema = z.looseObject({ responses: z.record(z.string(), z.unknown()) });
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

export type ScriptsDocument = z.infer<typeof documentSchema>;

/** The OpenAPI document of the calls for scripts. @param url where they are answered; null: nowhere yet */
export async function scriptsDocument(reach: ScriptsReach, url: string | null): Promise<ScriptsDocument> {
  const converter = new ZodToJsonSchemaConverter();
  const [, failure] = converter.convert(scriptFailureSchema, { strategy: 'output' });
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] });
  const document = await generator.generate(CONTRACTS[reach], {
    info: { title: 'Inkling', version: readVersion(), description: ABOUT[reach] },
    ...(url !== null && { servers: [{ url }] }),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  });
  return withFailures(documentSchema.parse(document), failure);
}

/** Every call may be refused in the same form. */
function withFailures(document: ScriptsDocument, schema: object): ScriptsDocument {
  const refused = { description: 'Refused, or failed', content: { 'application/json': { schema } } };
  for (const item of Object.values(document.paths))
    for (const { responses } of Object.values(item))
      Object.assign(responses, { '4XX': refused, '5XX': refused });
  return document;
}
