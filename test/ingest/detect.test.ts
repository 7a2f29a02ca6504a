/** A platform is named by what only it writes; anything else is a plain table, with the same figures under any name. */
import { expect, test } from 'vitest';
import { detect } from '../../src/ingest/detect.js';
import { headerKey } from '../../src/ingest/headers.js';
import { GENERIC } from '../../src/ingest/platforms/generic.js';
import { PLATFORMS } from '../../src/ingest/platforms/index.js';
import type { Platform } from '../../src/ingest/roles.js';
import { readText } from '../helpers/read-export.js';

const columnsOf = ({ columns }: Platform): string[] =>
  Object.values(columns).flatMap((spellings) => Object.values(spellings).flat().map(headerKey));

test.each(PLATFORMS)('the marks of $title are nobody else’s, and no header of a plain table', ({ id, marks }) => {
  const others = PLATFORMS.filter((platform) => platform.id !== id);
  const taken = new Set([...others.flatMap((platform) => platform.marks.map(headerKey)), ...columnsOf(GENERIC)]);
  expect(marks.filter((mark) => taken.has(headerKey(mark)))).toEqual([]);
});

test.each([
  'date,campaign_name,ad_group_name,ad_name,impressions,clicks,cost,conversions,conversion_value',
  'date,campaign_name,adset_name,ad_name,amount_spent,impressions,link_clicks_total,purchases',
  'date,campaign,creative,impressions,clicks,spend,conversions,revenue,profit,roi,cr,epc',
  'date,campaign,ad,spend,impressions,clicks,visits,conversions,revenue',
  'Campaign Name,Ad Group Name,Ad Name,Date,Amount Spent,Impressions,Clicks',
  'Campaign Name,Ad Group Name,Ad Name,Date,Amount Spent (USD),Impressions,Clicks,CPC',
  'day,campaign,ad,spend,avg. cpc,impressions,clicks,conversions,campaign status',
  'date,product,ad,spend,impressions,clicks,orders,total sales,discounts,returns,new users',
  'Дата,Кампания,Объявление,Показы,Клики,Расход,Конверсии,Отказы',
  'data,campanha,anúncio,impressões,cliques,custo,conversões',
  'date,campaign,ad,cost,impressions,clicks,saves,follows,replies,engagements,ecpm',
])('%s is nobody’s but a plain table', (header) => {
  const width = header.split(',').length;
  const row = header
    .split(',')
    .map((name, place) => (place === 0 || name === 'Date' ? '2026-09-01' : String(width - place)));
  expect(detect(Buffer.from(`${header}\n${row.join(',')}\n`), PLATFORMS)?.platform.id).toBe('generic');
});

test('a file has the same figures and the same platform whatever it is called', () => {
  const text = 'date,campaign,ad,impressions,clicks,cost,conversions,revenue\n2026-09-01,C,a,1000,20,10,2,90\n';
  const names = ['table.csv', 'google_ads.csv', 'facebook.csv', 'tiktok spark.csv', 'keitaro.csv', 'vk.csv', 'ga4.csv'];
  const all = names.map((name) => {
    const { layout, read } = readText(text, { currency: 'USD' }, name);
    return { platform: layout.platform.id, sums: read.sums };
  });
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(all[0]).toMatchObject({ platform: 'generic', sums: { conversions: 2, revenueMicros: 90_000_000 } });
});

test('few columns are enough where the spend is written as only one platform writes it', () => {
  const text = 'Ad name,Ad ID,Day,Amount spent (USD),Impressions\na,1,2026-09-01,10,1000\n';
  expect(readText(text).layout.platform.id).toBe('meta');
});

test('naming a column by hand names no platform', () => {
  const text = 'when,campaign_name,cost,impressions\n2026-09-01,C,10,1000\n';
  const { layout } = readText(text, { currency: 'USD', columns: new Map([['day', 'when']]) });
  expect(layout.platform.id).toBe('generic');
});

test('a Portuguese export of Meta is read with its own days', () => {
  const text =
    'Início dos relatórios,Encerramento dos relatórios,Nome do anúncio,Valor usado (BRL),Impressões,Cliques no link\n2026-03-01,2026-03-01,a,33.12,2550,22\n';
  const { layout, rows } = readText(text);
  expect(layout.platform.id).toBe('meta');
  expect(rows).toHaveLength(1);
});
