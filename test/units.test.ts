import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, dayOf, daysBetween, onlyCurrency, parseMicros } from '../src/units.js';

test('an amount is read to the micro without floating point', () => {
  expect(parseMicros('5000')).toBe(5_000_000_000);
  expect(parseMicros('0.1')).toBe(100_000);
  expect(parseMicros('1234.567891')).toBe(1_234_567_891);
  expect(parseMicros('-3.50')).toBe(-3_500_000);
  expect(parseMicros('1.5000000000')).toBe(1_500_000);
});

test('an amount that is not exact to the micro, or not a plain number, is not read', () => {
  for (const text of ['', 'abc', '1e3', '1,000', '.5', '1.0000001', '99999999999999'])
    expect(parseMicros(text)).toBeNull();
});

test('every whole number of micros survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (micros) => {
      const text = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
      expect(parseMicros(text)).toBe(micros);
    }),
  );
});

test('a day is its number and back, and an impossible day is none', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  expect(dayNumber('2024-02-29')).toBe(19_782);
  expect(dayOf(19_782)).toBe('2024-02-29');
  for (const text of ['2023-02-29', '2024-13-01', '2024-1-1', '01.02.2024', '']) expect(dayNumber(text)).toBeNull();
});

test('days are added and counted with both ends', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(3);
  expect(daysBetween('2024-03-01', '2024-03-01')).toBe(1);
});

test('two currencies are never added', () => {
  expect(onlyCurrency(['USD', 'USD'])).toBe('USD');
  expect(onlyCurrency([])).toBeNull();
  expect(() => onlyCurrency(['USD', 'EUR'])).toThrow(expect.objectContaining({ code: 'MIXED_CURRENCIES' }));
});
