/**
 * A table to Parquet, group by group, so that memory does not grow with the table. Days are DATE, whole numbers INT64
 * (micros need them), vectors the bytes of little-endian float32 values.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ColumnType, ExportColumn, ExportValue } from './table.js';

const ROWS_PER_GROUP = 50_000;

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  day: { type: 'INT32', converted_type: 'DATE' },
  vector: { type: 'BYTE_ARRAY' },
} as const satisfies Record<ColumnType, object>;

export function* parquetOf(
  columns: readonly ExportColumn[],
  rows: Iterable<readonly ExportValue[]>,
): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[type] })),
  ];
  const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: 'creo' });
  const taken = (): Uint8Array => {
    const chunk = bytes.getBytes().slice();
    // `index` is the place in the buffer, `offset` the place in the file: only the first starts again.
    bytes.index = 0;
    return chunk;
  };
  for (const group of groupsOf(rows)) {
    const columnData = columns.map(({ name, type }, index) => ({
      name,
      data: group.map((row) => parquetValue(row[index] ?? null, type)),
    }));
    parquet.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
    yield taken();
  }
  parquet.finish();
  yield taken();
}

function* groupsOf<Row>(rows: Iterable<Row>): Generator<Row[]> {
  let group: Row[] = [];
  for (const row of rows) {
    group.push(row);
    if (group.length === ROWS_PER_GROUP) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function parquetValue(value: ExportValue, type: ColumnType): unknown {
  if (value === null) return null;
  if (type === 'day') return new Date(`${String(value)}T00:00:00Z`);
  if (type === 'integer' && typeof value === 'number') return BigInt(value);
  if (value instanceof Float32Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value;
}
