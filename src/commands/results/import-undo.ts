/** `creo import undo`: the store as it was before one import. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { undoAds } from '../../store/ads.js';
import { inTransaction } from '../../store/database.js';
import { importById, markUndone } from '../../store/imports.js';
import { undoMadeCreatives } from '../../store/made-creatives.js';
import { undoAdDays } from '../../store/undo-days.js';
import type { Context } from '../../work/context.js';

export interface UndoOptions {
  importId: number;
}

export function run({ db, now }: Context, { importId }: UndoOptions): View {
  const file = inTransaction(db, () => {
    const found = importById(db, importId);
    if (!found)
      throw new UserError('NO_IMPORT', `There is no import ${importId}`, '`creo import list` shows their numbers');
    if (found.undoneAt !== null)
      throw new UserError(
        'UNDONE_BEFORE',
        `Import ${importId} was undone on ${found.undoneAt.slice(0, 10)}`,
        '`creo import list` shows which still count',
      );
    markUndone(db, importId, now());
    undoAdDays(db, importId);
    undoAds(db, importId);
    undoMadeCreatives(db);
    return found.file;
  });
  return {
    json: { importId, file },
    headline: `Undid import ${importId} of ${file}: what it replaced is back.`,
    tables: [],
  };
}
