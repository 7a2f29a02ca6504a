/** `creo restore`: makes the store what a backup holds, and keeps what was there. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { restoreStore } from '../../store/backup.js';
import type { Context } from '../../work/context.js';

export interface RestoreOptions {
  file: string;
  /** Replace the store that is there; it is kept beside the new one. */
  force: boolean;
}

export async function run({ config, now, progress }: Context, { file, force }: RestoreOptions): Promise<View> {
  const from = resolve(file);
  const { dbPath } = config;
  if (from === dbPath) {
    throw new UserError('BACKUP_IS_STORE', 'The backup is the store itself', 'Name a file that `creo backup` wrote');
  }
  if (existsSync(dbPath) && !force) {
    throw new UserError(
      'STORE_EXISTS',
      `There is a store at ${dbPath} already`,
      'Replace it with --force, which keeps it beside the new one, or restore to another place with --db PATH',
    );
  }
  const bar = progress('restore', null, 'pages');
  const keepAt = `${dbPath}.before-restore-${now().slice(0, 19).replaceAll(':', '')}Z`;
  const { rows, sizeBytes, keptAt } = await restoreStore(from, dbPath, keepAt, bar.advance);
  bar.done();
  return {
    json: {
      file: dbPath,
      from,
      keptAt,
      sizeBytes,
      rows: Object.fromEntries(rows.map(({ table, rows: count }) => [table, count])),
    },
    headline: `restored ${dbPath} from ${from}, checked`,
    tables: [{ fields: ['table', 'rows'], rows: [...rows] }],
    ...(keptAt === null ? {} : { notes: [`the store that was there is now ${keptAt}`] }),
  };
}
