/** A look at the rows before they are read: how numbers and dates are written, and which kinds of result there are. */
import { MICROS_PER_UNIT } from '../units.js';
import type { Columns } from './columns.js';
import { currencyOf, isCurrencyCode } from './currencies.js';
import { dateOrderEvidence, monthOrderEvidence } from './dates.js';
import { type DecimalSign, decimalEvidence, readNumber } from './numbers.js';
import { OpenQuestion } from './open-question.js';
import type { RecordReader } from './record-reader.js';
import type { DateOrder, Role } from './roles.js';

/** Rows looked at first; the whole file only where these leave something open. */
export const SAMPLE_ROWS = 2000;

export interface Survey {
  /** Decimal sign of each column, where its own cells decide it. */
  decimals: ReadonlyMap<number, DecimalSign>;
  /** The sign that the file's cells decide together; null when none does. */
  fileDecimal: DecimalSign | null;
  /** Columns of amounts with cells such as `1,234` that fit both readings, and none that decides. */
  openColumns: readonly number[];
  dateOrder: 'dmy' | 'mdy' | null;
  /** True when there are dates that fit both orders and none that decides. */
  dateOrderIsOpen: boolean;
  /** Sum of the results of each kind; '' for rows without one. */
  kinds: ReadonlyMap<string, number>;
  /** Different cells of the column of weeks. */
  weeks: ReadonlySet<string>;
  /** Currencies that stand in cells of money, and whether the sign stands for several. */
  cellCurrencies: ReadonlyMap<string, boolean>;
  /** Codes in the currency column. */
  columnCurrencies: ReadonlySet<string>;
  /** True when the file ended within the rows looked at. */
  isWhole: boolean;
}

const COUNTS: readonly Role[] = ['impressions', 'clicks', 'allClicks', 'plays3s', 'thruplays'];
const AMOUNTS: readonly Role[] = ['spend', 'revenue', 'conversions', 'purchases', 'results'];
const DATED: readonly Role[] = ['day', 'dateStart', 'dateEnd', 'week', 'month', 'quarter', 'year'];
const MONTHLY: readonly Role[] = ['month', 'quarter', 'year'];
const NUMERIC_CELL = /^\s*(?:[\p{Sc}A-Z]{1,3}\$?\s?)?-?\d[\d.,'\s]*(?:\s?(?:%|\p{Sc}|[A-Z]{3}))?\s*$/u;
const DATE_CELL = /^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/;
const MOST_KINDS = 200;
/** Bytes of a cell beyond which it holds no number. */
const LONGEST_METRIC = 80;
const LONGEST_OTHER = 24;
const MOST_WEEKS = 400;

/** Looks at up to `limit` records; the reader stands on the header. */
export function survey(reader: RecordReader, columns: Columns, limit: number): Survey {
  const { at } = columns;
  const columnsOf = (roles: readonly Role[]): Set<number> =>
    new Set(roles.map((role) => at[role]).filter((column) => column !== undefined));
  const counts = columnsOf(COUNTS);
  const amounts = columnsOf(AMOUNTS);
  const words = columnsOf([
    'campaign',
    'campaignId',
    'adGroup',
    'adGroupId',
    'ad',
    'adId',
    'account',
    'accountId',
    ...DATED,
  ]);
  const days = DATED.flatMap((role) => {
    const column = at[role];
    return column === undefined ? [] : [{ role, column }];
  });
  const votes = new Map<number, { '.': number; ',': number; either: DecimalSign | null }>();
  const file = { '.': 0, ',': 0 };
  const orders = { dmy: 0, mdy: 0, either: 0 };
  const kinds = new Map<string, Record<DecimalSign, number>>();
  const counted = at.results ?? columns.results[0] ?? at.conversions;
  const cellCurrencies = new Map<string, boolean>();
  const columnCurrencies = new Set<string>();
  const weeks = new Set<string>();
  const money = columnsOf(['spend', 'revenue']);
  let seen = 0;
  for (; seen < limit && reader.next(); seen += 1) {
    for (let column = 0; column < reader.count; column += 1) {
      if (words.has(column) || reader.isBlank(column)) continue;
      const isMetric = counts.has(column) || amounts.has(column);
      if (reader.ends[column]! - reader.starts[column]! > (isMetric ? LONGEST_METRIC : LONGEST_OTHER)) continue;
      const text = reader.text(column);
      if (money.has(column)) {
        const sign = text.normalize('NFKC').replace(/[\d.,'\s()-]/g, '');
        const currency = sign === '' ? null : currencyOf(sign);
        if (currency) cellCurrencies.set(currency.code, currency.isGuess);
      }
      if (!NUMERIC_CELL.test(text.normalize('NFKC')) || DATE_CELL.test(text)) continue;
      const evidence = decimalEvidence(text);
      if (evidence === null) continue;
      const vote = votes.get(column) ?? { '.': 0, ',': 0, either: null };
      votes.set(column, vote);
      if (evidence !== 'either') {
        vote[evidence] += 1;
        file[evidence] += 1;
      } else {
        vote.either = text.includes(',') ? ',' : '.';
        // A count has no decimals: its one sign can only group digits.
        if (counts.has(column)) file[vote.either === ',' ? '.' : ','] += 1;
      }
    }
    for (const { role, column } of days) {
      const text = reader.text(column);
      const evidence = MONTHLY.includes(role) ? monthOrderEvidence(text) : dateOrderEvidence(text);
      if (evidence !== null) orders[evidence] += 1;
    }
    if (at.week !== undefined && weeks.size < MOST_WEEKS) weeks.add(reader.text(at.week));
    if (at.currency !== undefined) {
      const code = reader.text(at.currency).trim().toUpperCase();
      if (isCurrencyCode(code)) columnCurrencies.add(code);
    }
    if (at.resultKind !== undefined && kinds.size < MOST_KINDS) {
      const kind = reader.text(at.resultKind).trim();
      const sums = kinds.get(kind) ?? { '.': 0, ',': 0 };
      kinds.set(kind, sums);
      for (const sign of SIGNS) sums[sign] += counted === undefined ? 0 : numberIn(reader.text(counted), sign);
    }
  }
  const fileDecimal = file['.'] === file[','] ? null : file['.'] > file[','] ? '.' : ',';
  const decimals = new Map<number, DecimalSign>();
  const openColumns: number[] = [];
  for (const [column, vote] of votes) {
    if (vote['.'] !== vote[',']) decimals.set(column, vote['.'] > vote[','] ? '.' : ',');
    else if (vote.either !== null && counts.has(column)) decimals.set(column, vote.either === ',' ? '.' : ',');
    else if (vote.either !== null && fileDecimal === null && amounts.has(column)) openColumns.push(column);
  }
  return {
    decimals,
    fileDecimal,
    openColumns,
    dateOrder: orders.dmy === orders.mdy ? null : orders.dmy > orders.mdy ? 'dmy' : 'mdy',
    dateOrderIsOpen: orders.either > 0 && orders.dmy === 0 && orders.mdy === 0,
    kinds: new Map([...kinds].map(([kind, sums]) => [kind, sums[decimals.get(counted ?? -1) ?? fileDecimal ?? '.']])),
    weeks,
    cellCurrencies,
    columnCurrencies,
    isWhole: seen < limit,
  };
}

const SIGNS: readonly DecimalSign[] = ['.', ','];

function numberIn(text: string, decimal: DecimalSign): number {
  const { value } = readNumber(text, decimal);
  return value === null ? 0 : value / MICROS_PER_UNIT;
}

/** The order of `3/4/2026` in a file. Throws OpenQuestion DATE_ORDER when neither file, platform nor user decides it. */
export function decideDateOrder(
  found: Survey,
  wanted: DateOrder | null,
  ofPlatform: DateOrder | undefined,
): DateOrder | null {
  if (wanted !== null) return wanted;
  if (found.dateOrder !== null) return found.dateOrder;
  if (!found.dateOrderIsOpen) return null;
  if (ofPlatform !== undefined) return ofPlatform;
  throw new OpenQuestion(
    'dateOrder',
    'DATE_ORDER',
    'The dates fit both day/month and month/day, and the file does not decide it',
    'Say which with --date-order dmy or --date-order mdy',
  );
}
