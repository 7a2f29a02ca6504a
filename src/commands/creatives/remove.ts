/** `creo remove NAME…`: takes creatives out of the library; their ads and results stay. `--json`: `{ removed: [name] }`. */
import type { View } from '../../fields.js';
import { creativeNamed, removeCreative } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import type { Context } from '../../work/context.js';

export interface RemoveOptions {
  names: readonly string[];
}

export function run({ db }: Context, { names }: RemoveOptions): View {
  const creatives = names.map((name) => creativeNamed(db, name));
  inTransaction(db, () => {
    for (const { creativeId } of creatives) removeCreative(db, creativeId);
  });
  const removed = [...new Set(creatives.map(({ name }) => name))];
  return {
    json: { removed },
    headline: `Removed ${removed.join(', ')}`,
    tables: [],
    notes: [
      'The media files are where they were; results already imported stay, and `creo match` can give them a creative again.',
    ],
  };
}
