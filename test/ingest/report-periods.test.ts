/** Reports cut by week, month and longer, as whole files: which days each row is about. */
import { expect, test } from 'vitest';
import type { Wishes } from '../../src/ingest/prepare.js';
import { dayNumber, dayOf } from '../../src/units.js';
import { readText } from '../helpers/read-export.js';

const days = (text: string, wishes: Partial<Wishes> = {}): string[] => {
  const { rows, read } = readText(text, wishes);
  expect(read.problems).toEqual([]);
  return rows.map(({ dateStart, dateEnd }) => `${dayOf(dateStart)} ${dayOf(dateEnd)}`);
};
const problemsOf = (text: string): string[] => readText(text).read.problems.map(({ message }) => message);

/** A small table of one campaign with this header over these cells. */
const table = (header: string, cells: readonly string[], above = ''): string =>
  `${above}${header},campaign,spend,currency,impressions,clicks\n${cells.map((cell) => `"${cell}",C,10,USD,1000,20\n`).join('')}`;

test.each([
  'Week',
  'Week starting',
  'Неделя',
  'Semana',
  'Woche',
  'Semaine',
  'Settimana',
  'Тиждень',
  'Tydzień',
  'Hafta',
  '週',
])('the column %s holds weeks', (header) => {
  expect(days(table(header, ['2026-03-02', '2026-03-09']))).toEqual(['2026-03-02 2026-03-08', '2026-03-09 2026-03-15']);
});

test.each(['Month', 'Месяц', 'Mes', 'Mês', 'Monat', 'Mois', 'Mese', 'Місяць', 'Miesiąc', 'Ay', '月'])(
  'the column %s holds months',
  (header) => {
    expect(days(table(header, ['2026-01-01', '2026-02']))).toEqual(['2026-01-01 2026-01-31', '2026-02-01 2026-02-28']);
  },
);

test.each(['Date range', 'Zeitraum', 'Período', 'Plage de dates', 'Период', '期間', 'Date'])(
  'the column %s holds ranges',
  (header) => {
    expect(days(table(header, ['2026-03-02 - 2026-03-04', '5–6 Mar 2026']))).toEqual([
      '2026-03-02 2026-03-04',
      '2026-03-05 2026-03-06',
    ]);
  },
);

test('weeks and months are cut by the period that the report states', () => {
  const above = 'Campaign report\n"March 4, 2026 - April 3, 2026"\n';
  expect(days(table('Week', ['2026-03-02', '2026-03-09', '2026-03-30'], above))).toEqual([
    '2026-03-04 2026-03-08',
    '2026-03-09 2026-03-15',
    '2026-03-30 2026-04-03',
  ]);
  expect(days(table('Month', ['2026-03-01', '2026-04-01'], above))).toEqual([
    '2026-03-04 2026-03-31',
    '2026-04-01 2026-04-03',
  ]);
});

test('weeks are cut by the period that the user states', () => {
  const period = { start: dayNumber('2026-03-04') ?? 0, end: dayNumber('2026-03-12') ?? 0 };
  expect(days(table('Week', ['2026-03-02', '2026-03-09']), { period })).toEqual([
    '2026-03-04 2026-03-08',
    '2026-03-09 2026-03-12',
  ]);
});

test('a first week that begins within a week ends where the next one begins', () => {
  expect(days(table('Week', ['2026-03-04', '2026-03-09', '2026-03-16']))).toEqual([
    '2026-03-04 2026-03-08',
    '2026-03-09 2026-03-15',
    '2026-03-16 2026-03-22',
  ]);
});

test('weeks that begin on Sunday stay so', () => {
  expect(days(table('Week', ['2026-03-01', '2026-03-08']))).toEqual(['2026-03-01 2026-03-07', '2026-03-08 2026-03-14']);
});

test('a week that belongs to two months is two periods', () => {
  const text = 'Week,Month,campaign,spend,currency\n2026-03-30,2026-03-01,C,1,USD\n2026-03-30,2026-04-01,C,2,USD\n';
  expect(days(text)).toEqual(['2026-03-30 2026-03-31', '2026-04-01 2026-04-05']);
});

test('the row says where its first and last week end, when it has its own period beside them', () => {
  const text =
    'Reporting starts,Reporting ends,Month,Campaign name,Amount spent (USD)\n2026-03-10,2026-03-31,2026-03-01,C,1\n2026-04-01,2026-04-05,2026-04-01,C,2\n';
  expect(days(text)).toEqual(['2026-03-10 2026-03-31', '2026-04-01 2026-04-05']);
});

test('months by name take their year from a column of years, or from the report', () => {
  const text = 'Year,Month,campaign,spend,currency\n2025,December,C,1,USD\n2026,Jan,C,2,USD\n';
  expect(days(text)).toEqual(['2025-12-01 2025-12-31', '2026-01-01 2026-01-31']);
  const stated = table('Mois', ['janvier', 'févr.'], '"1 janvier 2026 - 15 février 2026"\n');
  expect(days(stated)).toEqual(['2026-01-01 2026-01-31', '2026-02-01 2026-02-15']);
});

test('a month or a quarter without a year is refused, and so is a week that could be a month', () => {
  expect(problemsOf(table('Month', ['January']))).toEqual(['"January" is a month without its year']);
  expect(problemsOf(table('Quarter', ['Q1']))).toEqual(['"Q1" is not a quarter, or could be several']);
  expect(problemsOf(table('Week', ['2026-12']))).toEqual(['"2026-12" is not a week, or could be several']);
});

test('text behind a day that is no time is refused, not dropped', () => {
  expect(problemsOf(table('Date', ['2026-03-02 and the rest of March']))).toHaveLength(1);
});

test('days stand where a file has days and weeks', () => {
  const text = 'Week,Day,campaign,spend,currency\n2026-03-02,2026-03-03,C,1,USD\n2026-03-02,2026-03-04,C,2,USD\n';
  expect(days(text)).toEqual(['2026-03-03 2026-03-03', '2026-03-04 2026-03-04']);
});

test('an analytics report with imported cost takes its period from the lines above it', () => {
  const text =
    '# ----------------------------------------\n# Traffic acquisition\n# Start date: 20260901\n# End date: 20260930\n# ----------------------------------------\nSession campaign,Ads cost,Ads clicks,Ads impressions,Key events\nC,10.00,20,1000,1\n';
  expect(days(text, { currency: 'USD' })).toEqual(['2026-09-01 2026-09-30']);
});

test('a cell of 200,000 letters in a column of days is a bad cell like any other', () => {
  expect(problemsOf(table('Day', ['a'.repeat(200_000), '2026-03-02']))).toHaveLength(1);
});

test('months that are written as days decide the order of their day and month', () => {
  expect(days(table('Mês', ['01/01/2026', '01/02/2026']))).toEqual(['2026-01-01 2026-01-31', '2026-02-01 2026-02-28']);
  expect(days(table('Month', ['1/1/2026', '2/1/2026']))).toEqual(['2026-01-01 2026-01-31', '2026-02-01 2026-02-28']);
});

test('months by number take their year from beside them', () => {
  expect(days('year,month,campaign,spend,currency\n2026,2,C,1,USD\n2026,03,C,2,USD\n')).toEqual([
    '2026-02-01 2026-02-28',
    '2026-03-01 2026-03-31',
  ]);
});

test('a report that says it is weekly has weeks in its column of days', () => {
  const text =
    '"Report Name: Ads"\n"Report Time: 3/4/2026 - 3/14/2026"\n"Report Aggregation: Weekly"\n\nTimePeriod,CampaignName,CurrencyCode,Impressions,Clicks,Spend\n3/1/2026,C,USD,1000,20,10\n3/8/2026,C,USD,1000,20,10\n';
  expect(days(text)).toEqual(['2026-03-04 2026-03-07', '2026-03-08 2026-03-14']);
});
