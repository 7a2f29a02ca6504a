/** Tables of conversions that a second source counted: analytics, trackers, shops. By day or by order; never added to spend. */
import { UserError } from '../errors.js';
import { dayOf } from '../units.js';
import { ConversionRowReader } from './conversion-rows.js';
import {
  CONVERSION_ROLES,
  type ConversionRole,
  conversionColumns,
  isConversionHeader,
  sourceOf,
  UNKNOWN_SOURCE,
} from './conversion-sources.js';
import { headerKey } from './headers.js';
import type { DecimalSign } from './numbers.js';
import type { DateOrder } from './roles.js';
import type { TextRecord } from './text-records.js';

export interface ConversionRow {
  /** What makes it the same row in another file: the order, else the day and what it says of the ad. */
  key: string;
  /** Whole days since 1970-01-01. */
  day: number;
  conversions: number;
  revenueMicros: number | null;
  currency: string | null;
  account: string;
  platform: string;
  ad: string;
  creative: string;
  utmContent: string;
  utmCampaign: string;
}

export interface ConversionTable {
  source: string;
  rows: ConversionRow[];
  rowsRead: number;
  /** Lines of a total, which repeat the others. */
  totalsRowsIgnored: number;
  /** Headers by role. */
  columns: Record<string, string>;
  problems: { line: number; column: string; message: string }[];
}

export interface ConversionWishes {
  source: string | null;
  currency: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  /** Header that counts as a conversion. */
  conversion: string | null;
  /** Headers by role, given by hand. */
  columns: ReadonlyMap<string, string>;
}

/** Reads a whole table. Throws UserError NO_CONVERSIONS for another table, NO_DAYS without one, AMBIGUOUS_DATES. */
export function readConversions(records: readonly TextRecord[], wishes: ConversionWishes): ConversionTable {
  const at = headerAt(records, wishes);
  const headers = records[at]?.cells.map((cell) => cell.replace(/^\ufeff/, '').trim()) ?? [];
  const known = sourceOf(headers);
  const columns = conversionColumns(headers, known);
  for (const [role, header] of byHand(wishes)) columns.set(role, columnOf(headers, header));
  const source = wishes.source ?? known?.id ?? UNKNOWN_SOURCE;
  if (!columns.has('day'))
    throw new UserError(
      'NO_DAYS',
      'No column holds the day',
      'Export it by day, or name the column: --column day=HEADER',
    );
  if (source !== 'shopify' && !wishes.columns.has('order') && isOnlyAName(headers, columns)) columns.delete('order');
  if (!columns.has('conversions') && !columns.has('order'))
    throw new UserError(
      'NO_CONVERSIONS',
      'No column counts conversions or numbers orders',
      'Name one with --conversion HEADER, or --column order=HEADER',
    );
  // A comment stands alone in its line; the number of an order begins with the same sign.
  const isComment = ({ cells: [first = '', ...rest] }: TextRecord): boolean =>
    first.startsWith('#') && rest.every((cell) => cell.trim() === '');
  const body = records.slice(at + 1).filter((record) => !isComment(record));
  return new ConversionRowReader(headers, columns, body, wishes, source).read();
}

/** `Name` is the number of an order at Shopify, and anything elsewhere. */
const isOnlyAName = (headers: readonly string[], columns: ReadonlyMap<ConversionRole, number>): boolean =>
  headerKey(headers[columns.get('order') ?? -1] ?? '') === 'name';

function headerAt(records: readonly TextRecord[], wishes: ConversionWishes): number {
  const named = [...wishes.columns.values()].map(headerKey);
  const at = records
    .slice(0, 60)
    .findIndex(
      ({ cells }) =>
        isConversionHeader(cells) || (named.length > 0 && named.every((name) => cells.map(headerKey).includes(name))),
    );
  if (at >= 0) return at;
  throw new UserError(
    'NO_CONVERSIONS',
    'No line is the header of conversions by day or order',
    'Export them with the day, say which column is what with --column day=HEADER --column conversions=HEADER, or leave --as away for a report with spend',
  );
}

function byHand({ columns, conversion }: ConversionWishes): [ConversionRole, string][] {
  const found = [...columns].map(([name, header]): [ConversionRole, string] => {
    const role = CONVERSION_ROLES.find((each) => each === name);
    if (role !== undefined) return [role, header];
    throw new UserError(
      'BAD_COLUMN',
      `"${name}" is nothing that a column of conversions can be`,
      `--column takes ROLE=HEADER, with a role of ${CONVERSION_ROLES.join(', ')}`,
    );
  });
  return conversion === null ? found : [...found, ['conversions', conversion]];
}

function columnOf(headers: readonly string[], header: string): number {
  const column = headers.findIndex((each) => headerKey(each) === headerKey(header));
  if (column >= 0) return column;
  throw new UserError('BAD_COLUMN', `No column is called "${header}"`, `There are: ${headers.join(', ')}`);
}

/** The days of some rows, first and last; null for none. */
export const daysOf = (rows: readonly ConversionRow[]): { dateStart: string | null; dateEnd: string | null } => {
  const days = rows.map(({ day }) => day);
  return days.length === 0
    ? { dateStart: null, dateEnd: null }
    : {
        dateStart: dayOf(days.reduce((a, b) => Math.min(a, b))),
        dateEnd: dayOf(days.reduce((a, b) => Math.max(a, b))),
      };
};
