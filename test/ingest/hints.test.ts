/**
 * Hints are safe: whoever does what a refusal or a warning says gets the figures that the file holds, or is refused again.
 * Every hint over all fixtures, and over files of its own kind each, is followed to its end.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { Wishes } from '../../src/ingest/prepare.js';
import { ROLES, type Role } from '../../src/ingest/roles.js';
import type { Store } from '../../src/store/database.js';
import { dayNumber, MICROS_PER_UNIT } from '../../src/units.js';
import { importText } from '../helpers/import-text.js';
import { type ReadExport, readFile } from '../helpers/read-export.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { emptyStore } from '../helpers/store.js';

const FOLDER = fileURLToPath(new URL('../fixtures/exports/', import.meta.url));
const FIXTURES = readdirSync(FOLDER).filter((name) => name !== 'expected.tsv');
const [HEAD, ...LINES] = readFileSync(join(FOLDER, 'expected.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));
const KNOWN = LINES.map((cells) => Object.fromEntries(HEAD.map((key, place) => [key, cells[place] ?? ''])));
const FIGURES = ['impressions', 'clicks', 'conversions', 'spend', 'revenue'] as const;
type Given = Partial<Record<(typeof FIGURES)[number], readonly number[]>>;

/** A period for hints that leave it to the reader. */
const PERIOD = { start: dayNumber('2026-09-01') ?? 0, end: dayNumber('2026-09-07') ?? 0 };
const MOST_STEPS = 6;

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** What the flags of one way out (`--column day="Tag"`, `--decimal ,`) add to the wishes; null when it names no flag. */
function follow(way: string, wishes: Partial<Wishes>): Partial<Wishes> | null {
  const columns = new Map(wishes.columns);
  for (const [, role = '', quoted, place] of way.matchAll(/--column (\w+)=(?:"([^"]+)"|(#\d+))/g)) {
    if (isRole(role)) columns.set(role, quoted ?? place ?? '');
  }
  const next: Partial<Wishes> = { ...wishes, columns };
  if (/--column spendMicros=HEADER/.test(way)) columns.set('spendMicros', 'Spend');
  const conversion = /--conversion "([^"]+)"/.exec(way)?.[1];
  const currency = /--currency ([A-Z]{3})/.exec(way)?.[1];
  const order = /--date-order (dmy|mdy)/.exec(way)?.[1];
  const decimal = /--decimal ([.,])/.exec(way)?.[1];
  if (conversion !== undefined) next.conversion = conversion;
  if (currency !== undefined) next.currency = currency;
  if (order === 'dmy' || order === 'mdy') next.dateOrder = order;
  if (decimal === '.' || decimal === ',') next.decimal = decimal;
  if (/--from YYYY/.test(way)) next.period = PERIOD;
  const isSame =
    columns.size === (wishes.columns?.size ?? 0) && JSON.stringify(next) === JSON.stringify({ ...wishes, columns });
  return isSame ? null : next;
}

/** Every end that following hints leads to, with the flags that led there. */
async function ends(
  path: string,
  wishes: Partial<Wishes> = {},
  steps = 0,
): Promise<{ read: ReadExport; wishes: Partial<Wishes> }[]> {
  try {
    const read = await readFile(path, wishes);
    if (steps >= MOST_STEPS) return [{ read, wishes }];
    const further = read.prepared.warnings.flatMap(({ message }) => follow(message, wishes) ?? []);
    const others = await Promise.all(further.map((next) => ends(path, next, steps + 1)));
    return [{ read, wishes }, ...others.flat()];
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    expect(steps, `${path} goes on asking: ${thrown.message}`).toBeLessThan(MOST_STEPS);
    const ways = thrown.hint.split(/ or (?=--)/).flatMap((way) => follow(way, wishes) ?? []);
    return (await Promise.all(ways.map((next) => ends(path, next, steps + 1)))).flat();
  }
}

function figuresOf({ read: { sums } }: ReadExport): Record<(typeof FIGURES)[number], number | null> {
  const units = (micros: number | null): number | null => (micros === null ? null : micros / MICROS_PER_UNIT);
  return {
    impressions: sums.impressions,
    clicks: sums.clicks,
    conversions: sums.conversions,
    spend: units(sums.spendMicros),
    revenue: units(sums.revenueMicros),
  };
}

/**
 * Holds every end against the figures that the file has; what it does not say may stay unknown, and a column that was
 * named for conversions gives its own sum, which the file's account of unused columns states, unless it has none (`[]`).
 */
async function hold(path: string, has: Given): Promise<void> {
  const reached = await ends(path);
  for (const { read, wishes } of reached) {
    if (read.read.problemCount > 0) continue;
    const figures = figuresOf(read);
    const unused = reached.flatMap((end) => end.read.read.unusedColumns);
    const sums = unused.filter(({ column }) => column === wishes.conversion).map(({ sum }) => sum);
    for (const figure of FIGURES) {
      const value = figures[figure];
      const said = JSON.stringify({ ...wishes, columns: [...(wishes.columns ?? [])] });
      const allowed =
        figure === 'conversions' && has.conversions?.length !== 0
          ? [...(has[figure] ?? []), ...sums]
          : (has[figure] ?? []);
      if (value !== null) expect(allowed, `${figure} after ${said}`).toContain(value);
    }
  }
}

test.each(FIXTURES)('following the hints for %s gives its own figures or none', async (name) => {
  const lines = KNOWN.filter(({ file }) => file === name);
  const valuesOf = (figure: string): number[] =>
    lines.flatMap((line) => (line[figure] === '' ? [] : [Number(line[figure])]));
  const has = Object.fromEntries(
    FIGURES.filter((figure) => valuesOf(figure).length > 0).map((figure) => [figure, valuesOf(figure)]),
  );
  await hold(join(FOLDER, name), has);
});

/** Files that ask, each in its own way, with every figure that they hold. */
const ASKING: Record<string, [text: string, has: Given]> = {
  'numbers that fit both readings': [
    'Campaign;Date;Spend;Impressions;Conversions\nA;2026-09-01;1,234;1000;2\nB;2026-09-02;2,345;2000;3\n',
    { spend: [3579, 3.579], impressions: [3000], conversions: [5] },
  ],
  'days that fit both orders': [
    'Campaign,Date,Currency,Spend,Impressions\nA,03/04/2026,USD,10,1000\nB,05/06/2026,USD,20,2000\n',
    { spend: [30], impressions: [3000] },
  ],
  'one header twice': [
    'Campaign,Date,Currency,Spend,Conversions,Conversions,Impressions\nA,2026-09-01,USD,10,2,9,1000\nB,2026-09-02,USD,20,3,9,2000\n',
    { spend: [30], impressions: [3000], conversions: [5, 18] },
  ],
  'spend in micros': [
    'Campaign,Date,Currency,Spend,Impressions\nA,2026-09-01,USD,5000000000,1000\nB,2026-09-02,USD,2500000000,2000\n',
    { spend: [7500], impressions: [3000] },
  ],
  'both ends of a period never seen in a file': [
    '"Nome do anúncio","Início dos relatórios","Término dos relatórios","Valor gasto (BRL)","Impressões"\nA,2026-09-01,2026-09-30,10,1000\nB,2026-09-01,2026-09-30,20,2000\n',
    { spend: [30], impressions: [3000] },
  ],
  'no days and no currency': [
    'Campaign,Spend,Impressions\nA,10,1000\nB,20,2000\n',
    { spend: [30], impressions: [3000] },
  ],
  'two conversions by attribution window': [
    'Ad name,Day,Amount spent (USD),Impressions,Purchases [1 Day After Viewing],Purchases [7 Days After Clicking]\nA,2026-09-01,10,1000,1,4\nB,2026-09-02,20,2000,2,5\n',
    { spend: [30], impressions: [3000], conversions: [3, 9] },
  ],
  'results of which nothing says what they are': [
    'Ad name,Day,Amount spent (USD),Impressions,Link clicks,Results\nA,2026-09-01,10,1000,20,900\nB,2026-09-02,20,2000,30,1800\n',
    { spend: [30], impressions: [3000], clicks: [50], conversions: [] },
  ],
  'words that are only offered': [
    'Campaign,Ad group,Currency code,Day,Impr.,Clicks,Cost,Leads,Value\nA,G,EUR,2026-09-01,1000,10,5.5,3,30\n',
    { spend: [5.5], impressions: [1000], clicks: [10], conversions: [3], revenue: [30] },
  ],
  'a platform of which no file was seen': [
    'Date,Marketer,Campaign name,Ad title,Impressions,Clicks,Spend,Total conversions,Conversions,Sum value\n2026-09-01,Shop,A,One,1000,20,10.5,9,2,80\n',
    { spend: [10.5], impressions: [1000], clicks: [20], conversions: [2, 9], revenue: [80] },
  ],
};

test.each(Object.entries(ASKING))(
  'following the hints for %s gives figures of the file',
  async (_kind, [text, has]) => {
    const path = join(emptyFolder(), 'export.csv');
    writeFileSync(path, text);
    const reached = await ends(path);
    expect(reached.filter(({ read }) => read.read.problemCount === 0).length).toBeGreaterThan(0);
    await hold(path, has);
  },
);

test('both ends of a period are confirmed together: no period ends up on one day', async () => {
  const [text] = ASKING['both ends of a period never seen in a file'] ?? [''];
  const path = join(emptyFolder(), 'export.csv');
  writeFileSync(path, text);
  for (const { read } of await ends(path))
    expect(read.rows.map((row) => row.dateEnd - row.dateStart)).toEqual([29, 29]);
});

const META = 'Ad name,Ad ID,Day,Amount spent (USD),Impressions\n';
const storedSpend = (db: Store): unknown =>
  db.prepare<[], { spend: number }>('SELECT sum(spend_micros) AS spend FROM ad_days').get()?.spend;

test('--replace, as an overlap is answered, leaves the figures of the newer file and no others for its days', () => {
  const db = emptyStore();
  importText(db, `${META}A,1,2026-09-01,10,1000\nA,1,2026-09-02,20,2000\nB,2,2026-09-02,5,500\n`);
  const total =
    'Ad name,Ad ID,Reporting starts,Reporting ends,Amount spent (USD),Impressions\nA,1,2026-09-01,2026-09-02,31,3100\n';
  expect(() => importText(db, total)).toThrow(expect.objectContaining({ hint: expect.stringContaining('--replace') }));
  expect(storedSpend(db)).toBe(35_000_000);
  importText(db, total, { replace: true });
  expect(storedSpend(db)).toBe(36_000_000);
});

test('--skip-bad-rows, as bad rows are answered, keeps the others and says what was left out', () => {
  const db = emptyStore();
  const text = `${META}A,1,2026-09-01,10,1000\nA,1,yesterday,20,2000\nB,2,2026-09-02,5,500\n`;
  expect(() => importText(db, text)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('--skip-bad-rows') }),
  );
  const { warnings } = importText(db, text, { skipBadRows: true });
  expect(storedSpend(db)).toBe(15_000_000);
  expect(warnings).toContainEqual({
    code: 'ROWS_LEFT_OUT',
    message: '1 of 3 rows are left out, with 20.00 USD of spend that is in no sum',
  });
});
