/** Files shaped like the real exports of every platform, in every language and encoding seen: what is read off them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { Wishes } from '../../src/ingest/prepare.js';
import { dayNumber, dayOf, MICROS_PER_UNIT } from '../../src/units.js';
import { readFile } from '../helpers/read-export.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/exports/${name}`, import.meta.url));

/** One line of expected.tsv, which tells what each fixture holds; an empty cell is a figure that the file does not have. */
type Expected = Record<string, string>;

const [HEAD, ...LINES] = readFileSync(fixture('expected.tsv'), 'utf8')
  .replace(/\n$/, '')
  .split('\n')
  .map((line) => line.split('\t'));
const CASES: Expected[] = LINES.map((cells) => Object.fromEntries(HEAD.map((key, place) => [key, cells[place]])));
const DELIMITERS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

/** Flags of a line, as `currency=USD; period=2026-09-01/2026-09-07`. */
function wishesOf(flags: string): Partial<Wishes> {
  const said = new Map(flags.split('; ').map((flag) => [flag.split('=')[0], flag.split('=')[1]]));
  const [from, to] = (said.get('period') ?? '/').split('/').map(dayNumber);
  return {
    currency: said.get('currency') ?? null,
    conversion: said.get('conversion') ?? null,
    period: from === null || to === null ? null : { start: from, end: to },
  };
}

test.each(CASES)(
  '$file gives its own figures ($flags)',
  async ({ file, flags, warnings: expectedWarnings, ...expected }) => {
    const { layout, prepared, read, warnings, encoding } = await readFile(fixture(file), wishesOf(flags));
    const { impressions, clicks, conversions, spendMicros, revenueMicros } = read.sums;
    const text = (value: number | null): string => (value === null ? '' : String(value));
    const units = (micros: number | null): string => text(micros === null ? null : micros / MICROS_PER_UNIT);
    expect({
      platform: layout.platform.id,
      language: layout.language,
      encoding,
      delimiter: DELIMITERS[layout.delimiter],
      headerLine: String(layout.headerLine),
      level: prepared.reading.level,
      from: dayOf(read.firstDay ?? 0),
      to: dayOf(read.lastDay ?? 0),
      rows: String(read.rows),
      totals: String(read.ownTotals.length),
      currency: read.currency,
      impressions: text(impressions),
      clicks: text(clicks),
      conversions: text(conversions),
      spend: units(spendMicros),
      revenue: units(revenueMicros),
    }).toEqual(expected);
    expect(read.problems).toEqual([]);
    expect(warnings).toEqual(expect.arrayContaining(expectedWarnings.split(' ').filter((code) => code !== '')));
    expect(warnings).not.toContain('TOTALS_DIFFER');
  },
);

test.each([
  ['ga4.csv', {}, 'NO_SPEND'],
  ['shopify.csv', {}, 'NO_SPEND'],
  ['appsflyer.csv', { currency: 'USD' }, 'CHOOSE_CONVERSION'],
  ['snapchat.csv', {}, 'NO_CURRENCY'],
  ['tiktok-ja-sjis.csv', {}, 'NO_DATES'],
  ['meta-ads-by-day.csv', { currency: 'EUR' }, 'CURRENCY_CONFLICT'],
])('%s with %j is refused as %s', async (file, wishes, code) => {
  const error: unknown = await readFile(fixture(file), wishes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).code).toBe(code);
});

test('a breakdown is summed once, and its parts are kept apart', async () => {
  const { rows, segments } = await readFile(fixture('meta-pt-breakdown.csv'));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ impressions: 3400, clicks: 67, conversions: 3, spendMicros: 37_500_000 });
  expect(segments.map(({ dimension, value }) => `${dimension}: ${value}`)).toEqual([
    'Idade × Gênero: 18-24 × female',
    'Idade × Gênero: 18-24 × male',
    'Idade × Gênero: 25-34 × female',
  ]);
});

test('a channel column gives each row its own platform', async () => {
  const { rows } = await readFile(fixture('warehouse-channels.csv'));
  expect(rows.map(({ ad }) => ad.platform)).toEqual(['meta', 'tiktok']);
});

test('an ad without a name is named after its texts', async () => {
  const { rows } = await readFile(fixture('google-ads-by-text.csv'));
  expect(rows.map(({ ad }) => ad.adName)).toEqual([
    'Boots on sale | Free returns | https://example.com/a',
    'Boots on sale | Ships today | https://example.com/a',
  ]);
});
