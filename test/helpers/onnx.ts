/** Writes ONNX files (IR 8, opset 17): just enough of the protobuf encoding for a graph of nodes and weights. */

type Bytes = Uint8Array;

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

/** A negative int64 as protobuf wants it: ten bytes of two's complement. */
function signed(value: number): Bytes {
  if (value >= 0) return varint(value);
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest % 128n) | 128);
    rest /= 128n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

const tag = (field: number, wire: number): Bytes => varint(field * 8 + wire);
const int = (field: number, value: number): Bytes[] => [tag(field, 0), signed(value)];
const bytes = (field: number, parts: readonly Bytes[]): Bytes[] => [
  tag(field, 2),
  varint(parts.reduce((sum, part) => sum + part.length, 0)),
  ...parts,
];
const text = (field: number, value: string): Bytes[] => bytes(field, [Buffer.from(value)]);

/** The element types of tensors, by their number in onnx.proto. */
const ELEMENT = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const;
type Element = keyof typeof ELEMENT;

export type Attribute = number | { float: number } | readonly number[];

function attribute(name: string, value: Attribute): Bytes[] {
  const [INT, FLOAT, INTS] = [2, 1, 7];
  if (typeof value === 'number') return [...text(1, name), ...int(3, value), ...int(20, INT)];
  if (!('float' in value)) return [...text(1, name), ...value.flatMap((item) => int(8, item)), ...int(20, INTS)];
  return [...text(1, name), tag(2, 5), new Uint8Array(Float32Array.of(value.float).buffer), ...int(20, FLOAT)];
}

/** A size in a shape: a number, or a name for one that may vary. */
type Size = number | string;

function valueInfo(name: string, element: Element, shape: readonly Size[]): Bytes[] {
  const sizes = shape.flatMap((size) => bytes(1, typeof size === 'number' ? int(1, size) : text(2, size)));
  return [...text(1, name), ...bytes(2, bytes(1, [...int(1, ELEMENT[element]), ...bytes(2, sizes)]))];
}

/** A graph under construction. Each method gives the name of the value that it adds. */
export class Graph {
  readonly #nodes: Bytes[] = [];
  readonly #weights: Bytes[] = [];
  readonly #inputs: Bytes[] = [];
  readonly #outputs: Bytes[] = [];
  #count = 0;

  input(name: string, element: Element, shape: readonly Size[]): string {
    this.#inputs.push(...bytes(11, valueInfo(name, element, shape)));
    return name;
  }

  output(name: string, shape: readonly Size[]): void {
    this.#outputs.push(...bytes(12, valueInfo(name, 'float32', shape)));
  }

  /** Adds a node with one output, or with several when `outputs` says so; `name` names the first. */
  node(
    type: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    name = this.#next(),
  ): string {
    this.nodes(type, inputs, [name], attributes);
    return name;
  }

  nodes(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, Attribute> = {},
  ) {
    this.#nodes.push(
      ...bytes(1, [
        ...inputs.flatMap((input) => text(1, input)),
        ...outputs.flatMap((output) => text(2, output)),
        ...text(4, type),
        ...Object.entries(attributes).flatMap(([key, value]) => bytes(5, attribute(key, value))),
      ]),
    );
  }

  floats(shape: readonly number[], values: Float32Array): string {
    return this.#weight('float32', shape, values);
  }

  bytes(shape: readonly number[], values: Int8Array | Uint8Array): string {
    return this.#weight(values instanceof Int8Array ? 'int8' : 'uint8', shape, values);
  }

  ints(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#weight('int64', shape, BigInt64Array.from(values.map(BigInt)));
  }

  #weight(
    element: Element,
    shape: readonly number[],
    values: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number },
  ) {
    const name = this.#next();
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#weights.push(
      ...bytes(5, [
        ...shape.flatMap((size) => int(1, size)),
        ...int(2, ELEMENT[element]),
        ...text(8, name),
        ...bytes(9, [raw]),
      ]),
    );
    return name;
  }

  #next(): string {
    this.#count += 1;
    return `v${this.#count}`;
  }

  /** The ONNX file. */
  encoded(): Buffer {
    const graph = [...this.#nodes, ...text(2, 'creo'), ...this.#weights, ...this.#inputs, ...this.#outputs];
    return Buffer.concat([...int(1, 8), ...bytes(7, graph), ...bytes(8, int(2, 17))]);
  }
}
