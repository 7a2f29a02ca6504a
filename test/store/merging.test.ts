/** Where a second file meets the first: what it has replaces, what it lacks stays, and nobody is counted twice. */
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { UserError } from '../../src/errors.js';
import { openStore, type Store } from '../../src/store/database.js';
import { importText } from '../helpers/import-text.js';

const newStore = (): Store => openStore(':memory:', { create: true });
const undoImport = (db: Store, importId: number | null): void => {
  undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId: importId ?? 0 });
};
const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;

/** Impressions, clicks, conversions, spend and revenue of every row, with the ad's name. */
const rows = (db: Store): unknown[] =>
  db
    .prepare(
      `SELECT a.ad_name || ' ' || (d.date_start - 20513), d.impressions, d.clicks, d.conversions, d.spend_micros / 1000000.0, d.revenue_micros / 1000000.0
       FROM ad_days d JOIN ads a USING (ad_id) ORDER BY 1`,
    )
    .raw()
    .all();

function refusal(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.code;
    throw thrown;
  }
}
const codes = ({ warnings }: { warnings: readonly { code: string }[] }): string[] => warnings.map(({ code }) => code);
const said = ({ warnings }: { warnings: readonly { code: string; message: string }[] }, code: string): string =>
  warnings.find((warning) => warning.code === code)?.message ?? '';

const WHOLE =
  'Day,Campaign name,Ad set name,Ad name,Impressions,Link clicks,Amount spent (USD),Purchases,Purchases conversion value';
const DELIVERY = 'Day,Campaign name,Ad set name,Ad name,Impressions,Link clicks,Amount spent (USD)';
const EVENTS = 'Day,Campaign name,Ad set name,Ad name,Purchases,Purchases conversion value';
const whole = csv(
  WHOLE,
  '2026-03-01,Spring,Broad,hook a,1900,31,12.40,3,90',
  '2026-03-01,Spring,Broad,hook b,2100,28,11.10,1,35',
);

test('a breakdown without purchases keeps the known ones, and its parts', () => {
  const db = newStore();
  importText(db, whole);
  const second = importText(
    db,
    csv(
      'Day,Campaign name,Ad set name,Ad name,Age,Impressions,Link clicks,Amount spent (USD)',
      '2026-03-01,Spring,Broad,hook a,18-24,900,11,5.40',
      '2026-03-01,Spring,Broad,hook a,25-34,1000,20,7.00',
    ),
  );
  expect(second).toMatchObject({ rowsNew: 0, rowsReplaced: 0, rowsUnchanged: 1, rowsMerged: 1, changed: [] });
  expect(rows(db)).toEqual([
    ['hook a 0', 1900, 31, 3, 12.4, 90],
    ['hook b 0', 2100, 28, 1, 11.1, 35],
  ]);
  expect(db.prepare('SELECT count(*) FROM ad_segments').pluck().get()).toBe(2);
  expect(codes(second)).not.toContain('DELIVERY_NEWER');
});

test('a file of conversions fills in what the delivery left open, in the currency of that, and undo of either leaves the other', () => {
  const db = newStore();
  const delivery = importText(db, csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,1900,31,12.40'));
  const events = importText(db, csv(EVENTS, '2026-03-01,Spring,Broad,hook a,3,90'));
  expect(codes(events)).toContain('FILLS_IN');
  expect(events).toMatchObject({ currency: 'USD', rowsNew: 0, rowsReplaced: 1 });
  expect(rows(db)).toEqual([['hook a 0', 1900, 31, 3, 12.4, 90]]);
  undoImport(db, delivery.importId);
  expect(rows(db)).toEqual([['hook a 0', null, null, 3, null, 90]]);
  undoImport(db, events.importId);
  expect(rows(db)).toEqual([]);
});

test('conversions of ads or days that the store does not have are refused, rows without any event are left out', () => {
  const db = newStore();
  importText(db, csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,1900,31,12.40'));
  const before = rows(db);
  const events = csv(
    EVENTS,
    '2026-03-01,Spring,Broad,hook a,3,90',
    '2026-03-02,Spring,Broad,hook a,1,30',
    '2026-03-03,Spring,Broad,hook a,0,0',
  );
  expect(refusal(() => importText(db, events))).toBe('UNKNOWN_DAYS');
  expect(rows(db)).toEqual(before);
  const skipped = importText(db, events, { skipBadRows: true });
  expect(skipped).toMatchObject({ rowsReplaced: 1, rowsSkipped: 1 });
  expect(skipped.problems).toMatchObject([{ line: 3, code: 'UNKNOWN_DAYS' }]);
  expect(said(skipped, 'NOTHING_TO_FILL_IN')).toContain('1 row');
  expect(refusal(() => importText(newStore(), events))).toBe('NO_SPEND');
});

test('delivery that is newer than conversions is said, with the days and the import that gave them', () => {
  const db = newStore();
  const first = importText(db, whole);
  const second = importText(
    db,
    csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,1990,33,12.90', '2026-03-01,Spring,Broad,hook b,2100,28,11.10'),
  );
  expect(said(second, 'DELIVERY_NEWER')).toMatch(
    new RegExp(`2026-03-01 the delivery of 1 row .* conversions and revenue, which import ${first.importId} gave`),
  );
  expect(second.changed).toEqual([
    { figure: 'impressions', rows: 1, before: 1900, after: 1990 },
    { figure: 'clicks', rows: 1, before: 31, after: 33 },
    { figure: 'spendMicros', rows: 1, before: 12_400_000, after: 12_900_000 },
  ]);
  expect(rows(db)[0]).toEqual(['hook a 0', 1990, 33, 3, 12.9, 90]);
});

test('--replace takes whole rows, says what became unknown, and undo brings it back', () => {
  const db = newStore();
  importText(db, whole);
  const before = rows(db);
  const second = importText(db, csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,1900,31,12.40'), { replace: true });
  expect(rows(db)[0]).toEqual(['hook a 0', 1900, 31, null, 12.4, null]);
  expect(second.becameUnknown).toEqual([
    { figure: 'conversions', rows: 1, sum: 3 },
    { figure: 'revenueMicros', rows: 1, sum: 90_000_000 },
  ]);
  expect(codes(second)).toContain('BECAME_UNKNOWN');
  undoImport(db, second.importId);
  expect(rows(db)).toEqual(before);
});

test('a middle import that is undone takes its figures alone', () => {
  const db = newStore();
  importText(db, whole);
  const middle = importText(db, csv(EVENTS, '2026-03-01,Spring,Broad,hook a,4,120'));
  importText(db, csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,2000,35,13.00'));
  expect(rows(db)[0]).toEqual(['hook a 0', 2000, 35, 4, 13, 120]);
  undoImport(db, middle.importId);
  expect(rows(db)[0]).toEqual(['hook a 0', 2000, 35, 3, 13, 90]);
});

test('amounts of another currency never join a row: they replace all of them or are refused', () => {
  const db = newStore();
  importText(db, whole);
  const inEuro = csv(DELIVERY.replace('USD', 'EUR'), '2026-03-01,Spring,Broad,hook a,1900,31,11.40');
  expect(refusal(() => importText(db, inEuro))).toBe('CURRENCY_CHANGED');
  const replaced = importText(db, whole.replace('(USD)', '(EUR)'));
  expect(codes(replaced)).toContain('CURRENCY_CHANGED');
  expect(db.prepare('SELECT DISTINCT currency FROM ad_days').pluck().all()).toEqual(['EUR']);
});

test('one id under several names at once is no identity, and an ad that is renamed from one day to the next is one ad', () => {
  const file = (first: string, second: string, day: string): string =>
    csv(
      'Day,Campaign name,Ad name,Ad ID,Impressions,Amount spent (USD)',
      `2026-03-01,Spring,hook a,${first},1900,12.40`,
      `${day},Spring,hook b,${second},1800,11.40`,
    );
  const shared = newStore();
  const summary = importText(shared, file('120212345678901000', '120212345678901000', '2026-03-01'));
  expect(codes(summary)).toContain('IDS_IGNORED');
  expect(rows(shared)).toHaveLength(2);
  expect(shared.prepare('SELECT DISTINCT external_id FROM ads').pluck().all()).toEqual([null]);
  const cut = newStore();
  expect(codes(importText(cut, file('120212345678901000', '120212345678902000', '2026-03-01')))).toContain(
    'IDS_IGNORED',
  );
  const renamed = newStore();
  expect(importText(renamed, file('120212345678901234', '120212345678901234', '2026-03-02'))).toMatchObject({
    adsNew: 1,
  });
  const whole = newStore();
  expect(importText(whole, file('120212345678901000', '120212345678901234', '2026-03-01'))).toMatchObject({
    adsNew: 2,
  });
  expect(whole.prepare('SELECT external_id FROM ads ORDER BY 1').pluck().all()).toEqual([
    '120212345678901000',
    '120212345678901234',
  ]);
});

test('ids that are cut in a file without names are refused', () => {
  const file = csv(
    'Day,Ad ID,Impressions,Amount spent (USD)',
    '2026-03-01,120212345678901000,1900,12.40',
    '2026-03-01,120212345678902000,1900,12.40',
  );
  expect(refusal(() => importText(newStore(), file))).toBe('IDS_CUT');
});

const renamed = (text: string): string =>
  text.replaceAll('hook a', 'hook a | SCALE').replaceAll('hook b', 'hook b | SCALE');

test('ads that come back under new names with the same figures count once, keep their creative, and undo gives the old names back', () => {
  const db = newStore();
  importText(db, whole);
  const creatives = db.prepare('SELECT name FROM creatives ORDER BY 1').pluck().all();
  const second = importText(
    db,
    renamed(
      csv(
        whole.trimEnd(),
        '2026-03-02,Spring,Broad,hook a,800,9,4.00,0,0',
        '2026-03-02,Spring,Broad,hook b,700,8,3.00,0,0',
      ),
    ),
  );
  expect(said(second, 'RENAMED')).toContain('"hook a" is now "hook a | SCALE"');
  expect(second).toMatchObject({ adsNew: 0, creativesNew: 0, rowsNew: 2, rowsUnchanged: 2 });
  expect(rows(db)).toHaveLength(4);
  expect(db.prepare('SELECT name FROM creatives ORDER BY 1').pluck().all()).toEqual(creatives);
  undoImport(db, second.importId);
  expect(db.prepare('SELECT ad_name FROM ads ORDER BY 1').pluck().all()).toEqual(['hook a', 'hook b']);
});

test('a poorer file under new names keeps what it lacks', () => {
  const db = newStore();
  importText(db, whole);
  importText(
    db,
    renamed(
      csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,1900,31,12.40', '2026-03-01,Spring,Broad,hook b,2100,28,11.10'),
    ),
  );
  expect(rows(db)).toEqual([
    ['hook a | SCALE 0', 1900, 31, 3, 12.4, 90],
    ['hook b | SCALE 0', 2100, 28, 1, 11.1, 35],
  ]);
});

test('small equal figures prove nothing, and two ads of different ids are two', () => {
  const db = newStore();
  importText(db, csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,0,0,0', '2026-03-01,Spring,Broad,hook b,3,0,0.02'));
  importText(
    db,
    renamed(csv(DELIVERY, '2026-03-01,Spring,Broad,hook a,0,0,0', '2026-03-01,Spring,Broad,hook b,3,0,0.02')),
  );
  expect(rows(db)).toHaveLength(4);
  const withIds = newStore();
  const file = (name: string, id: string): string =>
    csv(
      'Day,Campaign name,Ad name,Ad ID,Impressions,Amount spent (USD)',
      `2026-03-01,Spring,${name},${id},19000,120.40`,
    );
  importText(withIds, file('hook a', '120212345678901234'));
  importText(withIds, file('hook z', '120212345678904321'));
  expect(rows(withIds)).toHaveLength(2);
});

test('a new ad beside a missing one of about the same delivery is a doubt that is said', () => {
  const db = newStore();
  importText(db, whole);
  const second = importText(
    db,
    csv(
      DELIVERY,
      '2026-03-01,Spring,Broad,hook a | SCALE,1930,32,12.60',
      '2026-03-01,Spring,Broad,hook b,2100,28,11.10',
    ),
  );
  expect(said(second, 'MAYBE_RENAMED')).toContain('"hook a"');
});

test('a file that leaves the ad set out finds its ads by the rest and erases no name; where two fit it is refused', () => {
  const db = newStore();
  importText(db, whole);
  const poor = csv('Day,Campaign name,Ad name,Impressions,Amount spent (USD)', '2026-03-01,Spring,hook a,1950,12.80');
  expect(importText(db, poor)).toMatchObject({ adsNew: 0, rowsReplaced: 1 });
  expect(db.prepare('SELECT DISTINCT ad_group FROM ads').pluck().all()).toEqual(['Broad']);
  importText(db, csv(DELIVERY, '2026-03-01,Spring,Narrow,hook a,500,5,2.00'));
  expect(refusal(() => importText(db, poor.replace('1950', '1960')))).toBe('PARENTS_MISSING');
});

test('a longer period that --replace sets aside is told with what it held, and the hint says so before', () => {
  const db = newStore();
  importText(
    db,
    csv(
      'Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,Amount spent (USD),Impressions,Link clicks',
      '2026-03-01,2026-03-31,C,S,a,100,10000,200',
    ),
  );
  const days = csv(DELIVERY, '2026-03-01,C,S,a,300,6,3.50', '2026-03-02,C,S,a,310,7,3.60');
  let hint = '';
  try {
    importText(db, days);
  } catch (thrown) {
    hint = thrown instanceof UserError ? thrown.hint : '';
  }
  expect(hint).toMatch(
    /^Export all of 2026-03-01 to 2026-03-31 .* of 2026-03-01 to 2026-03-02, it would set the older rows aside whole/,
  );
  const message = said(importText(db, days, { replace: true }), 'OVERLAP_REPLACED');
  expect(message).toContain('spend 100.00 USD, 10,000 impressions');
  expect(message).toContain('this file has only 2026-03-01 to 2026-03-02');
});

test('ids that a spreadsheet cut are refused where no names stand beside them', () => {
  const cut = csv(
    'Day,Ad ID,Amount spent (USD),Impressions',
    '2026-03-01,1.20212E+17,10,1000',
    '2026-03-01,1.20213E+17,11,1100',
  );
  expect(refusal(() => importText(newStore(), cut))).toBe('IDS_CUT');
});
