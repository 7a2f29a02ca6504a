/** What an export is made of: columns with types, and rows as arrays of raw values in the order of the columns. */

/** `day` is `YYYY-MM-DD`; `vector` holds the numbers of an embedding. */
export type ColumnType = 'text' | 'integer' | 'number' | 'day' | 'vector';

export interface ExportColumn {
  /** camelCase, as in `--json`. */
  name: string;
  type: ColumnType;
}

export type ExportValue = string | number | Float32Array | null;

export interface ExportTable {
  name: string;
  columns: readonly ExportColumn[];
  /** Read lazily: a table may hold more rows than memory does. */
  rows: () => Iterable<readonly ExportValue[]>;
}

/** Counts the rows that pass. */
export function counted<Row>(rows: Iterable<Row>): { rows: Iterable<Row>; count: () => number } {
  let count = 0;
  function* pass(): Generator<Row> {
    for (const row of rows) {
      count += 1;
      yield row;
    }
  }
  return { rows: pass(), count: () => count };
}
