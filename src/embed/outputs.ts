/** Reading what a network gives. */
import type { Outputs } from './onnx.js';

/** One output as rows, copied; null when there is none of that name that is a table of floats. */
export function matrix(outputs: Outputs, name: string): Float32Array[] | null {
  const output = outputs[name];
  const data = output?.data;
  const [rows, columns, ...further] = output?.dims ?? [];
  if (!(data instanceof Float32Array) || rows === undefined || columns === undefined || further.length > 0) return null;
  return Array.from({ length: rows }, (_, row) => data.slice(row * columns, (row + 1) * columns));
}
