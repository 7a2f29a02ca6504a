/**
 * The expression network of face-api as ONNX: its layers (FaceFeatureExtractor.ts and denseBlock.ts of that package) over
 * its weights. Byte-identical for the same weights.
 */
import { Graph } from '../helpers/onnx.js';

/** One entry of a TensorFlow.js weights manifest. */
export interface WeightEntry {
  name: string;
  shape: readonly number[];
  quantization?: { dtype: 'uint8'; scale: number; min: number };
}

type Weight = (name: string) => string;

/** Side of the picture that the network takes. */
const SIDE = 112;
const BLOCKS = 4;

/** Order of the expressions in the output is that of FACE_EXPRESSION_LABELS; `happy` is the second. */
const EXPRESSIONS = 7;
const FEATURES = 256;

/** The network: `pixels` `[1, 3, 112, 112]` (see models/smile) to probabilities `[1, 7]`. */
export function smileNetwork(entries: readonly WeightEntry[], data: Uint8Array): Buffer {
  const graph = new Graph();
  const weight = weightsOf(graph, entries, data);
  let out = graph.input('pixels', 'float32', [1, 3, SIDE, SIDE]);
  for (let block = 0; block < BLOCKS; block += 1) out = denseBlock(graph, weight, out, `dense${block}`);
  const pooled = graph.node('AveragePool', [out], { kernel_shape: [7, 7], strides: [2, 2] });
  const features = graph.node('Reshape', [pooled, graph.ints([1, FEATURES])]);
  const logits = graph.node('Gemm', [features, weight('fc/weights'), weight('fc/bias')]);
  graph.node('Softmax', [logits], { axis: 1 }, 'expressions');
  graph.output('expressions', [1, EXPRESSIONS]);
  return graph.encoded();
}

/** Four convolutions, the first at half the size, each fed with the sum of those before it. */
function denseBlock(graph: Graph, weight: Weight, input: string, name: string): string {
  const relu = (value: string): string => graph.node('Relu', [value]);
  let sum = relu(convolution(graph, weight, input, `${name}/conv0`, 2));
  let fed = sum;
  for (const step of [1, 2, 3]) {
    sum = graph.node('Add', [sum, convolution(graph, weight, fed, `${name}/conv${step}`, 1)]);
    fed = relu(sum);
  }
  return fed;
}

function convolution(graph: Graph, weight: Weight, input: string, name: string, stride: 1 | 2): string {
  // TensorFlow's `same` pads an even side at its end alone where the stride is 2.
  const around = { kernel_shape: [3, 3], strides: [stride, stride], pads: stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1] };
  if (name === 'dense0/conv0') {
    return graph.node('Conv', [input, weight(`${name}/filters`), weight(`${name}/bias`)], around);
  }
  const [first, rest] = CHANNELS[Number(name.charAt('dense'.length))] ?? [0, 0];
  const group = name.endsWith('conv0') ? first : rest;
  const deep = graph.node('Conv', [input, weight(`${name}/depthwise_filter`)], { ...around, group });
  return graph.node('Conv', [deep, weight(`${name}/pointwise_filter`), weight(`${name}/bias`)], {
    kernel_shape: [1, 1],
  });
}

/** Channels into the first convolution of a block, and into the others. */
const CHANNELS: readonly (readonly [number, number])[] = [
  [3, 32],
  [32, 64],
  [64, 128],
  [128, 256],
];

/** Each weight as the graph's value: filters as out, in, height, width. */
function weightsOf(graph: Graph, entries: readonly WeightEntry[], file: Uint8Array): Weight {
  // A copy: a buffer of Node may be a part of a larger one.
  const data = Uint8Array.from(file);
  const values = new Map<string, string>();
  let at = 0;
  for (const { name, shape, quantization } of entries) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (quantization) {
      const { scale, min } = quantization;
      const turned = turn(
        Float32Array.from(data.subarray(at, at + count), (step) => step * scale + min),
        shape,
        name,
      );
      values.set(name, graph.floats(turned.shape, turned.values));
      at += count;
    } else {
      values.set(name, graph.floats(shape, new Float32Array(data.slice(at, at + 4 * count).buffer)));
      at += 4 * count;
    }
  }
  if (at !== data.length) throw new RangeError(`the weights have ${data.length} bytes, the manifest ${at}`);
  return (name) => {
    const value = values.get(name);
    if (value === undefined) throw new RangeError(`no weight is called ${name}`);
    return value;
  };
}

/** A filter of height, width, in, out to out, in, height, width; a depthwise one to in, 1, height, width. */
function turn(values: Float32Array, shape: readonly number[], name: string) {
  if (shape.length !== 4) return { values, shape };
  const [height = 1, width = 1, into = 1, out = 1] = shape;
  const turned = new Float32Array(values.length);
  values.forEach((value, place) => {
    const o = place % out;
    const i = Math.floor(place / out) % into;
    const spot = Math.floor(place / (out * into));
    turned[(o * into + i) * height * width + spot] = value;
  });
  return {
    values: turned,
    shape: name.endsWith('depthwise_filter') ? [into, out, height, width] : [out, into, height, width],
  };
}
