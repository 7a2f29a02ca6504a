import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOrderEvidence, readDay, readIsoDay } from '../../src/ingest/dates.js';
import type { DateOrder } from '../../src/ingest/roles.js';
import { dayNumber, dayOf } from '../../src/units.js';

const day = (text: string, order: DateOrder | null = null): string | null => {
  const number = readDay(text, order);
  return number === null ? null : dayOf(number);
};

test.each([
  ['2026-02-05', null],
  ['20260205', null],
  ['2026/02/05', null],
  ['2026-02-05 00:00:00 AST', null],
  ['2026-02-05T00:00:00Z', null],
  ['05.02.2026', null],
  ['5.2.26', null],
  ['5/2/2026', 'dmy'],
  ['2/5/2026', 'mdy'],
  ['2/5/2026 12:00 AM', 'mdy'],
  ['05-02-2026', 'dmy'],
  ['46058', null],
  ['Thu, 5 Feb 2026', null],
  ['Feb 5, 2026', null],
  ['February 5, 2026', null],
  ['5-Feb-2026', null],
  ['qui., 5 de fev. de 2026', null],
  ['jueves, 5 de febrero de 2026', null],
  ['5 февр. 2026 г.', null],
  ['5 лютого 2026', null],
  ['5. Februar 2026', null],
  ['5 févr. 2026', null],
  ['5 feb 2026', null],
  ['5 lut 2026', null],
  ['5 Şub 2026', null],
  ['2026年2月5日', null],
] as const)('%s is 5 February 2026', (text, order) => {
  expect(day(text, order)).toBe('2026-02-05');
});

test.each(['2026-02-30', '31.02.2026', '13/13/2026', 'Ongoing', '', '5 Foo 2026', '12345', '99999'])(
  '%s is no day',
  (text) => {
    expect(day(text, 'dmy')).toBeNull();
  },
);

test('a date that fits both orders is not guessed', () => {
  expect(day('3/4/2026')).toBeNull();
  expect(dateOrderEvidence('3/4/2026')).toBe('either');
  expect(dateOrderEvidence('13/4/2026')).toBe('dmy');
  expect(dateOrderEvidence('4/13/2026')).toBe('mdy');
});

test('a date against the order of its file is no day, so that swapped dates are caught', () => {
  expect(day('13/4/2026', 'mdy')).toBeNull();
  expect(day('4/13/2026', 'dmy')).toBeNull();
});

test.each([
  '2026-02-05 sold out',
  '2026-02-05 1',
  '5 Feb 2026 to',
  '5 Feb 2026 (partial)',
  '2026-02-05 10:00 test',
  '2026-02-05 - ongoing',
  'hook 5 feb 2026',
])('%s has text that is no time, and is no day', (text) => {
  expect(day(text)).toBeNull();
});

test.each([
  '2026-02-05 10:15 PM',
  '2026-02-05T10:15:00.123+03:00',
  '5 февраля 2026 г. в 10:15',
  '2026/02/05(木)',
  'Thu, Feb 5, 2026 at 10:15',
  'jeu. 5 févr. 2026',
])('%s is 5 February 2026, at some time', (text) => {
  expect(day(text)).toBe('2026-02-05');
});

test('a cell of any length is read at once: none that is longer than a date is taken for one', () => {
  for (const part of ['a', '1', ' ', '-', 'Sep ', '5 Feb 2026 ']) {
    expect(readDay(part.repeat(100_000), null)).toBeNull();
    expect(dateOrderEvidence(part.repeat(100_000))).toBeNull();
  }
});

test('the fast way for ISO days agrees with the slow one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 30_000 }), (number) => {
      const bytes = Buffer.from(dayOf(number));
      expect(readIsoDay(bytes, 0, bytes.length, new Map())).toBe(number);
    }),
  );
  const wrong = Buffer.from('2026-02-30');
  expect(readIsoDay(wrong, 0, wrong.length, new Map())).toBe(-1);
  expect(dayNumber('2026-02-28')).toBe(readDay('2026-02-28', null));
});
