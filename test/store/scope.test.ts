/** A scope shows the rows of one client or account, in one currency, and leaves the store as it was. */
import { expect, test } from 'vitest';
import { saveAccount } from '../../src/store/accounts.js';
import type { Store } from '../../src/store/database.js';
import { saveRates } from '../../src/store/rates.js';
import { creativeTotals } from '../../src/store/results.js';
import { type Scope, withinScope } from '../../src/store/scope.js';
import { dayNumber } from '../../src/units.js';
import { addTestCreative, addTestImport, emptyStore } from '../helpers/store.js';

const ALL: Scope = { client: null, account: null, convert: null, truth: null };

/** Two clients with a creative each: 10.00 EUR on a Friday and a Sunday, and 3.00 USD. */
function twoClients(): Store {
  const db = emptyStore();
  const importId = addTestImport(db);
  for (const [account, client, currency, days] of [
    ['A', 'acme', 'EUR', ['2026-09-11', '2026-09-13']],
    ['G', 'globex', 'USD', ['2026-09-11']],
  ] as const) {
    saveAccount(db, { account, platform: '', client });
    const creativeId = addTestCreative(db, `${client}-ad`);
    const { lastInsertRowid: adId } = db
      .prepare(
        `INSERT INTO ads (platform, account, level, ad_key, ad_name, creative_id) VALUES ('meta', :account, 'ad', :account, 'ad', :creativeId)`,
      )
      .run({ account, creativeId });
    for (const day of days)
      db.prepare(
        `INSERT INTO ad_days (date_start, ad_id, date_end, currency, spend_micros, import_id) VALUES (:day, :adId, :day, :currency, :spend, :importId)`,
      ).run({ day: dayNumber(day), adId, currency, spend: currency === 'EUR' ? 10_000_000 : 3_000_000, importId });
  }
  saveRates(
    db,
    [
      { currency: 'USD', day: '2026-09-10', perEuro: 1.1 },
      { currency: 'USD', day: '2026-09-12', perEuro: 1.2 },
    ],
    'test',
  );
  return db;
}

const spends = (db: Store): (number | null)[] => creativeTotals(db, {}).map(({ spendMicros }) => spendMicros);
const names = (db: Store): unknown[] => db.prepare('SELECT name FROM creatives ORDER BY name').pluck().all();

test('a scope shows one client, and outside of it all are there', () => {
  const db = twoClients();
  expect(withinScope(db, { ...ALL, client: 'acme' }, () => [names(db), spends(db)])).toEqual([
    ['acme-ad'],
    [20_000_000],
  ]);
  expect([names(db), spends(db)]).toEqual([
    ['acme-ad', 'globex-ad'],
    [20_000_000, 3_000_000],
  ]);
  addTestCreative(db, 'written afterwards');
  expect(names(db)).toHaveLength(3);
});

test('each row is converted at the last rate on or before its day', () => {
  const db = twoClients();
  expect(withinScope(db, { ...ALL, convert: 'USD' }, () => spends(db))).toEqual([11_000_000 + 12_000_000, 3_000_000]);
  expect(withinScope(db, { ...ALL, convert: 'EUR' }, () => spends(db))).toEqual([
    20_000_000,
    Math.round(3_000_000 / 1.1),
  ]);
});

test('a scope within another holds until it is left', () => {
  const db = twoClients();
  const seen = withinScope(db, { ...ALL, client: 'acme' }, () => [
    withinScope(db, { ...ALL, client: 'globex' }, () => names(db)),
    withinScope(db, { ...ALL, client: 'acme' }, () => names(db)),
    names(db),
  ]);
  expect(seen).toEqual([['globex-ad'], ['acme-ad'], ['acme-ad']]);
  expect(names(db)).toHaveLength(2);
});

test('a failure within a scope, also one that takes a transaction back, leaves nothing behind', () => {
  const db = twoClients();
  const fails = (): never => {
    throw new Error('no');
  };
  expect(() => withinScope(db, { ...ALL, client: 'acme' }, fails)).toThrow('no');
  expect(() => db.transaction(() => withinScope(db, { ...ALL, client: 'acme' }, fails))()).toThrow('no');
  expect(() => withinScope(db, { ...ALL, convert: 'JPY' }, () => spends(db))).toThrow(
    /no rate of JPY on or before 2026-09-11/,
  );
  expect(names(db)).toHaveLength(2);
  expect(withinScope(db, { ...ALL, client: 'globex' }, () => spends(db))).toEqual([3_000_000]);
});

test('results that came since a scope was left are in the next one', () => {
  const db = twoClients();
  const spend = (): (number | null)[] => withinScope(db, { ...ALL, client: 'globex' }, () => spends(db));
  expect(spend()).toEqual([3_000_000]);
  db.prepare("UPDATE ad_days SET spend_micros = 4000000 WHERE currency = 'USD'").run();
  expect(spend()).toEqual([4_000_000]);
});
