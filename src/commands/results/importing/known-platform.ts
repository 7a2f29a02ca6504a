/**
 * Tables that bear no mark of a platform, as presets of a few columns often do: where the store knows ads of the first rows,
 * all by one platform, and that platform writes such headers, the table is one of it. Else the same delivery would count
 * twice, once under a platform and once under none.
 */
import { assignColumns, type ByHand, type Warning } from '../../../ingest/columns.js';
import { detect, type Layout, matchOf } from '../../../ingest/detect.js';
import { GENERIC } from '../../../ingest/platforms/generic.js';
import { platformById } from '../../../ingest/platforms/index.js';
import type { Platform, Role } from '../../../ingest/roles.js';
import { knowsAd, platformsOfAds } from '../../../store/ads.js';
import type { Store } from '../../../store/database.js';

/** The layout to read the table by, and what to say when it is another than its own headers tell. */
export function knownLayout(
  db: Store,
  head: Uint8Array,
  layout: Layout,
  byHand: ByHand,
): { layout: Layout; warning: Warning | null } {
  if (layout.platform.id !== GENERIC.id || layout.firstRows.length === 0) return { layout, warning: null };
  const fitting = platformsOfAds(db).flatMap((id) => {
    const platform = platformById(id);
    if (!platform || platform.id === GENERIC.id || !writesThese(platform, layout)) return [];
    const read = detect(head, [platform], [...byHand.values()]);
    return read !== null && read.headerLine === layout.headerLine && knowsRows(db, read, byHand) ? [read] : [];
  });
  const [only, other] = fitting;
  if (only === undefined || other !== undefined) return { layout, warning: null };
  const { title, id } = only.platform;
  return {
    layout: only,
    warning: {
      code: 'KNOWN_PLATFORM',
      message: `no header names the platform; the ads are those of ${title} in the store, so it is read as ${title}'s (else: --platform, not ${id})`,
    },
  };
}

/** Whether the platform knows every header that the generic table knows. */
const writesThese = (platform: Platform, { headers }: Layout): boolean =>
  headers.every((header) => matchOf(GENERIC, header) === null || matchOf(platform, header) !== null);

const NAMES: readonly Role[] = ['campaign', 'adGroup', 'ad'];

function knowsRows(db: Store, layout: Layout, byHand: ByHand): boolean {
  const { at } = assignColumns(layout, byHand);
  const { platform, firstRows } = layout;
  return firstRows.some((row) => {
    const cell = (role: Role): string | null => {
      const column = at[role];
      return (column === undefined ? '' : (row[column] ?? '')).trim() || null;
    };
    // A total or a note under the table names no ad.
    if (NAMES.every((role) => cell(role) === null) && cell('adId') === null) return false;
    const [campaign, adGroup, adName] = NAMES.map(cell);
    const names = { campaign: campaign ?? null, adGroup: adGroup ?? null, adName: adName ?? null };
    return knowsAd(db, { platform: platform.id, externalId: cell('adId'), ...names });
  });
}
