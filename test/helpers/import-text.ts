/** Imports the text of an export into a store, as `creo import` does after the file was opened. */
import { createHash } from 'node:crypto';
import { detect } from '../../src/ingest/detect.js';
import { PLATFORMS, platformById } from '../../src/ingest/platforms/index.js';
import { prepare, settled, type Wishes } from '../../src/ingest/prepare.js';
import { bytesSource } from '../../src/ingest/record-reader.js';
import type { ImportSummary } from '../../src/ingest/summary.js';
import { inTransaction, type Store } from '../../src/store/database.js';
import { knownLayout } from '../../src/work/importing/known-platform.js';
import { loadTable } from '../../src/work/importing/load.js';
import { type ImportOptions, NOTHING_ASKED } from '../../src/work/importing/options.js';
import { NO_WISHES } from './read-export.js';

const OPTIONS: ImportOptions = { ...NOTHING_ASKED, paths: [] };
const QUIET = { advance() {}, note() {}, done() {} };

export function importText(
  db: Store,
  text: string,
  {
    name = 'export.csv',
    wishes = {},
    importedAt = '2026-10-01T00:00:00.000Z',
    ...options
  }: Partial<ImportOptions> & { name?: string; wishes?: Partial<Wishes>; importedAt?: string } = {},
): ImportSummary {
  const bytes = Buffer.from(text);
  const named = options.platform ? platformById(options.platform) : null;
  const detected = detect(bytes, named ? [named] : PLATFORMS);
  if (!detected) throw new Error('no header found');
  const wanted = { ...NO_WISHES, ...wishes };
  const { layout, warning } = named ? { layout: detected, warning: null } : knownLayout(db, bytes, detected, wanted);
  const open = () => bytesSource(bytes);
  const { warnings, ...decided } = settled(prepare(layout, name, open, wanted));
  const prepared = { ...decided, warnings: [...(warning ? [warning] : []), ...warnings] };
  const hash = createHash('sha256').update(bytes).digest('hex');
  const table = { label: name, name, encoding: 'utf-8' as const, hash, bytes: bytes.length, head: bytes, open };
  const readable = { table, layout, prepared, wishes: wanted, isAdopted: warning !== null };
  return inTransaction(db, () => loadTable(db, readable, importedAt, { ...OPTIONS, ...options }, QUIET));
}
