/** Periods in every spelling that people and platforms use; what could be two periods is none. */
import { expect, test } from 'vitest';
import { type PeriodUnit, readPeriod, readPeriodCell } from '../../src/ingest/periods.js';
import { periodInFileName, periodStated } from '../../src/ingest/stated-period.js';
import { dayOf } from '../../src/units.js';

const daysOf = (period: { start: number; end: number } | null): string =>
  period === null ? 'none' : `${dayOf(period.start)} ${dayOf(period.end)}`;

test.each([
  '2026-03-17 - 2026-03-19',
  '2026-03-17-2026-03-19',
  '2026-03-17~2026-03-19',
  '2026-03-17/2026-03-19',
  '2026-03-17..2026-03-19',
  '2026-03-17 → 2026-03-19',
  '2026-03-17 to 2026-03-19',
  '2026-03-17 00:00:00 - 2026-03-20 00:00:00',
  '2026-03-17 00:00 - 2026-03-19 23:59',
  '20260317-20260319',
  '17/03/2026 – 19/03/2026',
  '17.03.–19.03.2026',
  '17–19.03.2026',
  '3/17-3/19/2026',
  'Mar 17 – Mar 19, 2026',
  'Mar 17–19, 2026',
  '17–19 Mar 2026',
  'from 17 Mar 2026 to 19 Mar 2026',
  'Tue, Mar 17, 2026 - Thu, Mar 19, 2026',
  'vom 17. bis 19. März 2026',
  'du 17 au 19 mars 2026',
  'del 17 al 19 de marzo de 2026',
  'de 17 a 19 de março de 2026',
  '17 de mar. de 2026 até 19 de mar. de 2026',
  'dal 17 al 19 marzo 2026',
  'с 17 по 19 марта 2026 г.',
  'з 17 по 19 березня 2026 р.',
  'od 17 do 19 marca 2026',
  '17 Mart - 19 Mart 2026',
  '2026年3月17日～2026年3月19日',
  '2026/3/17〜3/19',
  '17 t/m 19 maart 2026',
])('%s is the three days from 17 to 19 March 2026', (text) => {
  expect(daysOf(readPeriod(text, null))).toBe('2026-03-17 2026-03-19');
});

test.each([
  ['Dec 29 – Jan 4, 2026', '2025-12-29 2026-01-04'],
  ['Dec 29, 2025 – Jan 4', '2025-12-29 2026-01-04'],
  ['January – March 2026', '2026-01-01 2026-03-31'],
  ['2026-02', '2026-02-01 2026-02-28'],
  ['02/2026', '2026-02-01 2026-02-28'],
  ['febrero de 2026', '2026-02-01 2026-02-28'],
  ['luty 2026', '2026-02-01 2026-02-28'],
  ['2026-W01', '2025-12-29 2026-01-04'],
  ['KW 53/2026', '2026-12-28 2027-01-03'],
  ['Q3 2026', '2026-07-01 2026-09-30'],
  ['3 кв. 2026', '2026-07-01 2026-09-30'],
])('%s is the period %s', (text, days) => {
  expect(daysOf(readPeriod(text, null))).toBe(days);
});

test.each([
  'Apr-26',
  'Q1',
  'January',
  'Week 12, 2026',
  'KW 53/2025',
  '2026-03-19 - 2026-03-17',
  '3/4/2026 - 5/4/2026',
  '17 Mar – 19 Mar',
  '2026',
  'Campaign report',
  'All time',
])('%s is no period of its own', (text) => {
  expect(readPeriod(text, null)).toBeNull();
});

test.each<[string, PeriodUnit]>([
  ['2026-12', 'week'],
  ['Mar 2026', 'week'],
  ['2026-W12', 'month'],
  ['26-Apr', 'month'],
])('%s in a column by %s could be something else, and is not taken', (text, unit) => {
  expect(readPeriodCell(text, unit, null)).toBeNull();
});

test.each(['Week of Mar 2, 2026', 'W/C 2026-03-02', 'semaine du 2 mars 2026'])(
  '%s is the week from 2 March 2026',
  (text) => {
    const cell = readPeriodCell(text, 'week', null);
    expect(cell && 'day' in cell && dayOf(cell.day)).toBe('2026-03-02');
  },
);

test('a numbered week is what stands in brackets behind it', () => {
  const cell = readPeriodCell('Week 10 (2026-03-02 - 2026-03-08)', 'week', null);
  expect(cell && 'period' in cell && daysOf(cell.period)).toBe('2026-03-02 2026-03-08');
});

test('a column of months takes what a column of days cannot know', () => {
  const months = ['Apr-26', '202604', 'avr. 2026'].map((text) => readPeriodCell(text, 'month', null));
  for (const cell of months) expect(cell && 'period' in cell && daysOf(cell.period)).toBe('2026-04-01 2026-04-30');
  expect(readPeriodCell('Kwiecień', 'month', null)).toEqual({ month: 4 });
});

test.each<[string, string[][]]>([
  ['January 20, 2026 - January 21, 2026', [['Campaign report'], ['January 20, 2026 - January 21, 2026']]],
  ['in brackets', [['Ad report (Jan 20, 2026-Jan 21, 2026)']]],
  ['behind a colon', [['Период: 20.01.2026 - 21.01.2026']]],
  ['over two cells', [['20 jan. 2026 -', '21 jan. 2026']]],
  ['as a start and an end', [['# Start date: 20260120'], ['# End date: 20260121']]],
  [
    'in two cells each',
    [
      ['Fecha de inicio', '2026-01-20'],
      ['Fecha de finalización', '2026-01-21'],
    ],
  ],
])('the lines above a table state their period %s', (_, lines) => {
  expect(daysOf(periodStated(lines, null))).toBe('2026-01-20 2026-01-21');
});

test('the day that a report was made on is not its period', () => {
  expect(periodStated([['Report generated: 2026-10-01'], ['Downloaded', 'Oct 1, 2026']], null)).toBeNull();
});

test.each([
  ['name-Campaign Report-2026-10-01 to 2026-10-05.xlsx', '2026-10-01 2026-10-05'],
  ['Campaign_20260101_20260131_GMT+0.xlsx', '2026-01-01 2026-01-31'],
  ['Time_series(2026.02.05-2026.02.10).csv', '2026-02-05 2026-02-10'],
  ['acct-Campaigns-1-Sep-2024-30-Sep-2024.csv', '2024-09-01 2024-09-30'],
])('the name %s holds a period', (name, days) => {
  expect(daysOf(periodInFileName(name))).toBe(days);
});
