/** `creo backup`: a checked copy of the store, taken while other commands go on. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { backupStore } from '../../store/backup.js';
import type { Context } from '../../work/context.js';

export interface BackupOptions {
  /** The new file, or a folder that gets one named after the moment. */
  file: string;
  /** Replace a file that is there. */
  force: boolean;
}

export async function run({ db, config, now, progress }: Context, { file, force }: BackupOptions): Promise<View> {
  const target = targetOf(file, now());
  if (target === config.dbPath) {
    throw new UserError('BACKUP_IS_STORE', 'The backup would replace the store itself', 'Name another file');
  }
  if (existsSync(target) && !force) {
    throw new UserError('BACKUP_EXISTS', `${target} is there already`, 'Name a new file, or replace it with --force');
  }
  const bar = progress('backup', null, 'pages');
  const { rows, sizeBytes } = await backupStore(db, target, bar.advance);
  bar.done();
  return {
    json: { file: target, sizeBytes, rows: Object.fromEntries(rows.map(({ table, rows: count }) => [table, count])) },
    headline: `wrote ${target}, checked`,
    tables: [{ fields: ['table', 'rows'], rows: [...rows] }],
  };
}

function targetOf(file: string, now: string): string {
  const path = resolve(file);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? join(path, `creo-${now.slice(0, 19).replaceAll(':', '')}Z.db`) : path;
}
