/** A child of teacher.ts: embeds its part of the token sequences, one at a time, on one thread. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [directory = '', input = '', output = '', part = '0', parts = '1'] = process.argv.slice(2);
const CLS = 101;
const SEP = 102;
const session = await InferenceSession.create(join(directory, 'model.onnx'), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
});

/** Mean of the last hidden states, markers included, L2-normalised: as the teacher's own makers pool it. */
async function embed(tokens: readonly number[]): Promise<Float32Array> {
  const ids = BigInt64Array.from([CLS, ...tokens, SEP], BigInt);
  const shape = [1, ids.length];
  const result = await session.run({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
  });
  const states = result['last_hidden_state']?.data as Float32Array;
  const dimensions = states.length / ids.length;
  const sum = new Float32Array(dimensions);
  for (let index = 0; index < states.length; index++) sum[index % dimensions]! += states[index]!;
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

const sequences = JSON.parse(readFileSync(input, 'utf8')) as number[][];
const mine = sequences.filter((_, index) => index % Number(parts) === Number(part));
const vectors: Float32Array[] = [];
for (const tokens of mine) vectors.push(await embed(tokens));
writeFileSync(output, Buffer.concat(vectors.map((vector) => Buffer.from(vector.buffer))));
process.exit(0);
