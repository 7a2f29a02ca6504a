/** A table to JSON: one array of objects, an object a line, so that large files can be read line by line as well. */
import type { ExportColumn, ExportValue } from './table.js';

export function* jsonOf(columns: readonly ExportColumn[], rows: Iterable<readonly ExportValue[]>): Generator<string> {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  yield '[';
  let between = '\n{';
  for (const row of rows) {
    yield `${between}${keys.map((key, index) => key + jsonValue(row[index] ?? null)).join(',')}}`;
    between = ',\n{';
  }
  yield '\n]\n';
}

function jsonValue(value: ExportValue): string {
  if (value === null) return 'null';
  return JSON.stringify(value instanceof Float32Array ? [...value] : value);
}
