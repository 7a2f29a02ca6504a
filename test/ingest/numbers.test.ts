import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DecimalSign, decimalEvidence, NOT_PLAIN, readNumber, readPlain } from '../../src/ingest/numbers.js';
import { MICROS_PER_UNIT } from '../../src/units.js';

const plain = (text: string, decimal: DecimalSign): number => {
  const bytes = Buffer.from(text);
  return readPlain(bytes, 0, bytes.length, decimal);
};

test.each([
  ['1,234.50', '.', 1234.5],
  ['1.234,50', ',', 1234.5],
  ['1 234,50', ',', 1234.5],
  ['1\u00a0234,50', ',', 1234.5],
  ['1\u202f234,50', ',', 1234.5],
  ["1'234.50", '.', 1234.5],
  ['1,01,661.67', '.', 101_661.67],
  ['$412.30', '.', 412.3],
  ['US$50.00', '.', 50],
  ['R$\u00a01.234,56', ',', 1234.56],
  ['12,50 €', ',', 12.5],
  ['£1,234', '.', 1234],
  ['.22', '.', 0.22],
  ['8220.0', '.', 8220],
  ['17178.69761709', '.', 17_178.697617],
  ['1.2E+05', '.', 120_000],
  ['-5.25', '.', -5.25],
  ['(5.25)', '.', -5.25],
  ['−5.25', '.', -5.25],
  ['USD 10.00', '.', 10],
] as const)('%s with decimal sign %s', (text, decimal, value) => {
  expect(readNumber(text, decimal).value).toBeCloseTo(value * MICROS_PER_UNIT, 0);
});

test.each(['', ' --', '--', '-', '—', 'N/A', 'None', 'null', ' '])('"%s" is nothing, and not zero', (text) => {
  expect(readNumber(text, '.')).toEqual({ value: null, absent: 'empty' });
});

test.each(['< 10%', '<5', '< 1', '> 90%'])('"%s" is masked', (text) => {
  expect(readNumber(text, '.')).toEqual({ value: null, absent: 'masked' });
});

test.each([
  ...['#N/A', '#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#GETTING_DATA', '#ERROR!'],
  ...[
    '#NV',
    '#WERT!',
    '#BEZUG!',
    '#ZAHL!',
    '#VALEUR!',
    '#NOM?',
    '#NOMBRE!',
    '#N/D',
    '#¡VALOR!',
    '#¿NOMBRE?',
    '#¡DIV/0!',
  ],
  ...[
    '#VALOR!',
    '#NÚM!',
    '#VALORE!',
    '#RIF!',
    '#Н/Д',
    '#ЗНАЧ!',
    '#ССЫЛКА!',
    '#ДЕЛ/0!',
    '#ARG!',
    '#ADR!',
    '#YOK',
    '#DEĞER!',
  ],
  ...['#SAYI/0!', '#WAARDE!', '####'],
])('"%s" is an error of a spreadsheet', (text) => {
  expect(readNumber(text, '.')).toEqual({ value: null, absent: 'error' });
});

test.each([
  '12abc',
  '1,2,3',
  '1.2.3',
  '#1',
  '# 12',
  '1'.repeat(100),
  'Ongoing',
  '12,34.5.6',
  '01.май',
  '=1+1',
  '9999999999999999',
])('"%s" is no number', (text) => {
  expect(readNumber(text, '.')).toMatchObject({ value: null, absent: 'bad' });
});

test('cents are exact: no float comes between the digits and the micros', () => {
  expect(plain('0.29', '.')).toBe(290_000);
  expect(plain('1164.10', '.')).toBe(1_164_100_000);
  expect(plain('4503599627.370497', '.')).toBe(4_503_599_627_370_497);
});

test('digits beyond micros are rounded half up', () => {
  expect(plain('0.0000005', '.')).toBe(1);
  expect(plain('0.0000004999', '.')).toBe(0);
});

test('the fast way leaves to the slow way what it is not sure of', () => {
  for (const text of ['', '-1', '$1', '1 234', '1,23', '1,2345', '1..2', '1.', ',1'])
    expect(plain(text, '.')).toBe(NOT_PLAIN);
});

test('every amount written in any style reads back to the micro, both ways alike', () => {
  const styles = fc.constantFrom<[string, DecimalSign]>(
    [',', '.'],
    ['.', ','],
    ['', '.'],
    ['', ','],
    [' ', ','],
    ['\u00a0', ','],
    ["'", '.'],
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_000_000_000 }),
      fc.integer({ min: 0, max: 999_999 }),
      fc.integer({ min: 0, max: 6 }),
      styles,
      (units, fraction, digits, [group, decimal]) => {
        const shown = String(fraction).padStart(6, '0').slice(0, digits);
        const whole = String(units).replace(/\B(?=(\d{3})+$)/g, group);
        const text = digits === 0 ? whole : `${whole}${decimal}${shown}`;
        const micros = units * MICROS_PER_UNIT + Number(shown.padEnd(6, '0'));
        expect(readNumber(text, decimal)).toEqual({ value: micros, currency: null });
        const fast = plain(text, decimal);
        if (fast !== NOT_PLAIN) expect(fast).toBe(micros);
      },
    ),
  );
});

test.each([
  ['1,234.5', '.'],
  ['1.234,5', ','],
  ['12,5', ','],
  ['0,123', ','],
  ['1,234,567', '.'],
  ['1,234', 'either'],
  ['1.234', 'either'],
  ['2.81%', '.'],
  ['1234', null],
] as const)('%s says %s about the decimal sign', (text, evidence) => {
  expect(decimalEvidence(text)).toBe(evidence);
});
