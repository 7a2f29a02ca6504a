/** What the user asks of an import. */
import { UserError } from '../../errors.js';
import { NAMED_ROLES } from '../../ingest/column-map.js';
import type { Layout } from '../../ingest/detect.js';
import { checkedCurrency } from '../../ingest/file-currency.js';
import type { DecimalSign } from '../../ingest/numbers.js';
import type { Wishes } from '../../ingest/prepare.js';
import type { DateOrder, Role } from '../../ingest/roles.js';
import type { Store } from '../../store/database.js';
import { defaultsOf } from '../../store/defaults.js';
import { setting } from '../../store/settings.js';
import { type Day, dayNumber } from '../../units.js';

/** How exports are read, whichever way they come. */
export interface ReadingOptions {
  platform: string | null;
  currency: string | null;
  account: string | null;
  conversion: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  skipBadRows: boolean;
  replace: boolean;
}

export interface ImportOptions extends ReadingOptions {
  paths: readonly string[];
  from: Day | null;
  to: Day | null;
  /** Headers by role, given by hand. */
  columns: ReadonlyMap<string, string>;
  /** A file with a column map. */
  map: string | null;
  /** A file with a query that stands for the table of a warehouse. */
  query: string | null;
  /** How many of the newest days of a warehouse to read again; null: as many as platforms revise. */
  days: number | null;
  dryRun: boolean;
}

/** A file and no more: what is not said is read from it, or asked. */
export const NOTHING_ASKED: Omit<ImportOptions, 'paths'> = {
  platform: null,
  currency: null,
  account: null,
  conversion: null,
  dateOrder: null,
  decimal: null,
  from: null,
  to: null,
  columns: new Map(),
  map: null,
  query: null,
  days: null,
  dryRun: false,
  skipBadRows: false,
  replace: false,
};

/** What was asked of one table, with what earlier imports remember of its platform and account. */
export function wishesFor(db: Store, layout: Layout, options: ImportOptions): Wishes {
  const remembered =
    options.conversion === null ? (setting(db, conversionKey(layout, options)) ?? defaultsOf(db).conversion) : null;
  return {
    currency: options.currency === null ? null : checkedCurrency(options.currency),
    account: options.account,
    dateOrder: options.dateOrder,
    decimal: options.decimal,
    conversion: options.conversion ?? remembered,
    conversionIsRemembered: remembered !== null,
    period: periodAsked(options),
    columns: rolesByHand(options.columns),
  };
}

/** Throws UserError NO_WAREHOUSE where an option of warehouses would be passed over. */
export function checkWarehouseOptions(addresses: readonly string[], { query, days }: ImportOptions): void {
  if (addresses.length > 0 || (query === null && days === null)) return;
  throw new UserError(
    'NO_WAREHOUSE',
    `--${query === null ? 'days' : 'query'} is for warehouses, and a file is none`,
    'Leave it out, or name a warehouse such as clickhouse://user@host:8123/database',
  );
}

/** Setting that remembers the choice of conversion for a platform and account. */
export const conversionKey = ({ platform }: Layout, { account }: ImportOptions): string =>
  `conversion:${platform.id}:${account ?? ''}`;

export function rolesByHand(columns: ReadonlyMap<string, string>): ReadonlyMap<Role, string> {
  return new Map(
    [...columns].map(([name, header]) => {
      const role = NAMED_ROLES.find((known) => known === name);
      if (role !== undefined) return [role, header];
      throw new UserError(
        'BAD_COLUMN',
        `"${name}" is nothing that a column can be`,
        `--column takes ROLE=HEADER, with a role of ${NAMED_ROLES.join(', ')}`,
      );
    }),
  );
}

function periodAsked({ from, to }: ImportOptions): Wishes['period'] {
  if (from === null && to === null) return null;
  const start = dayNumber(from ?? to ?? '');
  const end = dayNumber(to ?? from ?? '');
  if (start === null || end === null || end < start) {
    throw new UserError(
      'BAD_PERIOD',
      `The period from ${from ?? to} to ${to ?? from} ends before it starts`,
      'Give --from and --to as YYYY-MM-DD',
    );
  }
  return { start, end };
}
