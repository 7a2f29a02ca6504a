/** Imported files: what was decided and read, in the order of import. */
import type { Day } from '../units.js';
import type { Store } from './database.js';

export interface NewImport {
  file: string;
  fileHash: string;
  platform: string;
  account: string;
  level: string;
  /** All that was decided before the rows were read, as JSON: the same file by the same decisions gives the same rows. */
  decisions: string;
  importedAt: string;
  /** Its rows hide all that older imports said of the same ads and days. */
  replaces?: boolean;
}

export interface ImportRecord extends Omit<NewImport, 'replaces'> {
  importId: number;
  grain: string;
  undoneAt: string | null;
  /** 1 when nothing was imported since. */
  isLatest: number;
  /** What `import --json` printed. */
  summary: string;
}

const COLUMNS = `import_id AS importId, file, file_hash AS fileHash, platform, account, level, decisions, grain, imported_at AS importedAt,
  undone_at AS undoneAt, summary, NOT EXISTS (SELECT 1 FROM imports later WHERE later.import_id > i.import_id AND later.undone_at IS NULL) AS isLatest`;

/** Begins an import: its rows need its id. `finishImport` says the rest. */
export function startImport(
  db: Store,
  { file, fileHash, platform, account, level, decisions, importedAt, replaces = false }: NewImport,
): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO imports (file, file_hash, platform, account, level, decisions, grain, imported_at, summary, replaces)
       VALUES (:file, :fileHash, :platform, :account, :level, :decisions, '', :importedAt, '{}', :replaces)`,
    )
    .run({ file, fileHash, platform, account, level, decisions, importedAt, replaces: replaces ? 1 : 0 });
  return Number(lastInsertRowid);
}

export function finishImport(
  db: Store,
  importId: number,
  { grain, summary }: { grain: string; summary: string },
): void {
  db.prepare('UPDATE imports SET grain = :grain, summary = :summary WHERE import_id = :importId').run({
    importId,
    grain,
    summary,
  });
}

/** Every import, the latest first. */
export const allImports = (db: Store): ImportRecord[] =>
  db.prepare<[], ImportRecord>(`SELECT ${COLUMNS} FROM imports i ORDER BY import_id DESC`).all();

/** One import; null when there is none of this id. */
export const importById = (db: Store, importId: number): ImportRecord | null =>
  db
    .prepare<{ importId: number }, ImportRecord>(`SELECT ${COLUMNS} FROM imports i WHERE import_id = :importId`)
    .get({ importId }) ?? null;

/** The latest import, not undone, of a file (or of a sheet or entry in it) with these bytes; null when there is none. */
export const importOfFile = (db: Store, fileHash: string, file: string): ImportRecord | null =>
  db
    .prepare<{ fileHash: string; sheet: string }, ImportRecord>(
      `SELECT ${COLUMNS} FROM imports i WHERE file_hash = :fileHash AND (:sheet = '' OR substr(file, -length(:sheet)) = :sheet) AND undone_at IS NULL
       ORDER BY import_id DESC LIMIT 1`,
    )
    .get({ fileHash, sheet: /#[^#]*$/.exec(file)?.[0] ?? '' }) ?? null;

/** The newest day that imports of this name, not undone, brought in; null when there is none. */
export function newestDayOf(db: Store, file: string): Day | null {
  const day: unknown = db
    .prepare(`SELECT MAX(summary ->> '$.dateEnd') FROM imports WHERE file = :file AND undone_at IS NULL`)
    .pluck()
    .get({ file });
  return typeof day === 'string' ? day : null;
}

export function markUndone(db: Store, importId: number, undoneAt: string): void {
  db.prepare('UPDATE imports SET undone_at = :undoneAt WHERE import_id = :importId').run({ importId, undoneAt });
}

/** Takes back an import that changed nothing. */
export function forgetImport(db: Store, importId: number): void {
  db.prepare('DELETE FROM ad_segments WHERE import_id = :importId').run({ importId });
  db.prepare('DELETE FROM day_layers WHERE import_id = :importId').run({ importId });
  db.prepare('DELETE FROM replaced_ads WHERE import_id = :importId').run({ importId });
  db.prepare('DELETE FROM imports WHERE import_id = :importId').run({ importId });
}
