/**
 * An agency's files: acme (EUR, Meta and TikTok), globex (USD, TikTok) and initech (JPY, Meta), whose ads partly have the
 * same names; GA4 of acme's shop, a tracker of globex; reference rates with a weekend and a gap.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Monday 2026-09-07 to Sunday 2026-09-13. */
export const DAYS = ['07', '08', '09', '10', '11', '12', '13'].map((day) => `2026-09-${day}`);

/** Some steady numbers: the same for the same place, and without a pattern that anything could lean on. */
const some = (seed: number, least: number, most: number): number => {
  const mixed = Math.imul(seed + 1, 2654435761) >>> 0;
  return least + (((mixed ^ (mixed >>> 15)) >>> 0) % (most - least + 1));
};

interface AdText {
  campaign: string;
  name: string;
  id: string;
}

const ads = (client: string, names: readonly string[], firstDigits: string): AdText[] =>
  names.map((name, at) => ({ campaign: `${client} autumn`, name, id: `${firstDigits}${at}` }));

export const ACME_META = ads('acme', ['hook_a', 'hook_b', 'acme_story', 'acme_unbox'], '12021000000000010');
export const ACME_TIKTOK = ads('acme', ['hook_a', 'acme_duet', 'acme_story'], '179000000000010');
export const GLOBEX_TIKTOK = ads('globex', ['hook_a', 'hook_b', 'globex_loop', 'globex_talk'], '179000000000050');
export const INITECH_META = ads('initech', ['hook_b', 'initech_desk', 'initech_stapler'], '12021000000000090');

interface Money {
  currency: string;
  account: string;
  /** Units of the currency that a click costs, about. */
  click: number;
  decimals: number;
  seed: number;
}

const rowsOf = (list: readonly AdText[], { click, decimals, seed }: Money) =>
  list.flatMap((ad, place) =>
    DAYS.map((day, at) => {
      const own = seed + 97 * place + 13 * at;
      const clicks = some(own, 40, 160);
      const purchases = some(own + 1, 0, 1 + Math.round(clicks / (8 + 6 * place)));
      const value = (purchases * click * some(own + 2, 12, 25)).toFixed(decimals);
      return {
        ...ad,
        day,
        clicks,
        impressions: clicks * some(own + 3, 40, 70),
        purchases,
        value,
        spend: ((clicks * click * some(own + 4, 80, 120)) / 100).toFixed(decimals),
      };
    }),
  );

const meta = (list: readonly AdText[], money: Money): string =>
  [
    `Reporting starts,Reporting ends,Account name,Campaign name,Ad name,Ad ID,Impressions,Amount spent (${money.currency}),Link clicks,Purchases,Purchases conversion value`,
    ...rowsOf(list, money).map((row) =>
      [
        row.day,
        row.day,
        money.account,
        row.campaign,
        row.name,
        row.id,
        row.impressions,
        row.spend,
        row.clicks,
        row.purchases,
        row.value,
      ].join(','),
    ),
    '',
  ].join('\n');

const tiktok = (list: readonly AdText[], money: Money): string =>
  [
    'Account name,Campaign name,Ad name,Ad ID,Date,Cost,Impressions,Clicks (destination),Conversions,Total purchase value,Currency',
    ...rowsOf(list, money).map((row) =>
      [
        money.account,
        row.campaign,
        row.name,
        row.id,
        row.day,
        row.spend,
        row.impressions,
        row.clicks,
        row.purchases,
        row.value,
        money.currency,
      ].join(','),
    ),
    '',
  ].join('\n');

const ACME_META_MONEY = { currency: 'EUR', account: 'Acme Meta', click: 0.8, decimals: 2, seed: 1000 };
const ACME_TIKTOK_MONEY = { currency: 'EUR', account: 'Acme TikTok', click: 0.6, decimals: 2, seed: 3000 };
const GLOBEX_MONEY = { currency: 'USD', account: 'Globex US', click: 0.9, decimals: 2, seed: 5000 };
const INITECH_MONEY = { currency: 'JPY', account: 'Initech KK', click: 110, decimals: 0, seed: 7000 };

/** GA4 names ads by utm_content, and says only of days with events; two rows are nobody's, one is of before the first spend. */
function ga4(): string {
  const rows = [
    ...ACME_META.map((ad, at) => ({ ad, from: 'facebook / paid', at })),
    ...ACME_TIKTOK.map((ad, at) => ({ ad, from: 'tiktok / paid', at: at + 10 })),
  ].flatMap(({ ad, from, at }) =>
    DAYS.flatMap((day, place) => {
      const events = some(9000 + 31 * at + place, 0, 5);
      return events === 0
        ? []
        : [[day.replaceAll('-', ''), from, ad.campaign, ad.name, events, (events * 17.35).toFixed(2)].join(',')];
    }),
  );
  return [
    '# ----------------------------------------',
    '# Report CSV Export',
    '# Start date: 20260901',
    '# End date: 20260913',
    '# ----------------------------------------',
    'Date,Session source / medium,Session campaign,Session manual ad content,Key events,Total revenue',
    '20260901,facebook / paid,acme autumn,hook_a,2,34.70',
    ...rows,
    '20260909,google / organic,(organic),(not set),7,99.00',
    '20260910,newsletter / email,september,letter_12,3,51.00',
    '',
  ].join('\n');
}

/** A tracker that names ads by their id, with the cost that the platform told it. */
const keitaro = (): string =>
  [
    'day,campaign,ts,sub_id_1,ad_id,clicks,campaign_unique_clicks,conversions,leads,sales,revenue,cost',
    ...GLOBEX_TIKTOK.flatMap((ad, at) =>
      DAYS.map((day, place) => {
        const sales = some(12000 + 17 * at + place, 0, 6);
        return [day, 'globex flow', 'TikTok', 'x', ad.id, 90, 80, sales, 0, sales, (sales * 21.5).toFixed(2), 80].join(
          ',',
        );
      }),
    ),
    '',
  ].join('\n');

/** As the ECB publishes it: the newest day first, no weekend, a comma at the end, N/A where a currency had no rate. */
const RATES = `Date,USD,JPY,BGN,CYP,
2026-09-11,1.1032,161.25,1.9558,N/A,
2026-09-10,1.0987,N/A,1.9558,N/A,
2026-09-09,1.1011,160.48,1.9558,N/A,
2026-09-08,1.0955,159.90,1.9558,N/A,
2026-09-04,1.0904,158.12,1.9558,N/A,
2026-09-03,1.0899,157.77,1.9558,N/A,
`;

export const AGENCY_FILES: Readonly<Record<string, string>> = {
  'acme-meta.csv': meta(ACME_META, ACME_META_MONEY),
  'acme-tiktok.csv': tiktok(ACME_TIKTOK, ACME_TIKTOK_MONEY),
  'globex-tiktok.csv': tiktok(GLOBEX_TIKTOK, GLOBEX_MONEY),
  'initech-meta.csv': meta(INITECH_META, INITECH_MONEY),
  'ga4.csv': ga4(),
  'keitaro.csv': keitaro(),
  'eurofxref-hist.csv': RATES,
};

export const ACCOUNTS: readonly (readonly [account: string, client: string])[] = [
  ['Acme Meta', 'acme'],
  ['Acme TikTok', 'acme'],
  ['Globex US', 'globex'],
  ['Initech KK', 'initech'],
];

/** What a person types to have all of it in a store, in order. */
export const AGENCY_COMMANDS: readonly (readonly string[])[] = [
  ['import', 'acme-meta.csv'],
  ...ACCOUNTS.map(([account, client]) => ['accounts', 'set', account, '--client', client]),
  ['import', 'acme-tiktok.csv'],
  ['import', 'globex-tiktok.csv'],
  ['import', 'initech-meta.csv'],
  ['import', 'ga4.csv', '--as', 'conversions', '--client', 'acme'],
  ['import', 'keitaro.csv', '--as', 'conversions', '--client', 'globex'],
  ['rates', 'import', 'eurofxref-hist.csv'],
];

export function writeAgencyFiles(folder: string): void {
  for (const [name, text] of Object.entries(AGENCY_FILES)) writeFileSync(join(folder, name), text);
}
