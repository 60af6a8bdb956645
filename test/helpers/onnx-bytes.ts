/** Fields of ONNX's protobuf messages (onnx.proto3), by number: only what a look-up in a table needs. */
const MODEL = { irVersion: 1, graph: 7, opsets: 8 } as const;
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const NODE = { input: 1, output: 2, opType: 4 } as const;
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 } as const;
const [FLOAT, INT64] = [1, 7];
const IR_VERSION = 8;
const OPSET = 13;

type Bytes = Uint8Array;

export interface LookUpTable {
  /** Row by row, one a token. */
  readonly rows: readonly Float32Array[];
  readonly inputs?: readonly string[] | undefined;
  readonly output?: string | undefined;
}

/** An ONNX model that gives each token its row of a table: the smallest encoder there is. */
export function lookUpModel({
  rows,
  inputs = ['input_ids', 'attention_mask'],
  output = 'last_hidden_state',
}: LookUpTable): Buffer {
  const lanes = rows[0]?.length ?? 0;
  const node = message(
    text(NODE.input, 'table'),
    text(NODE.input, inputs[0] ?? ''),
    text(NODE.output, output),
    text(NODE.opType, 'Gather'),
  );
  const graph = message(
    bytes(GRAPH.node, node),
    text(GRAPH.name, 'look-up'),
    bytes(GRAPH.initializer, tableOf(rows, lanes)),
    ...inputs.map((name) => bytes(GRAPH.input, value(name, INT64, ['one', 'tokens']))),
    bytes(GRAPH.output, value(output, FLOAT, ['one', 'tokens', lanes])),
  );
  return Buffer.from(
    message(
      number(MODEL.irVersion, IR_VERSION),
      bytes(MODEL.graph, graph),
      bytes(MODEL.opsets, number(2, OPSET)),
    ),
  );
}

function tableOf(rows: readonly Float32Array[], lanes: number): Bytes {
  const all = new Float32Array(rows.length * lanes);
  rows.forEach((row, place) => all.set(row, place * lanes));
  return message(
    number(TENSOR.dims, rows.length),
    number(TENSOR.dims, lanes),
    number(TENSOR.dataType, FLOAT),
    text(TENSOR.name, 'table'),
    bytes(TENSOR.rawData, new Uint8Array(all.buffer)),
  );
}

/** ValueInfoProto { name, type { tensor_type { elem_type, shape } } }: a number is a size, a word one that varies. */
function value(name: string, type: number, shape: readonly (number | string)[]): Bytes {
  const dimensions = shape.map((size) =>
    bytes(1, typeof size === 'number' ? number(1, size) : text(2, size)),
  );
  const tensor = message(number(1, type), bytes(2, message(...dimensions)));
  return message(text(1, name), bytes(2, bytes(1, tensor)));
}

function message(...fields: readonly Bytes[]): Bytes {
  return new Uint8Array(Buffer.concat(fields));
}

/** Seven bits a byte, the lowest first. */
function varint(whole: number): number[] {
  return whole < 0x80 ? [whole] : [(whole % 0x80) | 0x80, ...varint(Math.floor(whole / 0x80))];
}

function number(field: number, whole: number): Bytes {
  return Uint8Array.from([...varint(field << 3), ...varint(whole)]);
}

function bytes(field: number, content: Bytes): Bytes {
  const head = [...varint((field << 3) | 2), ...varint(content.length)];
  const all = new Uint8Array(head.length + content.length);
  all.set(head);
  all.set(content, head.length);
  return all;
}

function text(field: number, words: string): Bytes {
  return bytes(field, new TextEncoder().encode(words));
}
