/** `creo rename OLD NEW`: the old name stays known, so that later exports still find the creative. `--json`: `{ creativeId, creative }`. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { creativeByName, creativeNamed, renameCreative } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import type { Context } from '../../work/context.js';

export interface RenameOptions {
  from: string;
  to: string;
}

export function run({ db }: Context, { from, to }: RenameOptions): View {
  const creative = creativeNamed(db, from);
  const name = to.trim();
  if (name === '') throw new UserError('BAD_NAME', 'The new name is empty', 'Give a name with at least one letter');
  const other = creativeByName(db, name);
  if (other && other.creativeId !== creative.creativeId) {
    throw new UserError(
      'NAME_TAKEN',
      `Another creative is already named ${name}`,
      'Choose another name, or rename that one first',
    );
  }
  if (name !== creative.name) inTransaction(db, () => renameCreative(db, creative, name));
  return {
    json: { creativeId: creative.creativeId, creative: name },
    headline: `${creative.name} is now ${name}`,
    tables: [],
  };
}
