/** Flag values to the units that the commands take. A value that cannot be read is wrong usage (exit status 2). */
import { InvalidArgumentError } from 'commander';
import { type Day, dayNumber, parseMicros } from '../units.js';

/** An amount above 0, in micros. */
export function amount(text: string): number {
  const micros = parseMicros(text.replace(/^[$€£]/, '').replaceAll(',', ''));
  if (micros === null) throw new InvalidArgumentError('It must be an amount such as 5000 or 49.90.');
  if (micros <= 0) throw new InvalidArgumentError('It must be more than 0.');
  return micros;
}

/** An amount of 0 or more, in micros. */
export function amountOrZero(text: string): number {
  return /^0+(\.0*)?$/.test(text.trim()) ? 0 : amount(text);
}

/** A whole number of at least `least`. */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return value;
  };

/** A fraction: 0.10 or 10%, from 0 to 1. */
export function fraction(text: string): number {
  const match = /^(\d*\.?\d+)(%?)$/.exec(text.trim());
  const value = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be a fraction such as 0.10 or 10%.');
  return value;
}

/** A number of 0 or more. */
export function nonNegative(text: string): number {
  const value = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError('It must be a number of 0 or more.');
  return value;
}

export function day(text: string): Day {
  if (dayNumber(text) === null) throw new InvalidArgumentError('It must be a day as YYYY-MM-DD.');
  return text;
}

/** Collects a flag that may be given several times. */
export const repeated = (text: string, previous: readonly string[] = []): string[] => [...previous, text];

/** `key=value` pairs of a repeated flag. */
export function keyValue(text: string, previous: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(0, at)).trim();
  const value = text.slice(at + 1).trim();
  if (key === '' || value === '') throw new InvalidArgumentError('It must be KEY=VALUE.');
  return new Map(previous).set(key, value);
}

/** The examples at the end of a command's help. */
export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;

/** An ISO 4217 code, in capitals. */
export function currencyCode(text: string): string {
  if (!/^[a-z]{3}$/i.test(text)) throw new InvalidArgumentError('It must be a currency code such as USD.');
  return text.toUpperCase();
}

/** Two-letter language codes, separated by commas. */
export function languageCodes(text: string): string[] {
  const codes = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '');
  const wrong = codes.find((code) => !/^[a-z]{2}$/.test(code));
  if (wrong !== undefined || codes.length === 0) {
    throw new InvalidArgumentError(`'${wrong ?? text}' is not a two-letter code, such as en`);
  }
  return codes;
}
