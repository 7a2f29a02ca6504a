/**
 * Tables that bear no mark of a platform, as presets of a few columns often do: where the store knows their ads by one
 * platform, and that platform writes such headers, the table is one of it. Else the same delivery would count twice, once
 * under a platform and once under none.
 */
import { UserError } from '../../errors.js';
import { assignColumns, levelOf, type Warning } from '../../ingest/columns.js';
import { detect, type Layout, matchOf } from '../../ingest/detect.js';
import { GENERIC } from '../../ingest/platforms/generic.js';
import { platformById } from '../../ingest/platforms/index.js';
import { prepare, readerAtHeader, settled, type Wishes } from '../../ingest/prepare.js';
import { bytesSource } from '../../ingest/record-reader.js';
import type { Platform, Role } from '../../ingest/roles.js';
import { isNoName } from '../../ingest/total-rows.js';
import type { TotalKey } from '../../metrics/totals.js';
import { type AdIndex, adIndex, platformsOfAds } from '../../store/ad-index.js';
import type { Store } from '../../store/database.js';
import type { FigureChange } from '../../store/day-changes.js';
import { REVISED_BY } from '../../store/same-delivery.js';
import type { ImportOptions } from './options.js';
import type { Decided } from './reading.js';

/** Rows of the head that are looked up. */
const MOST_ROWS = 1000;

export interface KnownLayout {
  layout: Layout;
  /** Said when the layout is another than the headers alone tell. */
  warning: Warning | null;
}

/**
 * The layout to read a table by. `head` are its first bytes. Throws UserError PLATFORM_DOUBT where the store knows its ads
 * by several platforms alike.
 */
export function knownLayout(db: Store, head: Uint8Array, layout: Layout, wishes: Wishes): KnownLayout {
  const itself = { layout, warning: null };
  if (layout.platform.id !== GENERIC.id || layout.firstRows.length === 0) return itself;
  if (assignColumns(layout, wishes.columns).at.platform !== undefined) return itself;
  const ofNone = adIndex(db, GENERIC.id);
  const fitting = platformsOfAds(db).flatMap((id) => {
    const platform = platformById(id);
    if (!platform || platform.id === GENERIC.id || !writesThese(platform, layout)) return [];
    const read = detect(head, [platform], [...wishes.columns.values()]);
    if (read === null || read.headerLine !== layout.headerLine || read.delimiter !== layout.delimiter) return [];
    const rows = rowsKnown(head, read, wishes, adIndex(db, id), ofNone);
    return rows > 0 ? [{ read, rows }] : [];
  });
  const [best, second] = fitting.sort((a, b) => b.rows - a.rows);
  if (best === undefined) return itself;
  const { title, id } = best.read.platform;
  if (second !== undefined && second.rows === best.rows) throw ofTwo(id, second.read.platform.id);
  return {
    layout: best.read,
    warning: {
      code: 'KNOWN_PLATFORM',
      message: `no header names the platform; the ads are those of ${title} in the store, so it is read as ${title}'s (else: --platform, not ${id})`,
    },
  };
}

/** The table as the store knows its ads by now: a file of the same import may just have brought them. */
export function adoptKnown(db: Store, given: Decided, { platform, map }: ImportOptions): Decided {
  if (platform !== null || map !== null) return given;
  const { table, wishes } = given;
  const { layout, warning } = knownLayout(db, table.head, given.layout, wishes);
  if (warning === null) return given;
  const { reading, warnings } = settled(prepare(layout, table.name, () => table.open(), wishes));
  return { table, layout, wishes, prepared: { reading, warnings: [warning, ...warnings] }, isAdopted: true };
}

/** Whether the platform knows every header that the generic table knows. */
const writesThese = (platform: Platform, { headers }: Layout): boolean =>
  headers.every((header) => matchOf(GENERIC, header) === null || matchOf(platform, header) !== null);

const ID_OF = { ad: 'adId', ad_group: 'adGroupId', campaign: 'campaignId', account: 'accountId' } as const;

/** How many of the first rows are of ads that the store knows by the platform of the layout, and not by none. */
function rowsKnown(head: Uint8Array, layout: Layout, wishes: Wishes, known: AdIndex, ofNone: AdIndex): number {
  const columns = assignColumns(layout, wishes.columns);
  const { at } = columns;
  const level = levelOf(columns);
  const reader = readerAtHeader(bytesSource(head), layout);
  let found = 0;
  try {
    for (let row = 0; row < MOST_ROWS && reader.next(); row += 1) {
      const cell = (role: Role): string | null => {
        const column = at[role];
        if (column === undefined || column >= reader.count) return null;
        const text = reader.text(column).trim();
        return isNoName(text) ? null : text;
      };
      const ad = {
        level,
        account: cell('account') ?? cell('accountId') ?? wishes.account ?? '',
        externalId: cell(ID_OF[level]),
        campaign: cell('campaign'),
        adGroup: level === 'campaign' ? null : cell('adGroup'),
        adName: level === 'ad' ? cell('ad') : null,
      };
      if (known.has(ad) && !ofNone.has(ad)) found += 1;
    }
  } catch (thrown) {
    // The head ends in the middle of a quoted cell.
    if (!(thrown instanceof UserError)) throw thrown;
  }
  return found;
}

const DELIVERY: readonly TotalKey[] = ['impressions', 'clicks', 'spendMicros'];

/** Throws UserError PLATFORM_DOUBT where ads that were taken for one platform's by their names deliver much else on the same days. */
export function refuseOtherFigures(changed: readonly FigureChange[], platform: string): void {
  const other = changed.find(
    ({ figure, before, after }) => DELIVERY.includes(figure) && Math.abs(after - before) > REVISED_BY * before,
  );
  if (other === undefined) return;
  throw new UserError(
    'PLATFORM_DOUBT',
    `ads of these names are in the store both from ${platform} and from a table that names no platform, with other figures on the same days: they may be of two platforms`,
    `If the table is ${platform}'s, say --platform ${platform}; if not, import the table with --platform and its own platform's name`,
  );
}

const ofTwo = (first: string, second: string): UserError =>
  new UserError(
    'PLATFORM_DOUBT',
    `no header names the platform, and the store has ads of these names from both ${first} and ${second}: one delivery could count twice`,
    `Say whose table it is with --platform ${first} or --platform ${second}; --platform generic keeps its ads apart from both`,
  );
