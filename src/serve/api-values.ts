/** Answers of the commands to those of the HTTP API: snake_case keys, and money in cents of the currency. */
import { MICROS_PER_UNIT } from '../units.js';

export const MICROS_PER_CENT = MICROS_PER_UNIT / 100;

/** Micros to whole cents, rounded down: parts of a budget never add up to more than the budget. */
export const centsOf = (micros: number): number => Math.floor(micros / MICROS_PER_CENT);

const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Any JSON: keys in snake_case; `…Micros` becomes the amount in cents, without the unit in its name. */
export function apiValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(apiValue);
  return isRecord(value) ? apiRecord(value) : value;
}

export function apiRecord(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const amount = /^(.+)Micros$/.exec(key)?.[1];
      if (amount !== undefined && (typeof value === 'number' || value === null)) {
        return [snakeCase(amount), value === null ? null : centsOf(value)];
      }
      return [snakeCase(key), apiValue(value)];
    }),
  );
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
