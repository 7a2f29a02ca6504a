/** A table to JSON: one array of objects, an object a line, so that large files can be read line by line as well. */
import type { ExportColumn, ExportValue } from './table.js';

export function* jsonOf(columns: readonly ExportColumn[], rows: Iterable<readonly ExportValue[]>): Generator<string> {
  yield '[';
  let between = '\n';
  for (const row of rows) {
    yield between;
    yield JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, plain(row[index])])));
    between = ',\n';
  }
  yield '\n]\n';
}

const plain = (value: ExportValue | undefined): unknown =>
  value instanceof Float32Array ? [...value] : (value ?? null);
