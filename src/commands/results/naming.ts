/** `creo naming`: the convention by which names of ads hold tags, and the names that do not fit it. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { storedNaming } from '../../store/naming.js';
import type { Context } from '../../work/context.js';
import { clearNaming, setNaming } from '../../work/set-naming.js';

export interface NamingOptions {
  /** A new convention; null applies the one that is set. */
  pattern: string | null;
  /** Forget the convention and its tags. */
  clear: boolean;
}

export function run({ db }: Context, { pattern: wanted, clear }: NamingOptions): View {
  if (clear) {
    clearNaming(db);
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
  const { fits, misfits } = setNaming(db, pattern);
  return {
    json: { pattern, fits, misfits },
    headline: `${fits} names fit ${pattern}, ${misfits.length} do not.`,
    tables: [{ fields: ['creative', 'failsAt', 'reason'], rows: misfits }],
  };
}
