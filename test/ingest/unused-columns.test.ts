import { expect, test } from 'vitest';
import { importText } from '../helpers/import-text.js';
import { readText } from '../helpers/read-export.js';
import { emptyStore } from '../helpers/store.js';

const META = 'Ad name,Day,Impressions,Link clicks,Clicks (all),Amount spent (USD),CTR (all),Post saves,Reach,Notes\n';

test('every column of numbers that no figure comes from is named with its sum and the reason', () => {
  const { read } = readText(
    `${META}Ad A,2026-09-01,"1,000",10,14,5.50,1.4%,3,"900",Boosted\nAd A,2026-09-02,"2,000",20,25,6.50,1.25%,4,"1,700",\nAd B,2026-09-02,500,5,6,2,1.2%,,400,ok\n`,
  );
  expect(read.unusedColumns).toEqual([
    { column: 'Clicks (all)', sum: 45, reason: 'clicks: taken from "Link clicks"' },
    { column: 'CTR (all)', sum: null, reason: 'a rate, an average or a price: such figures do not add up' },
    { column: 'Post saves', sum: 7, reason: 'creo keeps no such figure' },
    { column: 'Reach', sum: 3000, reason: 'creo keeps no such figure' },
  ]);
});

test("the file's own total is in no sum, and rows whose one figure is unused are", () => {
  const { read } = readText(
    'Ad name,Day,Impressions,Link clicks,Amount spent (USD),Post saves\n,,1500,15,7.5,8\nAd A,2026-09-01,1000,10,5,5\nAd B,2026-09-01,500,5,2.5,1\nAd C,2026-09-01,,,,2\n',
  );
  expect(read.unusedColumns).toEqual([{ column: 'Post saves', sum: 8, reason: 'creo keeps no such figure' }]);
});

test('amounts in another style and corrections below zero are summed as they are written', () => {
  const { read } = readText(
    'Название кампании;Дата;Показы;Клики;Расход, ₽;Бонусы\nА;01.09.2026;1000;10;500,50;1 200,75\nБ;13.09.2026;2000;20;700,25;-200,25\n',
  );
  expect(read.unusedColumns).toEqual([{ column: 'Бонусы', sum: 1000.5, reason: 'creo keeps no such figure' }]);
});

test('a header that the generic dictionary knows is taken whatever the platform, and it is said', () => {
  const { read, layout, warnings } = readText(
    'Campaign,Ad group,Currency code,Day,Impr.,Clicks,Cost,Revenue\nA,G,EUR,2026-09-01,1000,10,5.50,33.20\nB,G,EUR,2026-09-01,2000,20,6.50,40\n',
  );
  expect(layout.platform.id).toBe('google');
  expect(read.sums.revenueMicros).toBe(73_200_000);
  expect(warnings).toContain('BORROWED_COLUMN');
});

test('a word that can mean something else is offered and not taken', () => {
  const { read, warnings } = readText(
    'Campaign,Ad group,Currency code,Day,Impr.,Clicks,Cost,Leads\nA,G,EUR,2026-09-01,1000,10,5.50,3\n',
  );
  expect(read.sums.conversions).toBeNull();
  expect(warnings).toContain('CANDIDATE_COLUMN');
  expect(read.unusedColumns).toEqual([
    { column: 'Leads', sum: 3, reason: 'looks like conversions: --column conversions="Leads" takes it' },
  ]);
});

test('what a platform means otherwise is left alone: clicks of a tracker stay out of the clicks', () => {
  const { read } = readText(
    'campaign,day,clicks,campaign_unique_clicks,conversions,cost,revenue,sub_id_1\nA,2026-09-01,40,38,2,10,60,x\n',
    {
      currency: 'USD',
    },
  );
  expect(read.sums.clicks).toBeNull();
  expect(read.unusedColumns.map(({ column, sum }) => [column, sum])).toEqual([
    ['clicks', 40],
    ['campaign_unique_clicks', 38],
  ]);
});

test('an import keeps the account of its columns, also when the same file comes again', () => {
  const db = emptyStore();
  const text = `${META}Ad A,2026-09-01,1000,10,14,5.50,1.4%,3,900,x\n`;
  const first = importText(db, text);
  expect(first.unusedColumns.map(({ column }) => column)).toEqual(['Clicks (all)', 'CTR (all)', 'Post saves', 'Reach']);
  expect(importText(db, text).unusedColumns).toEqual(first.unusedColumns);
});

test('a column of names that the platform does not write is offered, as it would set the level', () => {
  const { prepared, warnings } = readText(
    'Campaign,Currency code,Day,Impr.,Clicks,Cost,Creative name\nA,EUR,2026-09-01,1000,10,5.50,clip one\n',
  );
  expect(prepared.reading.level).toBe('campaign');
  expect(warnings).toContain('CANDIDATE_COLUMN');
});
