/**
 * A table to Parquet, group by group, so that memory does not grow with the table. Days are DATE, whole numbers INT64
 * (micros need them), vectors the bytes of little-endian float32 values.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { dayNumber } from '../units.js';
import type { ColumnType, ExportColumn, ExportValue } from './table.js';

/** Few enough that a group of wide rows takes some ten megabytes, enough for readers that skip groups by their figures. */
const ROWS_PER_GROUP = 20_000;

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
  const group = columns.map(({ name, type }) => ({ name, type, data: [] as unknown[] }));
  let held = 0;
  const written = (): Uint8Array => {
    parquet.write({ columnData: group.map(({ name, data }) => ({ name, data })), rowGroupSize: ROWS_PER_GROUP });
    for (const column of group) column.data = [];
    held = 0;
    return taken();
  };
  for (const row of rows) {
    for (let index = 0; index < group.length; index += 1) {
      const { type, data } = group[index]!;
      data.push(parquetValue(row[index] ?? null, type));
    }
    held += 1;
    if (held === ROWS_PER_GROUP) yield written();
  }
  if (held > 0) yield written();
  parquet.finish();
  yield taken();
}

function parquetValue(value: ExportValue, type: ColumnType): unknown {
  if (value === null) return null;
  // Days since 1970, which is what DATE holds.
  if (type === 'day') return typeof value === 'string' ? dayNumber(value) : null;
  if (type === 'integer' && typeof value === 'number') return BigInt(value);
  if (value instanceof Float32Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value;
}
