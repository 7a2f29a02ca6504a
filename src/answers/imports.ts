/** Every imported file, the latest first: `creo import list`. */
import type { Store } from '../store/database.js';
import { allImports } from '../store/imports.js';

export interface ImportedFile {
  importId: number;
  file: string;
  /** Instant. */
  importedAt: string;
  /** Instant; null where it still counts. */
  undoneAt: string | null;
  platform: string;
  level: string;
  grain: string;
  dateStart: string | null;
  dateEnd: string | null;
  rowsRead: number;
  currency: string | null;
  spendMicros: number | null;
}

/** Its keys, in the order in which they are shown. */
export const IMPORTED_KEYS = [
  'importId',
  'file',
  'platform',
  'level',
  'grain',
  'dateStart',
  'dateEnd',
  'rowsRead',
  'currency',
  'spendMicros',
  'importedAt',
  'undoneAt',
] as const satisfies readonly (keyof ImportedFile)[];

type Summary = Omit<ImportedFile, 'importId' | 'file' | 'importedAt' | 'undoneAt' | 'spendMicros'> & {
  totals: { spendMicros: number | null };
};

export function importsOf(db: Store): ImportedFile[] {
  return allImports(db).map(({ importId, file, importedAt, undoneAt, summary }) => {
    const { platform, level, grain, dateStart, dateEnd, rowsRead, currency, totals }: Summary = JSON.parse(summary);
    return {
      importId,
      file,
      importedAt,
      undoneAt,
      platform,
      level,
      grain,
      dateStart,
      dateEnd,
      rowsRead,
      currency,
      spendMicros: totals.spendMicros,
    };
  });
}
