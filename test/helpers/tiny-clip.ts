/**
 * A model of CLIP's shape with random weights, in the layout of transformers.js: small for tests, or at CLIP ViT-B/32's
 * size for benchmarks. Byte-identical for a seed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byteTokenizer, VOCABULARY_SIZE } from './byte-tokenizer.js';
import { Graph } from './onnx.js';

export interface ClipSize {
  hidden: number;
  layers: number;
  heads: number;
  projection: number;
  /** Pictures are averaged down by this first: keeps the patch weights of a small model small. */
  pool: number;
}

export const TINY: ClipSize = { hidden: 48, layers: 2, heads: 4, projection: 32, pool: 8 };
export const VIT_B_32: ClipSize = { hidden: 768, layers: 12, heads: 12, projection: 512, pool: 1 };

const PICTURE_SIDE = 224;
const PATCH_SIDE = 32;
const PATCHES = (PICTURE_SIDE / PATCH_SIDE) ** 2;
const MAX_TOKENS = 77;

/** A prime, so that repeats do not line up with the rows of a matrix. */
const BLOCK = 65_537;

export interface ClipOptions {
  size?: ClipSize;
  seed?: number;
  /** Which weights files to write. */
  precisions?: readonly ('fp32' | 'q8')[];
  /** Leave the text tower out. */
  visionOnly?: boolean;
}

/** Writes the model into `folder` and gives the folder. */
export function writeClip(folder: string, options: ClipOptions = {}): string {
  const { size = TINY, seed = 1, precisions = ['fp32', 'q8'], visionOnly = false } = options;
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  json('config.json', { model_type: 'clip', architectures: ['CLIPModel'], projection_dim: size.projection });
  json('preprocessor_config.json', {
    image_processor_type: 'CLIPImageProcessor',
    do_resize: true,
    size: { shortest_edge: PICTURE_SIDE },
    resample: 3,
    do_center_crop: true,
    crop_size: { height: PICTURE_SIDE, width: PICTURE_SIDE },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: [0.48145466, 0.4578275, 0.40821073],
    image_std: [0.26862954, 0.26130258, 0.27577711],
  });
  const { tokenizer, config } = byteTokenizer(MAX_TOKENS);
  json('tokenizer.json', tokenizer);
  json('tokenizer_config.json', config);
  for (const precision of precisions) {
    const ending = precision === 'q8' ? '_quantized' : '';
    const tower = () => new Tower(size, seed, precision === 'q8');
    writeFileSync(join(folder, 'onnx', `vision_model${ending}.onnx`), tower().vision());
    if (!visionOnly) writeFileSync(join(folder, 'onnx', `text_model${ending}.onnx`), tower().text());
  }
  return folder;
}

/** Transformer of pre-norm blocks, as in CLIP (Radford et al. 2021). */
class Tower {
  readonly #graph = new Graph();
  readonly #random: () => number;

  constructor(
    readonly size: ClipSize,
    seed: number,
    readonly quantised: boolean,
  ) {
    this.#random = normalNumbers(seed);
  }

  vision(): Buffer {
    const { hidden, projection, pool } = this.size;
    const g = this.#graph;
    const pixels = g.input('pixel_values', 'float32', ['batch', 3, PICTURE_SIDE, PICTURE_SIDE]);
    const pooled =
      pool > 1 ? g.node('AveragePool', [pixels], { kernel_shape: [pool, pool], strides: [pool, pool] }) : pixels;
    const side = PATCH_SIDE / pool;
    const kernel = this.#weights([hidden, 3, side, side], 1 / Math.sqrt(3 * side * side));
    const grid = g.node('Conv', [pooled, kernel], { kernel_shape: [side, side], strides: [side, side] });
    const patches = g.node('Transpose', [g.node('Reshape', [grid, g.ints([0, hidden, PATCHES])])], { perm: [0, 2, 1] });
    const batch = g.node('Gather', [g.node('Shape', [patches]), g.ints([0])]);
    const shape = g.node('Concat', [batch, g.ints([1, hidden])], { axis: 0 });
    const summary = g.node('Expand', [this.#weights([1, 1, hidden], 0.5), shape]);
    const tokens = g.node('Concat', [summary, patches], { axis: 1 });
    const placed = g.node('Add', [tokens, this.#weights([1, PATCHES + 1, hidden], 0.1)]);
    const out = this.#norm(this.#blocks(this.#norm(placed), null));
    const first = g.node('Gather', [out, g.ints([0], [])], { axis: 1 });
    g.node('MatMul', [first, this.#weights([hidden, projection], 1 / Math.sqrt(hidden))], {}, 'image_embeds');
    g.output('image_embeds', ['batch', projection]);
    return g.encoded();
  }

  text(): Buffer {
    const { hidden, projection } = this.size;
    const g = this.#graph;
    const ids = g.input('input_ids', 'int64', ['batch', 'tokens']);
    const words = g.node('Gather', [this.#weights([VOCABULARY_SIZE, hidden], 0.5), ids]);
    const count = g.node('Gather', [g.node('Shape', [ids]), g.ints([1])]);
    const upTo = (value: string, axes: readonly number[]): string => {
      const ends = axes.length === 1 ? count : g.node('Concat', [count, count], { axis: 0 });
      return g.node('Slice', [value, g.ints(axes.map(() => 0)), ends, g.ints(axes)]);
    };
    const placed = g.node('Add', [words, upTo(this.#weights([MAX_TOKENS, hidden], 0.1), [0])]);
    const mask = Float32Array.from({ length: MAX_TOKENS ** 2 }, (_, at) =>
      at % MAX_TOKENS > Math.floor(at / MAX_TOKENS) ? -1e4 : 0,
    );
    const out = this.#norm(this.#blocks(placed, upTo(g.floats([MAX_TOKENS, MAX_TOKENS], mask), [0, 1])));
    // The end token has the highest id, and what stands there has seen the whole text.
    const end = g.node('ArgMax', [ids], { axis: 1, keepdims: 1 });
    const pooled = g.node('GatherND', [out, end], { batch_dims: 1 });
    g.node('MatMul', [pooled, this.#weights([hidden, projection], 1 / Math.sqrt(hidden))], {}, 'text_embeds');
    g.output('text_embeds', ['batch', projection]);
    return g.encoded();
  }

  #blocks(start: string, mask: string | null): string {
    const g = this.#graph;
    const { hidden, layers } = this.size;
    let value = start;
    for (let layer = 0; layer < layers; layer += 1) {
      value = g.node('Add', [value, this.#attention(this.#norm(value), mask)]);
      const wide = this.#linear(this.#norm(value), hidden, 4 * hidden);
      const gate = g.node('Sigmoid', [g.node('Mul', [wide, this.#scalar(1.702)])]);
      value = g.node('Add', [value, this.#linear(g.node('Mul', [wide, gate]), 4 * hidden, hidden)]);
    }
    return value;
  }

  #attention(value: string, mask: string | null): string {
    const g = this.#graph;
    const { hidden, heads } = this.size;
    const split = (perm: number[]): string =>
      g.node(
        'Transpose',
        [g.node('Reshape', [this.#linear(value, hidden, hidden), g.ints([0, 0, heads, hidden / heads])])],
        { perm },
      );
    const [query, key, values] = [split([0, 2, 1, 3]), split([0, 2, 3, 1]), split([0, 2, 1, 3])];
    const scores = g.node('Mul', [g.node('MatMul', [query, key]), this.#scalar(1 / Math.sqrt(hidden / heads))]);
    const weights = g.node('Softmax', [mask === null ? scores : g.node('Add', [scores, mask])], { axis: -1 });
    const joined = g.node('Transpose', [g.node('MatMul', [weights, values])], { perm: [0, 2, 1, 3] });
    return this.#linear(g.node('Reshape', [joined, g.ints([0, 0, hidden])]), hidden, hidden);
  }

  #linear(value: string, from: number, to: number): string {
    const product = this.quantised ? this.#quantisedProduct(value, from, to) : this.#product(value, from, to);
    return this.#graph.node('Add', [product, this.#graph.floats([to], new Float32Array(to))]);
  }

  #product(value: string, from: number, to: number): string {
    return this.#graph.node('MatMul', [value, this.#weights([from, to], 1 / Math.sqrt(from))]);
  }

  /** As ONNX Runtime's dynamic quantisation writes it: activations scaled at run time, weights to 8 bits beforehand. */
  #quantisedProduct(value: string, from: number, to: number): string {
    const g = this.#graph;
    const weights = this.#numbers(from * to, 1 / Math.sqrt(from));
    const scale = weights.reduce((high, weight) => Math.max(high, Math.abs(weight)), 0) / 127;
    const whole = g.bytes(
      [from, to],
      Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    );
    const [input, inputScale, inputZero] = ['', '_scale', '_zero'].map((part) => `${value}_q${whole}${part}`);
    g.nodes('DynamicQuantizeLinear', [value], [input, inputScale, inputZero]);
    const zero = g.bytes([], Int8Array.of(0));
    const product = g.node('Cast', [g.node('MatMulInteger', [input, whole, inputZero, zero])], { to: 1 });
    return g.node('Mul', [product, g.node('Mul', [inputScale, this.#scalar(scale)])]);
  }

  #norm(value: string): string {
    const { hidden } = this.size;
    const ones = this.#graph.floats([hidden], new Float32Array(hidden).fill(1));
    const zeros = this.#graph.floats([hidden], new Float32Array(hidden));
    return this.#graph.node('LayerNormalization', [value, ones, zeros], { axis: -1, epsilon: { float: 1e-5 } });
  }

  #scalar(value: number): string {
    return this.#graph.floats([], Float32Array.of(value));
  }

  #weights(shape: readonly number[], deviation: number): string {
    return this.#graph.floats(
      shape,
      this.#numbers(
        shape.reduce((product, side) => product * side, 1),
        deviation,
      ),
    );
  }

  /** Random numbers; a large tensor repeats a block of them, for its values only have to be unlike each other nearby. */
  #numbers(count: number, deviation: number): Float32Array {
    const block = Float32Array.from({ length: Math.min(count, BLOCK) }, () => deviation * this.#random());
    const numbers = new Float32Array(count);
    for (let at = 0; at < count; at += BLOCK) numbers.set(block.subarray(0, Math.min(BLOCK, count - at)), at);
    return numbers;
  }
}

/** Normal numbers by Box and Muller from mulberry32. */
function normalNumbers(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
