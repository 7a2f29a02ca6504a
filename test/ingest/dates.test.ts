import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOrderEvidence, periodInFileName, readDay, readIsoDay, readPeriod } from '../../src/ingest/dates.js';
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
  ['2024-03-01 - 2024-03-11', '2024-03-01', '2024-03-11'],
  ['January 20, 2026 - January 21, 2026', '2026-01-20', '2026-01-21'],
  ['27 January 2026 - 23 February 2026', '2026-01-27', '2026-02-23'],
  ['5 de maio de 2026 - 15 de maio de 2026', '2026-05-05', '2026-05-15'],
  ['9 авг. 2026 - 7 сент. 2026', '2026-08-09', '2026-09-07'],
  ['2026年1月1日 - 2026年3月31日', '2026-01-01', '2026-03-31'],
  ['Ad report (Oct 25, 2016-Oct 31, 2016)', '2016-10-25', '2016-10-31'],
  ['Период: 01.03.2026 - 31.03.2026', '2026-03-01', '2026-03-31'],
  ['Report (2026-09-01 - 2026-09-02)', '2026-09-01', '2026-09-02'],
  ['1. September 2026 – 7. September 2026', '2026-09-01', '2026-09-07'],
])('%s is a period', (text, from, to) => {
  const period = readPeriod(text, null);
  expect(period && [dayOf(period.start), dayOf(period.end)]).toEqual([from, to]);
});

test.each(['Campaign report', 'All time', '2026-03-11 - 2026-03-01'])('%s is no period', (text) => {
  expect(readPeriod(text, null)).toBeNull();
});

test.each([
  ['name-Campaign Report-2026-10-01 to 2026-10-05.xlsx', '2026-10-01', '2026-10-05'],
  ['Campaign_20260101_20260131_GMT+0.xlsx', '2026-01-01', '2026-01-31'],
  ['Time_series(2026.02.05-2026.02.10).csv', '2026-02-05', '2026-02-10'],
  ['acct-Campaigns-1-Sep-2024-30-Sep-2024.csv', '2024-09-01', '2024-09-30'],
])('the name %s holds a period', (name, from, to) => {
  const period = periodInFileName(name);
  expect(period && [dayOf(period.start), dayOf(period.end)]).toEqual([from, to]);
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
