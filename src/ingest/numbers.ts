/**
 * Numbers in exports: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `$412.30`, `12,50 €`, `1.2E+05`, `--`, `< 5`.
 * Read from bytes to scaled integers, so that no float ever touches money.
 */
import { MICROS_PER_UNIT } from '../units.js';
import { type CurrencyFound, currencyOf } from './currencies.js';

/** The decimal sign of a column; the other of the two, blanks and apostrophes only group digits. */
export type DecimalSign = '.' | ',';

/** Why a cell gave no number: nothing there, masked by the platform for privacy, lost in a spreadsheet, or not readable as one. */
export type Absent = 'empty' | 'masked' | 'error' | 'bad';

/** What a column of numbers holds: whole counts, amounts to micros, or fractional counts. */
export type NumberKind = 'count' | 'money' | 'decimal';

export type NumberRead =
  | { value: number; currency: CurrencyFound | null }
  | { value: null; absent: Absent; reason?: string };

const COMMA = 0x2c;
const DOT = 0x2e;
const ZERO = 0x30;
const SCALE_DIGITS = 6;
const POWERS = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/** Given by `readPlain` for a cell that needs `readNumber`. */
export const NOT_PLAIN = -1;

/**
 * The fast way, for cells of digits, grouping and one decimal sign, not negative: micros of the number, exactly. Digits
 * beyond the sixth are rounded half up. NOT_PLAIN for everything else.
 */
export function readPlain(bytes: Uint8Array, start: number, end: number, decimal: DecimalSign): number {
  const decimalByte = decimal === '.' ? DOT : COMMA;
  const groupByte = decimal === '.' ? COMMA : DOT;
  let units = 0;
  let run = 0;
  let groups = 0;
  let at = start;
  for (; at < end; at += 1) {
    const byte = bytes[at]!;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      units = units * 10 + digit;
      run += 1;
    } else if (byte === groupByte) {
      // The first group has one to three digits, later ones three, or two as in India.
      if (run === 0 || run > 3 || (groups > 0 && run === 1)) return NOT_PLAIN;
      groups += 1;
      run = 0;
    } else break;
  }
  if (groups > 0 && run !== 3) return NOT_PLAIN;
  if (at === end) {
    if (at === start || units > MAX_UNITS) return NOT_PLAIN;
    return units * MICROS_PER_UNIT;
  }
  if (bytes[at] !== decimalByte) return NOT_PLAIN;
  at += 1;
  let fraction = 0;
  let digits = 0;
  for (; at < end && digits < SCALE_DIGITS; at += 1, digits += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return NOT_PLAIN;
    fraction = fraction * 10 + digit;
  }
  if (digits === 0 || units > MAX_UNITS) return NOT_PLAIN;
  fraction *= POWERS[digits]!;
  if (at < end) {
    if (bytes[at]! - ZERO >= 5) fraction += 1;
    for (; at < end; at += 1) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return NOT_PLAIN;
    }
  }
  return units * MICROS_PER_UNIT + fraction;
}

/** Above this many units micros are no longer exact. */
const MAX_UNITS = Math.floor(Number.MAX_SAFE_INTEGER / MICROS_PER_UNIT) - 1;

const NOTHING = new Set(['', '-', '--', '—', '–', '―', 'n/a', 'na', 'null', 'none', 'nan', 'undefined', '\\n']);

/** A longer cell holds no number. */
const LONGEST_NUMBER = 80;
/** `#N/A`, `#DIV/0!`, `#NAME?`, `#¡VALOR!`, `#ЗНАЧ!`, `#BEZUG!`, and the `####` of a column that was too narrow. */
const ERROR_CELL = /^#(?:[¡¿]?\p{L}[\p{L}\d/_]{0,20}[!?]?|#+)$/u;

/** True for a cell in which a spreadsheet shows an error, in any of its languages: its value is lost. */
export const isErrorCell = (text: string): boolean =>
  text.length <= LONGEST_NUMBER && ERROR_CELL.test(text.normalize('NFKC').trim());

/** Any cell to micros of the number it holds. `decimal` is the decimal sign of the column. */
export function readNumber(cell: string, decimal: DecimalSign): NumberRead {
  if (cell.length > LONGEST_NUMBER)
    return cell.trim() === ''
      ? { value: null, absent: 'empty' }
      : { value: null, absent: 'bad', reason: 'is not a number' };
  let text = cell.normalize('NFKC').trim().replace(/^'/, '').replace(/−/g, '-');
  if (NOTHING.has(text.toLowerCase())) return { value: null, absent: 'empty' };
  if (text.startsWith('#') && ERROR_CELL.test(text)) return { value: null, absent: 'error' };
  if (/^[<>≤≥]\s*[\d.,]+\s*%?$/.test(text)) return { value: null, absent: 'masked' };
  const isNegative = /^\(.*\)$/.test(text) || /^-|^[^\d]*-/.test(text);
  text = text.replace(/^\((.*)\)$/, '$1').replace(/^([^\d.,-]*)[-+]/, '$1');
  const parts = /^([^\d.,]*)([\d.,'\s]*\d[\d.,'\s]*(?:e[+-]?\d+)?)([^\d]*)$/iu.exec(text);
  if (!parts) return { value: null, absent: 'bad', reason: 'is not a number' };
  const [, before = '', digits = '', after = ''] = parts;
  const sign = `${before}${after}`.trim();
  const currency = sign === '' ? null : currencyOf(sign);
  if (sign !== '' && !currency) return { value: null, absent: 'bad', reason: 'is not a number' };
  const magnitude = magnitudeOf(digits.trim(), decimal);
  if (magnitude === null) return { value: null, absent: 'bad', reason: 'cannot be read as one number' };
  if (!Number.isSafeInteger(magnitude)) return { value: null, absent: 'bad', reason: 'is too large to be exact' };
  return { value: isNegative && magnitude !== 0 ? -magnitude : magnitude, currency };
}

function magnitudeOf(digits: string, decimal: DecimalSign): number | null {
  const group = decimal === '.' ? ',' : '.';
  if (/e/i.test(digits)) {
    const plain = digits.replace(decimal, '.');
    return /^\d+(\.\d+)?e[+-]?\d+$/i.test(plain) ? Math.round(Number(plain) * MICROS_PER_UNIT) : null;
  }
  const [whole = '', fraction, ...rest] = digits.split(decimal);
  if (rest.length > 0) return null;
  const grouped = whole.replace(/[\s']/g, group);
  const escaped = `\\${group}`;
  const isGrouped = new RegExp(`^\\d{1,3}(${escaped}\\d{2,3})*${escaped}\\d{3}$`).test(grouped);
  if (!/^\d*$/.test(grouped) && !isGrouped) return null;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return fraction === '' ? magnitudeOf(whole, decimal) : null;
  const units = Number(grouped.replaceAll(group, '') || '0');
  const tail = (fraction ?? '').padEnd(SCALE_DIGITS + 1, '0');
  const rounding = Number(tail[SCALE_DIGITS]) >= 5 ? 1 : 0;
  return units * MICROS_PER_UNIT + Number(tail.slice(0, SCALE_DIGITS)) + rounding;
}

/** What one cell says about the decimal sign of its column; 'either' is the `1,234` that fits both readings. */
export function decimalEvidence(cell: string): DecimalSign | 'either' | null {
  if (cell.length > LONGEST_NUMBER) return null;
  const text = cell.normalize('NFKC').replace(/[^\d.,]/g, '');
  const signs = text.replace(/\d/g, '');
  if (signs === '' || !/\d/.test(text)) return null;
  const last = signs.at(-1) === ',' ? ',' : '.';
  const other = last === ',' ? '.' : ',';
  if (signs.includes(other)) return last;
  if (signs.length > 1) return other;
  const [whole = '', fraction = ''] = text.split(last);
  if (fraction.length !== 3 || whole === '' || whole.length > 3 || whole.startsWith('0')) return last;
  return 'either';
}
