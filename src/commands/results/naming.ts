/** `creo naming`: the convention by which names of ads hold tags, and the names that do not fit it. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { parseNaming, readNaming } from '../../ingest/naming.js';
import { allCreatives } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { saveNaming, saveNamingTags, storedNaming } from '../../store/naming.js';
import { removeTagsOf } from '../../store/tags.js';
import type { Context } from '../context.js';

export interface NamingOptions {
  /** A new convention; null applies the one that is set. */
  pattern: string | null;
  /** Forget the convention and its tags. */
  clear: boolean;
}

export function run({ db }: Context, { pattern: wanted, clear }: NamingOptions): View {
  if (clear) {
    inTransaction(db, () => {
      saveNaming(db, null);
      removeTagsOf(db, 'naming');
    });
    return {
      json: { pattern: null, fits: 0, misfits: [] },
      headline: 'The naming convention and its tags are gone.',
      tables: [],
    };
  }
  const pattern = wanted ?? storedNaming(db);
  if (pattern === null)
    throw new UserError(
      'NO_NAMING',
      'No naming convention is set',
      "Set one: creo naming set '{hook}_{creator}_{angle}_{version}'",
    );
  const naming = parseNaming(pattern);
  let fits = 0;
  const misfits: { creative: string; failsAt: string; reason: string }[] = [];
  inTransaction(db, () => {
    saveNaming(db, pattern);
    removeTagsOf(db, 'naming');
    for (const { creativeId, name } of allCreatives(db)) {
      const read = readNaming(naming, name);
      if ('tags' in read) {
        fits += 1;
        saveNamingTags(db, creativeId, read.tags);
      } else misfits.push({ creative: name, ...read });
    }
  });
  return {
    json: { pattern, fits, misfits },
    headline: `${fits} names fit ${pattern}, ${misfits.length} do not.`,
    tables: [{ fields: ['creative', 'failsAt', 'reason'], rows: misfits }],
  };
}
