/** Ads that a file brings under new names count once. */
import { UserError } from '../../errors.js';
import type { Warning } from '../../ingest/columns.js';
import type { RowsRead } from '../../ingest/row-reading.js';
import type { AdDayWriter } from '../../store/ad-day-writer.js';
import type { Store } from '../../store/database.js';
import { setAside, takeNames } from '../../store/rename-ads.js';
import { type Rename, type Renames, renamesIn } from '../../store/renames.js';
import type { ImportOptions } from './options.js';

const SHOWN = 3;

export interface Renamed {
  /** Ads and creatives that were made for new names and went away again. */
  ads: number;
  creatives: number;
  warnings: readonly Warning[];
}

/**
 * Finds ads that the file leaves out while it has others with the same figures, and makes one ad of each two. Throws
 * UserError RENAMED where both are known from other imports, so that only the user can say which should stand.
 */
export function settleRenames(
  db: Store,
  importId: number,
  writer: AdDayWriter,
  inFile: ReadonlySet<number>,
  { firstDay, lastDay }: RowsRead,
  { replace }: ImportOptions,
): Renamed {
  if (firstDay === null || lastDay === null || !writer.hasNew) return { ads: 0, creatives: 0, warnings: [] };
  const { sure, doubtful } = renamesIn(db, importId, inFile, firstDay, lastDay);
  let ads = 0;
  let creatives = 0;
  for (const rename of sure) {
    if (rename.isNew) {
      writer.moveTo(rename.adId, rename.newAdId);
      if (takeNames(db, importId, rename)) creatives += 1;
      ads += 1;
    } else if (replace) {
      setAside(db, importId, rename.adId, firstDay, lastDay);
    } else throw sameUnderTwoNames(rename);
  }
  return {
    ads,
    creatives,
    warnings: [...(sure.length === 0 ? [] : [said(sure)]), ...(doubtful.length === 0 ? [] : [doubts(doubtful)])],
  };
}

function said(renames: readonly Rename[]): Warning {
  const shown = renames
    .slice(0, SHOWN)
    .map(({ name, newName }) => (name === newName ? `"${name}" of another table` : `"${name}" is now "${newName}"`));
  const more = renames.length > SHOWN ? `, and ${renames.length - SHOWN} more` : '';
  return {
    code: 'RENAMED',
    message: `${renames.length === 1 ? 'one name is new' : `${renames.length} names are new`} for the same figures on the same days, so they count once: ${shown.join(', ')}${more}`,
  };
}

function doubts(pairs: Renames['doubtful']): Warning {
  const [[name, newName] = ['', '']] = pairs;
  const more = pairs.length > 1 ? ` (and ${pairs.length - 1} more such pairs)` : '';
  if (name === newName) {
    return {
      code: 'MAYBE_RENAMED',
      message: `"${name}" is in the store from another platform or table, with about the same figures on the same days${more}: both count; if they are one, undo this import and say whose table it is with --platform`,
    };
  }
  return {
    code: 'MAYBE_RENAMED',
    message: `"${name}" is not in this file and "${newName}" is new in it, on the same days and in the same place${more}: their figures do not prove that they are one, so both count; if one is the new name of the other, undo this import and export both periods under one name`,
  };
}

const sameUnderTwoNames = ({ name, newName }: Rename): UserError =>
  new UserError(
    'RENAMED',
    `"${newName}" has the figures that the store already has for "${name}" on the same days: they seem to be one ad, kept under two names or once without its id, and would count twice`,
    'Leave it out if so; --replace takes this file and sets the older rows of the other name aside',
  );
