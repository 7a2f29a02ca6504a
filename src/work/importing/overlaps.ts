/** Reports of one delivery at two levels or grains. */
import { UserError } from '../../errors.js';
import type { Warning } from '../../ingest/columns.js';
import type { RowsRead } from '../../ingest/row-reading.js';
import type { Store } from '../../store/database.js';
import {
  type Overlap,
  overlapOf,
  replaceOverlaps,
  type SetAside,
  type UnknownOverlap,
  unknownOverlapOf,
} from '../../store/overlaps.js';
import { dayOf, unitsOf } from '../../units.js';
import type { ImportOptions } from './options.js';

/** Two reports of one delivery at different levels or grains would count it twice: only one may stand. */
export function settleOverlaps(
  db: Store,
  importId: number,
  { firstDay, lastDay }: RowsRead,
  { replace }: ImportOptions,
): Warning[] {
  const aside = replace ? replaceOverlaps(db, importId) : null;
  const overlap = overlapOf(db, importId);
  const isBeyond = ({ dateStart, dateEnd }: { dateStart: number; dateEnd: number }): boolean =>
    dateStart < (firstDay ?? dateStart) || dateEnd > (lastDay ?? dateEnd);
  if (overlap) throw overlapping(overlap, isBeyond(overlap) ? daysOf(firstDay ?? 0, lastDay ?? 0) : null);
  const unknown = unknownOverlapOf(db, importId);
  if (unknown) throw sameCampaign(unknown);
  return aside === null ? [] : [replaced(aside, isBeyond(aside) ? daysOf(firstDay ?? 0, lastDay ?? 0) : null)];
}

const daysOf = (dateStart: number, dateEnd: number): string =>
  dateStart === dateEnd ? dayOf(dateStart) : `${dayOf(dateStart)} to ${dayOf(dateEnd)}`;

/** `only` are the days of the file, where the older row reaches beyond them. */
function overlapping({ name, level, dateStart, dateEnd, isOwn }: Overlap, only: string | null): UserError {
  const days = daysOf(dateStart, dateEnd);
  if (isOwn === 1) {
    return new UserError(
      'OVERLAP',
      `"${name}" has periods in this file that overlap (one of them ${days})`,
      'Export the report by day, or for one period',
    );
  }
  return new UserError(
    'OVERLAP',
    `the store already has "${name}" by ${level.replace('_', ' ')} for ${days}, and this file tells of the same delivery at another level or grain`,
    only === null
      ? 'Say which should stand: --replace takes this file and sets the older rows aside'
      : `Export all of ${days} at the level and grain of this file and import that with --replace; with this file, of ${only}, it would set the older rows aside whole, and what was delivered on the other days would be in no row`,
  );
}

const sameCampaign = ({ campaign, platform, importId }: UnknownOverlap): UserError =>
  new UserError(
    'OVERLAP',
    `the campaign "${campaign}" is in import ${importId} at another level, with about the same figures on the same days: one of the two names no platform and the other is ${platform}'s, so one delivery would count twice`,
    `Leave this file out, or take the other back with \`creo import undo ${importId}\` and import this one again; if they are two deliveries, import the one that names no platform with --platform`,
  );

/** What the store holds no more, in sums, and that some of it may be in no row now. */
function replaced(aside: SetAside, only: string | null): Warning {
  const { rows, impressions, spendMicros, conversions, currency, dateStart, dateEnd } = aside;
  const sums = [
    ...(spendMicros === null
      ? []
      : [`spend ${unitsOf(spendMicros).toFixed(2)}${currency === null ? '' : ` ${currency}`}`]),
    ...(impressions === null ? [] : [`${impressions.toLocaleString('en-US')} impressions`]),
    ...(conversions === null ? [] : [`${conversions.toLocaleString('en-US')} conversions`]),
  ].join(', ');
  const beyond =
    only === null
      ? ''
      : `; this file has only ${only}, so what was delivered on the other days is in no row now: import those days at the same level, or undo this import`;
  return {
    code: 'OVERLAP_REPLACED',
    message: `${rows === 1 ? 'one older row' : `${rows} older rows`} of the same delivery at another level or grain, ${daysOf(dateStart, dateEnd)}, ${rows === 1 ? 'was' : 'were'} set aside: ${sums}${beyond}`,
  };
}
