/** What imports do to each other in the store: replace, leave alone, refuse, and go away again without a trace. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { UserError } from '../../src/errors.js';
import { openStore, type Store } from '../../src/store/database.js';
import { allImports } from '../../src/store/imports.js';
import { addDays } from '../../src/units.js';
import { importText } from '../helpers/import-text.js';

const newStore = (): Store => openStore(':memory:', { create: true });

const undoImport = (db: Store, importId: number): void => {
  undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId });
};

/** All that imports write, without the numbers that the store gives out. */
const contents = (db: Store): unknown => ({
  days: db
    .prepare(
      `SELECT a.platform, a.account, a.level, a.external_id, a.campaign, a.ad_group, a.ad_name, c.name AS creative, d.date_start, d.date_end, d.currency,
         d.impressions, d.clicks, d.conversions, d.spend_micros, d.revenue_micros
       FROM ad_days d JOIN ads a USING (ad_id) LEFT JOIN creatives c USING (creative_id)
       ORDER BY a.platform, a.account, a.level, a.external_id, a.campaign, a.ad_name, d.date_start, d.date_end`,
    )
    .all(),
  ads: db
    .prepare(
      'SELECT platform, account, level, ad_key, campaign, ad_group, ad_name FROM ads ORDER BY platform, level, ad_key, account',
    )
    .all(),
  creatives: db.prepare('SELECT name FROM creatives ORDER BY name').all(),
});

const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.code;
    throw thrown;
  }
};

interface TestRow {
  ad: number;
  day: number;
  spend: number;
  clicks: number | null;
}

const HEADER = 'date,campaign,ad_name,ad_id,impressions,clicks,spend,currency';
const exportOf = (rows: readonly TestRow[]): string =>
  [
    HEADER,
    ...rows.map(
      ({ ad, day, spend, clicks }) =>
        `${addDays('2026-09-01', day)},c,ad ${ad},10${ad},${spend * 10},${clicks ?? ''},${spend},USD`,
    ),
  ].join('\n');

const row = fc.record({
  ad: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 0, max: 3 }),
  spend: fc.integer({ min: 1, max: 3 }),
  clicks: fc.option(fc.integer({ min: 0, max: 2 })),
});
const file = fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: ({ ad, day }) => `${ad} ${day}` });

test('of each figure the newest import that has it holds, and undo in any order leaves what the others said', () => {
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
      (files, undone) => {
        const db = newStore();
        // The model: each ad and day has a pile with what every import said of it. A file that says nothing new is no import.
        const piles = new Map<string, { importId: number; clicks: number | null; spend: number }[]>();
        for (const rows of files) {
          const { importId, rowsNew, rowsReplaced } = importText(db, exportOf(rows));
          if (rowsNew + rowsReplaced === 0) continue;
          for (const { ad, day, clicks, spend } of rows) {
            const pile = piles.get(`${ad} ${day}`) ?? [];
            piles.set(`${ad} ${day}`, pile);
            pile.push({ importId: importId ?? 0, clicks, spend });
          }
        }
        const expected = (): unknown =>
          [...piles]
            .filter(([, pile]) => pile.length > 0)
            .map(([key, pile]) => {
              const [ad, day] = key.split(' ');
              const clicks = pile.findLast((one) => one.clicks !== null)?.clicks ?? null;
              const spend = pile.at(-1)?.spend ?? 0;
              return { ad_name: `ad ${ad}`, day: Number(day), clicks, spend_micros: spend * 1_000_000 };
            })
            .sort((a, b) => a.ad_name.localeCompare(b.ad_name) || a.day - b.day);
        expect(figures(db)).toEqual(expected());
        const real = new Set(allImports(db).map(({ importId }) => importId));
        for (const importId of undone) {
          if (!real.delete(importId)) continue;
          undoImport(db, importId);
          for (const [key, pile] of piles)
            piles.set(
              key,
              pile.filter((one) => one.importId !== importId),
            );
          expect(figures(db)).toEqual(expected());
        }
      },
    ),
    { numRuns: 80 },
  );
});

const figures = (db: Store): unknown =>
  db
    .prepare(
      `SELECT a.ad_name, d.date_start - 20697 AS day, d.clicks, d.spend_micros FROM ad_days d JOIN ads a USING (ad_id) ORDER BY a.ad_name, d.date_start`,
    )
    .all();

test('undo restores rows, ads and creatives exactly', () => {
  const db = newStore();
  importText(db, exportOf([{ ad: 1, day: 0, spend: 2, clicks: 1 }]));
  const before = contents(db);
  const { importId } = importText(
    db,
    `${exportOf([
      { ad: 1, day: 0, spend: 3, clicks: 2 },
      { ad: 2, day: 1, spend: 1, clicks: 0 },
    ]).replace('ad 1', 'renamed ad')}`,
  );
  expect(contents(db)).not.toEqual(before);
  undoImport(db, importId ?? 0);
  expect(contents(db)).toEqual(before);
  expect(codeOf(() => undoImport(db, importId ?? 0))).toBe('UNDONE_BEFORE');
  expect(codeOf(() => undoImport(db, 99))).toBe('NO_IMPORT');
});

test('rows that come again with the same figures change nothing, and stay when the import that brought them is undone', () => {
  const db = newStore();
  const first = importText(
    db,
    exportOf([
      { ad: 1, day: 0, spend: 2, clicks: 1 },
      { ad: 1, day: 1, spend: 2, clicks: 1 },
    ]),
  );
  const second = importText(
    db,
    exportOf([
      { ad: 1, day: 1, spend: 2, clicks: 1 },
      { ad: 1, day: 2, spend: 2, clicks: 1 },
    ]),
  );
  expect(second).toMatchObject({ rowsNew: 1, rowsReplaced: 0, rowsUnchanged: 1 });
  undoImport(db, first.importId ?? 0);
  expect(figures(db)).toEqual([
    { ad_name: 'ad 1', day: 1, clicks: 1, spend_micros: 2_000_000 },
    { ad_name: 'ad 1', day: 2, clicks: 1, spend_micros: 2_000_000 },
  ]);
  undoImport(db, second.importId ?? 0);
  expect(contents(db)).toEqual({ days: [], ads: [], creatives: [] });
});

const daily =
  'date,campaign,ad_name,impressions,clicks,spend,currency\n2026-09-01,c,a,10,1,1.00,USD\n2026-09-02,c,a,10,1,1.00,USD\n';
const week =
  'date_start,date_end,campaign,ad_name,impressions,clicks,spend,currency\n2026-09-01,2026-09-07,c,a,90,9,9.00,USD\n';
const campaigns = 'date,campaign,impressions,clicks,spend,currency\n2026-09-02,c,30,3,3.00,USD\n';
const account = 'date,impressions,clicks,spend,currency\n2026-09-02,40,4,4.00,USD\n';

test.each([
  ['days under a period', week, daily],
  ['a period over days', daily, week],
  ['a campaign over its ads', daily, campaigns],
  ['ads under their campaign', campaigns, daily],
  ['an account over its ads', daily, account],
  ['a period that overlaps another', week, week.replace('2026-09-01,2026-09-07', '2026-09-05,2026-09-11')],
])(
  '%s: the same delivery twice is refused, --replace lets the new file stand, and undo brings the old one back',
  (_, older, newer) => {
    const db = newStore();
    importText(db, older, { name: 'a.csv' });
    const before = contents(db);
    expect(codeOf(() => importText(db, newer, { name: 'b.csv' }))).toBe('OVERLAP');
    expect(contents(db)).toEqual(before);
    const replaced = importText(db, newer, { name: 'b.csv', replace: true });
    expect(replaced.warnings.map(({ code }) => code)).toContain('OVERLAP_REPLACED');
    const newRows = db.prepare('SELECT count(*) FROM ad_days WHERE import_id = ?').pluck().get(replaced.importId);
    expect(newRows).toBe(replaced.rowsNew);
    undoImport(db, replaced.importId ?? 0);
    expect(contents(db)).toEqual(before);
  },
);

test('another campaign, other days or another platform are no overlap', () => {
  const db = newStore();
  importText(db, daily);
  importText(db, campaigns.replaceAll(',c,', ',other,'));
  importText(db, week.replace('2026-09-01,2026-09-07', '2026-09-08,2026-09-14'));
  importText(db, campaigns.replace(/^(.*)$/m, '$1,channel').replace(/^(\d.*)$/gm, '$1,TikTok'));
  expect(allImports(db)).toHaveLength(4);
});

test('an ad known by id is found by its names in a file without ids, and the other way round', () => {
  const withIds = 'date,campaign,ad_name,ad_id,spend,currency\n2026-09-01,c,a,111,1,USD\n';
  const withoutIds = 'date,campaign,ad_name,spend,currency\n2026-09-01,c,a,2,USD\n';
  for (const [first, second] of [
    [withIds, withoutIds],
    [withoutIds, withIds],
  ]) {
    const db = newStore();
    importText(db, first);
    expect(importText(db, second)).toMatchObject({ adsNew: 0, rowsReplaced: 1 });
  }
});

test('names that stand for several ids are refused rather than counted twice', () => {
  const db = newStore();
  importText(db, 'date,campaign,ad_name,ad_id,spend,currency\n2026-09-01,c,a,111,1,USD\n2026-09-01,c,a,222,1,USD\n');
  expect(codeOf(() => importText(db, 'date,campaign,ad_name,spend,currency\n2026-09-01,c,a,2,USD\n'))).toBe(
    'IDS_MISSING',
  );
});

test('several rows of one ad and day in one file are added up, also when they replace', () => {
  const db = newStore();
  const text = 'date,campaign,ad_name,country,spend,currency\n2026-09-01,c,a,DE,1,USD\n2026-09-01,c,a,FR,2,USD\n';
  expect(importText(db, text)).toMatchObject({ rowsNew: 1, rowsMerged: 1 });
  expect(importText(db, text.replace('FR,2', 'FR,4'))).toMatchObject({ rowsReplaced: 1, rowsMerged: 1 });
  expect(db.prepare('SELECT spend_micros FROM ad_days').pluck().all()).toEqual([5_000_000]);
  expect(db.prepare('SELECT dimension, value, spend_micros FROM ad_segments ORDER BY import_id, value').all()).toEqual([
    { dimension: 'country', value: 'DE', spend_micros: 1_000_000 },
    { dimension: 'country', value: 'FR', spend_micros: 2_000_000 },
    { dimension: 'country', value: 'DE', spend_micros: 1_000_000 },
    { dimension: 'country', value: 'FR', spend_micros: 4_000_000 },
  ]);
});

test('an ad name that is SQL, a formula, emoji or right-to-left text is kept as it is', () => {
  const db = newStore();
  for (const name of ["'; DROP TABLE ads; --", "=cmd|' /C calc'!A0", '🎬 הוק 🎬', 'a\u202eb', 'x "quoted", y']) {
    importText(db, `date,campaign,ad_name,spend,currency\n2026-09-01,c,"${name.replaceAll('"', '""')}",1,USD\n`);
    expect(db.prepare('SELECT 1 FROM creatives WHERE name = ?').get(name)).toBeDefined();
  }
});
