/**
 * Tables of exchange rates: the ECB's historical reference file as published (`Date,USD,JPY,…,` with the newest day first, a
 * column per currency in units for one euro, a comma at the end, N/A where a currency had no rate), or rows of day,
 * currency and rate.
 */
import { UserError } from '../errors.js';
import { dayOf } from '../units.js';
import { readDay } from './dates.js';
import { headerKey } from './headers.js';

export interface TableRate {
  currency: string;
  /** YYYY-MM-DD. */
  day: string;
  perEuro: number;
}

/** A record with its place in the file. */
export interface RateRecord {
  line: number;
  cells: readonly string[];
}

const DAY = ['date', 'day', 'time period'];
const CODE = ['currency', 'currency code', 'code'];
const RATE = ['rate', 'per euro', 'per eur', 'value', 'obs value'];

/** Cells that say that there was no rate: holidays, and currencies before or after their time. */
const ABSENT = new Set(['', 'n/a', 'na', '-', '--']);

/** Whether a header is that of such a table: a day and several currency codes, or a day, a currency and a rate. */
export function isRateHeader(cells: readonly string[]): boolean {
  const keys = cells.map(headerKey);
  const has = (...names: string[]): boolean => keys.some((key) => names.includes(key));
  if (!has(...DAY)) return false;
  return (has(...CODE) && has(...RATE)) || cells.filter((cell) => /^[A-Z]{3}$/.test(cell.trim())).length >= 2;
}

/** Throws UserError NO_RATES for another table, BAD_RATE for a cell that is no rate, with its line. */
export function readRates(records: readonly RateRecord[]): TableRate[] {
  const [header, ...rows] = records;
  const keys = header?.cells.map(headerKey) ?? [];
  const at = (...names: string[]): number => keys.findIndex((key) => names.includes(key));
  const [day, currency, rate] = [at(...DAY), at(...CODE), at(...RATE)];
  if (day >= 0 && currency >= 0 && rate >= 0) {
    refuseOtherBase(rows, at('base', 'base currency'));
    return rows.flatMap(({ line, cells }) =>
      rateOf(line, cells[day] ?? '', (cells[currency] ?? '').trim().toUpperCase(), cells[rate] ?? ''),
    );
  }
  const currencies = header?.cells.map((cell) => cell.trim()) ?? [];
  if (day >= 0 && currencies.filter((name) => /^[A-Z]{3}$/.test(name)).length > 0)
    return rows.flatMap(({ line, cells }) =>
      currencies.flatMap((name, column) =>
        /^[A-Z]{3}$/.test(name) ? rateOf(line, cells[day] ?? '', name, cells[column] ?? '') : [],
      ),
    );
  throw new UserError(
    'NO_RATES',
    'It is no table of exchange rates',
    'Give eurofxref-hist.csv of the ECB, or a table with the columns day, currency and rate (units for one euro)',
  );
}

function rateOf(line: number, dayCell: string, currency: string, cell: string): TableRate[] {
  if (ABSENT.has(cell.trim().toLowerCase())) return [];
  const day = readDay(dayCell, 'ymd');
  const perEuro = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell.trim()) ? Number(cell) : Number.NaN;
  const wrong = (what: string): UserError =>
    new UserError('BAD_RATE', `line ${line}: ${what}`, 'Mend the file; nothing was imported');
  if (day === null) throw wrong(`"${dayCell}" is no day (YYYY-MM-DD)`);
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong(`"${currency}" is no currency code`);
  if (!(perEuro > 0) || !Number.isFinite(perEuro)) throw wrong(`"${cell}" is no rate of ${currency}`);
  if (currency === 'EUR' && perEuro !== 1) throw wrong('a euro is worth one euro: rates are units for one euro');
  return [{ currency, day: dayOf(day), perEuro }];
}

function refuseOtherBase(rows: readonly RateRecord[], base: number): void {
  const other = rows.find(({ cells }) => base >= 0 && (cells[base] ?? '').trim().toUpperCase() !== 'EUR');
  if (other === undefined) return;
  throw new UserError(
    'BAD_RATE',
    `line ${other.line}: rates against ${other.cells[base]}, and creo keeps units for one euro`,
    'Give the rates of each currency for one EUR',
  );
}
