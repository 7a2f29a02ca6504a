/**
 * The example's micro-test: 20 ads in three looks, about $50 each over five days, as a TikTok Ads Manager export.
 * The looks differ in their true conversion rate; what the export shows of it is drawn at random, as in life.
 */
import { type Random, seeded } from '../random.js';
import { addDays, type Day } from '../units.js';
import type { Look } from './scenes.js';

export interface ExampleAd {
  name: string;
  look: Look;
  /** 0, 1, 2 … within the look: sets colours and layout. */
  variant: number;
}

const GROUPS: readonly { look: Look; ads: number; cvr: number }[] = [
  { look: 'chest-opening', ads: 8, cvr: 0.15 },
  { look: 'talking-head', ads: 7, cvr: 0.08 },
  { look: 'offer-card', ads: 5, cvr: 0.05 },
];

const CREATORS = ['anna', 'ben', 'chloe', 'dan', 'elif', 'felix', 'gia', 'hugo'];

/** The 20 ads, named hook_creator_version. */
export const EXAMPLE_ADS: readonly ExampleAd[] = GROUPS.flatMap(({ look, ads }) =>
  Array.from({ length: ads }, (_, variant) => ({ name: `${look}_${CREATORS[variant]}_v1`, look, variant })),
);

const DAYS = 5;
const DOLLARS_PER_DAY = 10;
const CPM_DOLLARS = 12;
const CTR = 0.012;
const ORDER_DOLLARS = 22;

const HEADER = [
  'Campaign name',
  'Ad group name',
  'Ad name',
  'Ad ID',
  'By Day',
  'Currency',
  'Cost',
  'Impressions',
  'Clicks (destination)',
  'Conversions',
  'Total complete payment value',
  '2-second video views',
  '6-second video views',
];

/** The export as CSV text: a row per ad and day from `from` on, then TikTok's total row. The same seed gives the same file. */
export function exampleExport(from: Day, seed: number): string {
  const random = seeded(seed);
  const rows = EXAMPLE_ADS.flatMap((ad, index) =>
    Array.from({ length: DAYS }, (_, day) => ({
      ad,
      id: `17800000000000${1001 + index}`,
      day: addDays(from, day),
      ...result(ad.look, random),
    })),
  );
  const total = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const lines = rows.map(({ ad, id, day, cents, impressions, clicks, conversions, valueCents, plays, longPlays }) => [
    'Loot box micro-test',
    'Broad 18-34',
    ad.name,
    id,
    day,
    'USD',
    dollars(cents),
    impressions,
    clicks,
    conversions,
    dollars(valueCents),
    plays,
    longPlays,
  ]);
  const totals = [
    `Total of ${rows.length} results`,
    '-',
    '-',
    '-',
    '-',
    '-',
    dollars(total((row) => row.cents)),
    total((row) => row.impressions),
    total((row) => row.clicks),
    total((row) => row.conversions),
    dollars(total((row) => row.valueCents)),
    total((row) => row.plays),
    total((row) => row.longPlays),
  ];
  return `${[HEADER, ...lines, totals].map((line) => line.join(',')).join('\n')}\n`;
}

const dollars = (cents: number): string => (cents / 100).toFixed(2);

function result(look: Look, random: Random) {
  const cvr = GROUPS.find((group) => group.look === look)?.cvr ?? 0;
  const cents = Math.round(100 * DOLLARS_PER_DAY * (0.95 + 0.1 * random.uniform()));
  const impressions = random.poisson((cents / 100 / CPM_DOLLARS) * 1000);
  const clicks = random.poisson(impressions * CTR);
  const conversions = Math.min(clicks, random.poisson(clicks * cvr));
  const orders = Array.from({ length: conversions }, () =>
    Math.round(100 * ORDER_DOLLARS * (0.6 + 0.8 * random.uniform())),
  );
  const plays = random.poisson(impressions * 0.31);
  return {
    cents,
    impressions,
    clicks,
    conversions,
    valueCents: orders.reduce((sum, cost) => sum + cost, 0),
    plays,
    longPlays: Math.min(plays, random.poisson(plays * 0.36)),
  };
}
