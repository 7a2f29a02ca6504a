/** `creo export`: the store's tables and the joined facts as CSV, JSON or Parquet, to stdout, a file or a folder. */
import { extname, resolve } from 'node:path';
import { stayInScope } from '../../answers/scoped.js';
import { UserError } from '../../errors.js';
import { csvOf } from '../../export/csv.js';
import { jsonOf } from '../../export/json.js';
import { parquetOf } from '../../export/parquet.js';
import { counted, type ExportTable } from '../../export/table.js';
import type { View } from '../../fields.js';
import { makeFolder, writeWhole } from '../../files/write.js';
import { inEnglish } from '../../remarks.js';
import { factsTable, storeTables } from '../../store/export.js';
import type { ResultsFilter } from '../../store/results.js';
import { scopeRemarks } from '../../store/scope.js';
import type { Day } from '../../units.js';
import type { Context } from '../../work/context.js';

export type ExportFormat = 'csv' | 'json' | 'parquet';

export interface ExportOptions {
  /** `facts` or a table of the store. */
  table: string;
  /** Every table at once, into the folder `out`. */
  all: boolean;
  /** A file, or with `all` a folder; null for stdout. */
  out: string | null;
  /** Null: by the name of the file, else `--json` or `--csv`, else CSV. */
  format: ExportFormat | null;
  from: Day | null;
  to: Day | null;
  /** Whose rows, and in which currency. */
  scope: Pick<ResultsFilter, 'client' | 'account' | 'acrossClients' | 'convert'>;
}

type Chunks = Iterable<string | Uint8Array>;

/** JSON with `--out`: `{ files: [{ path, table, rows, sizeBytes }] }`; without it, the rows themselves. */
export function run({ db, config, log }: Context, options: ExportOptions): View {
  const { table: name, all, out, from, to } = options;
  // Rows are written after this returns, so the scope is left when the program ends.
  stayInScope(db, options.scope);
  for (const remark of scopeRemarks(db)) log(inEnglish(remark));
  const tables = [factsTable(db, { from, to }), ...storeTables(db)];
  const format = options.format ?? formatOf(out) ?? (config.format === 'json' ? 'json' : 'csv');
  const encode = ENCODERS[format];
  if (all) {
    if (out === null) throw new UserError('NO_OUT', 'Every table needs a folder', 'Name one with --out FOLDER');
    makeFolder(out);
    return written(tables.map((table) => fileOf(table, resolve(out, `${table.name}.${format}`), encode)));
  }
  const table = tables.find((candidate) => candidate.name === name);
  if (!table) {
    const names = tables.map((candidate) => candidate.name).join(', ');
    throw new UserError('UNKNOWN_TABLE', `There is no table ${name}`, `Choose one of: ${names}`);
  }
  if (out !== null) return written([fileOf(table, resolve(out), encode)]);
  if (format === 'parquet') {
    throw new UserError('NO_OUT', 'Parquet is not text', 'Name a file with --out FILE.parquet');
  }
  return { json: null, tables: [], raw: encode(table.columns, table.rows()) };
}

const formatOf = (out: string | null): ExportFormat | null => {
  const extension = out === null ? '' : extname(out).slice(1).toLowerCase();
  return extension === 'csv' || extension === 'json' || extension === 'parquet' ? extension : null;
};

type Encode = (columns: ExportTable['columns'], rows: ReturnType<ExportTable['rows']>) => Chunks;

const ENCODERS: Record<ExportFormat, Encode> = { csv: csvOf, json: jsonOf, parquet: parquetOf };

function fileOf(table: ExportTable, path: string, encode: Encode) {
  const { rows, count } = counted(table.rows());
  const sizeBytes = writeWhole(path, encode(table.columns, rows));
  return { path, table: table.name, rows: count(), sizeBytes };
}

const written = (files: ReturnType<typeof fileOf>[]): View => ({
  json: { files },
  headline: files.length === 1 ? `wrote ${files[0]?.path}` : `wrote ${files.length} files`,
  tables: [{ fields: ['table', 'rows', 'sizeBytes', 'path'], rows: files }],
});
