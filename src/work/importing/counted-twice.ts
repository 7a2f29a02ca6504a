/** A tracker's file and a platform's of the same ads do not both count: the tracker's tells conversions beside the platform's. */
import { UserError } from '../../errors.js';
import { conversionColumns, sourceOf } from '../../ingest/conversion-sources.js';
import type { Layout } from '../../ingest/detect.js';
import type { Store } from '../../store/database.js';
import { countedTwice, hasPlatformAds, isTracker } from '../../store/double-counting.js';
import { sourceJoiner } from '../../store/source-joins.js';

/**
 * Refuses a tracker's table whose first rows name ads that a platform's report told of, by id or name. To be called before
 * its rows are written. Throws UserError COUNTED_TWICE.
 */
export function refuseKnownAds(db: Store, { platform, headers, firstRows }: Layout): void {
  if (!isTracker(platform.id) || !hasPlatformAds(db)) return;
  const texts = headers.map(({ text }) => text);
  const columns = conversionColumns(texts, sourceOf(texts));
  const join = sourceJoiner(db, (id) => !isTracker(id));
  for (const row of firstRows) {
    const cell = (role: 'ad' | 'utmContent' | 'creative'): string => (row[columns.get(role) ?? -1] ?? '').trim();
    const found = join({
      client: '',
      account: '',
      platform: '',
      ad: cell('ad'),
      creative: cell('creative'),
      utmContent: cell('utmContent'),
      utmCampaign: '',
    });
    if (found.adIds === null) continue;
    throw new UserError(
      'COUNTED_TWICE',
      `it tells of "${cell('ad') || cell('utmContent') || cell('creative')}", whose spend the platform's own report has`,
      "Keep its conversions beside the platform's, with --as conversions; for other traffic, name the platform with --platform",
    );
  }
}

/** Refuses an import by which a creative's spend is told by a tracker and a platform. Throws UserError COUNTED_TWICE. */
export function refuseCountedTwice(db: Store, importId: number): void {
  const twice = countedTwice(db, importId);
  if (twice === null) return;
  const { creative, platform, tracker, file } = twice;
  throw twice.importId === importId
    ? new UserError(
        'COUNTED_TWICE',
        `it tells of "${creative}", whose spend on the same days the report of ${platform} has`,
        "Keep its conversions beside the platform's, with --as conversions; for other traffic, name the platform with --platform",
      )
    : new UserError(
        'COUNTED_TWICE',
        `the spend of "${creative}" on the same days came with ${file} of ${tracker} already`,
        `Take that file back with creo import undo ${twice.importId}, import this one, then that one with --as conversions`,
      );
}
