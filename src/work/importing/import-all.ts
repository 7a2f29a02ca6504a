/** Files into the store, all or none: what `creo import` and `creo watch` do with what they were given. */
import { existsSync } from 'node:fs';
import type { OpenExport } from '../../files/open-export.js';
import { noSpend } from '../../ingest/prepare.js';
import type { ImportSummary } from '../../ingest/summary.js';
import { inTransaction, openStore, type Store } from '../../store/database.js';
import { importOfFile } from '../../store/imports.js';
import { rehearse } from '../../store/rehearse.js';
import type { Context } from '../context.js';
import { loadTable } from './load.js';
import type { ImportOptions } from './options.js';
import { type Decided, decideAll, named } from './reading.js';

export interface Imported {
  imports: ImportSummary[];
  /** What was decided about each, in the same order. */
  decided: Decided[];
  /** Imports, not undone, that brought the same bytes in before; only where such tables are passed over. */
  earlierIds: number[];
}

/**
 * Reads, decides and loads in one transaction; with `dryRun` all of it is taken back. `passesKnown` leaves out tables that
 * were imported before and not undone, whatever was imported since. Throws UserError for what cannot be imported; the store
 * is then as it was.
 */
export async function importAll(
  context: Context,
  options: ImportOptions,
  { passesKnown = false }: { passesKnown?: boolean } = {},
): Promise<Imported> {
  const opened: OpenExport[] = [];
  try {
    // What is refused before anything is written starts no store.
    const isFirst = !existsSync(context.config.dbPath);
    const settings = isFirst ? openStore(':memory:', { create: true }) : context.db;
    const all = await decideAll(context, settings, options, opened);
    const earlierIds = passesKnown ? all.flatMap((one) => earlierImport(settings, one) ?? []) : [];
    const decided = passesKnown ? all.filter((one) => earlierImport(settings, one) === null) : all;
    const [first] = decided;
    if (isFirst && first?.prepared.reading.fillsIn) throw named(noSpend(), first.table.label);
    const db = options.dryRun ? settings : context.db;
    const progress = context.progress('importing', null, 'rows');
    const now = context.now();
    const load = (): ImportSummary[] => decided.map((one) => loadTable(db, one, now, options, progress));
    try {
      return { imports: options.dryRun ? rehearse(db, load) : inTransaction(db, load), decided, earlierIds };
    } finally {
      progress.done();
    }
  } finally {
    for (const one of opened) one.close();
  }
}

const earlierImport = (db: Store, { table }: Decided): number | null =>
  importOfFile(db, table.hash, table.label)?.importId ?? null;
