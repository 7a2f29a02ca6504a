/** Reading what a network gives. */
import { Tensor } from '@huggingface/transformers';

/** One output as rows, copied; null when there is none of that name that is a table of floats. */
export function matrix(outputs: unknown, name: string): Float32Array[] | null {
  const output: unknown =
    typeof outputs === 'object' && outputs !== null && name in outputs ? Reflect.get(outputs, name) : null;
  if (!(output instanceof Tensor) || output.dims.length !== 2 || !(output.data instanceof Float32Array)) return null;
  const [rows, columns] = output.dims;
  const { data } = output;
  return Array.from({ length: rows }, (_, row) => data.slice(row * columns, (row + 1) * columns));
}
