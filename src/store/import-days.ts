/** When imports were made, as days: what the figures that they gave are as of. */
import { dayNumber } from '../units.js';
import type { Store } from './database.js';

export interface ImportDay {
  /** UTC day of the import, in whole days since 1970-01-01. */
  day: number;
  /** Whether its rows hide what older imports said. */
  replaces: boolean;
  /** Which conversions it took, as decided when it was read: those of two imports are compared where this is the same. */
  conversions: string;
}

/** Of every import of the store that was not undone, by its id. */
export function importDays(db: Store): Map<number, ImportDay> {
  const imports = db
    .prepare<[], { importId: number; importedAt: string; replaces: number; decisions: string }>(
      `SELECT import_id AS importId, imported_at AS importedAt, replaces, decisions FROM main.imports
       WHERE undone_at IS NULL ORDER BY import_id`,
    )
    .all();
  return new Map(
    imports.flatMap(({ importId, importedAt, replaces, decisions }) => {
      const day = dayNumber(importedAt.slice(0, 10));
      const conversions = conversionsIn(decisions);
      return day === null ? [] : [[importId, { day, replaces: replaces === 1, conversions }] as const];
    }),
  );
}

/** Name and kinds of the conversions, among the decisions that `creo import` keeps; '' where it kept none. */
function conversionsIn(decisions: string): string {
  if (!decisions.startsWith('[')) return '';
  const [, , , , reading, kinds]: unknown[] = JSON.parse(decisions);
  const label = Object(Object(reading).conversion).label;
  return JSON.stringify([label ?? null, kinds ?? null]);
}
