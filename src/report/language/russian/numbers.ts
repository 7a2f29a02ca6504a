/** Figures and days as Russian writes them: decimal comma, no-break spaces, the currency and the percent sign behind the number. */
import type { Unit, Value } from '../../../fields.js';
import { type Day, unitsOf } from '../../../units.js';

const UNKNOWN = '–';

/** Between a number and what belongs to it. */
const NBSP = '\u00a0';

/** Cents are dropped from so many units on. */
const LARGE_AMOUNT = 100_000;

const decimal = (value: number, least: number, most = least): string =>
  new Intl.NumberFormat('ru', { minimumFractionDigits: least, maximumFractionDigits: most }).format(value);

const percentage = (share: number, decimals: number): string =>
  new Intl.NumberFormat('ru', {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share);

function money(micros: number, currency: string | null | undefined): string {
  const units = unitsOf(micros);
  const decimals = Math.abs(units) >= LARGE_AMOUNT ? 0 : 2;
  if (!currency) return decimal(units, decimals);
  return new Intl.NumberFormat('ru', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(units);
}

/** About three significant digits: "2,35 %", "12,4 %", "100 %". */
function rate(share: number): string {
  const value = Math.abs(100 * share);
  return percentage(share, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

/** Never the certainty that no data gives. */
export function probability(share: number): string {
  if (share > 0.99) return `>${percentage(0.99, 0)}`;
  if (share < 0.01) return `<${percentage(0.01, 0)}`;
  return percentage(share, 0);
}

/** A share in whole percent: "80 %". */
export const wholePercent = (share: number): string => percentage(share, 0);

/** A figure with up to `most` decimals. */
export const number = (value: number, most = 2): string => decimal(value, 0, most);

export const twoDecimals = (value: number): string => decimal(value, 2);

export const seconds = (value: number): string =>
  value < 60
    ? `${decimal(value, 1)}${NBSP}с`
    : `${Math.floor(value / 60)}:${String(Math.round(value % 60)).padStart(2, '0')}${NBSP}мин`;

export function value(raw: Value | undefined, unit: Unit, currency: string | null | undefined): string {
  if (raw === null || raw === undefined) return UNKNOWN;
  if (typeof raw === 'boolean') return raw ? 'да' : 'нет';
  if (typeof raw === 'string') return raw;
  switch (unit) {
    case 'money':
      return money(raw, currency);
    case 'rate':
      return rate(raw);
    case 'probability':
      return probability(raw);
    case 'multiple':
      return `${decimal(raw, 2)}×`;
    case 'seconds':
      return seconds(raw);
    default:
      return decimal(raw, 0, unit === 'count' ? 0 : 2);
  }
}

const DATE = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const instantOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** "5 мая 2026 г." */
export const date = (day: Day): string => DATE.format(instantOf(day));

/** "1–5 мая 2026 г." */
export const period = (first: Day, last: Day): string => DATE.formatRange(instantOf(first), instantOf(last));

const PLURALS = new Intl.PluralRules('ru');

/** A count with its noun: "1 креатив", "2 креатива", "5 креативов"; a fraction takes the form of two. */
export function counted(count: number, one: string, few: string, many: string): string {
  const kind = PLURALS.select(count);
  const noun = kind === 'one' ? one : kind === 'many' ? many : few;
  return `${number(count)}${NBSP}${noun}`;
}
