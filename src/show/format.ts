/** Raw values to text for people: the only place where percent signs, currency and rounding exist. */
import type { Unit, Value } from '../fields.js';
import { byteSize, unitsOf } from '../units.js';

const UNKNOWN = '–';

const grouped = (value: number, decimals: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/**
 * An amount in micros with its currency: "$1,234.50", "1,234.50 UZS", "¥1,235". Cents are dropped from 100,000 units on; a
 * currency without them shows parts of a unit only in averages below 100 units, such as a CPC.
 */
export function money(micros: number, currency: string | null | undefined): string {
  const units = unitsOf(micros);
  const decimals = hasCents(units, currency) ? 2 : 0;
  const number = grouped(Math.abs(units), decimals);
  const sign = units < 0 ? '-' : '';
  const symbol = currency ? SYMBOLS[currency] : undefined;
  if (symbol) return `${sign}${symbol}${number}`;
  return currency ? `${sign}${number} ${currency}` : `${sign}${number}`;
}

function hasCents(units: number, currency: string | null | undefined): boolean {
  if (!WITHOUT_CENTS.has(currency ?? '')) return Math.abs(units) < 100_000;
  return Math.abs(units) < 100 && !Number.isInteger(units);
}

/** Currencies whose smallest part is the unit (ISO 4217). */
const WITHOUT_CENTS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));

const SYMBOLS: Record<string, string | undefined> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  UAH: '₴',
  RUB: '₽',
  INR: '₹',
  JPY: '¥',
};

/** A fraction as a percentage with about three significant digits: "2.35%", "0.40%", "12.4%", "100%". */
export function percent(fraction: number): string {
  const value = fraction * 100;
  const decimals = Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2;
  return `${value.toFixed(decimals)}%`;
}

/** A probability, never shown as the certainty that no data gives: from "<1%" to ">99%". */
export function probability(fraction: number): string {
  if (fraction > 0.99) return '>99%';
  if (fraction < 0.01) return '<1%';
  return `${Math.round(fraction * 100)}%`;
}

const seconds = (value: number): string =>
  value < 60
    ? `${grouped(value, 1)} s`
    : `${Math.floor(value / 60)}:${String(Math.round(value % 60)).padStart(2, '0')} min`;

/** One raw value as people read it; a dash for unknown. */
export function format(value: Value | undefined, unit: Unit, currency: string | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'money':
      return money(value, currency);
    case 'rate':
      return percent(value);
    case 'probability':
      return probability(value);
    case 'multiple':
      return `${grouped(value, 2)}x`;
    case 'seconds':
      return seconds(value);
    case 'bytes':
      return byteSize(value);
    case 'number':
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
    case 'exchange':
      return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
    case 'count':
      return grouped(value, 0);
    default:
      return String(value);
  }
}

/** Whether a column of this unit is set to the right. */
export const isNumeric = (unit: Unit): boolean => !['text', 'prose', 'day', 'instant', 'flag'].includes(unit);
