/** Reports of one delivery at two levels or grains. */
import { UserError } from '../../../errors.js';
import type { Warning } from '../../../ingest/columns.js';
import type { Store } from '../../../store/database.js';
import { overlapOf, replaceOverlaps } from '../../../store/overlaps.js';
import { dayOf } from '../../../units.js';
import type { ImportOptions } from './plan.js';

/** Two reports of one delivery at different levels or grains would count it twice: only one may stand. */
export function settleOverlaps(db: Store, importId: number, { replace }: ImportOptions): Warning[] {
  const moved = replace ? replaceOverlaps(db, importId) : 0;
  const overlap = overlapOf(db, importId);
  if (overlap) {
    const days =
      overlap.dateStart === overlap.dateEnd
        ? dayOf(overlap.dateStart)
        : `${dayOf(overlap.dateStart)} to ${dayOf(overlap.dateEnd)}`;
    throw new UserError(
      'OVERLAP',
      overlap.isOwn === 1
        ? `"${overlap.name}" has periods in this file that overlap (one of them ${days})`
        : `the store already has "${overlap.name}" by ${overlap.level.replace('_', ' ')} for ${days}, and this file tells of the same delivery at another level or grain`,
      overlap.isOwn === 1
        ? 'Export the report by day, or for one period'
        : 'Say which should stand: --replace takes this file and sets the older rows aside',
    );
  }
  return moved > 0
    ? [
        {
          code: 'OVERLAP_REPLACED',
          message: `${moved} older rows of the same delivery at another level or grain were set aside`,
        },
      ]
    : [];
}
