import { expect, test } from 'vitest';
import { type CampaignAd, campaignTotals } from '../../src/metrics/campaigns.js';
import { NO_TOTALS } from '../../src/metrics/totals.js';
import type { Totals } from '../../src/model.js';

const ad = (adId: number, more: Partial<CampaignAd> = {}): CampaignAd => ({
  adId,
  platform: 'meta',
  account: 'Main',
  level: 'ad',
  campaign: 'Spring',
  utmSource: null,
  utmCampaign: null,
  ...more,
});

const results = (adId: number, totals: Partial<Totals>) => ({ ...NO_TOTALS, ...totals, adId });

const clicksOf = (ads: CampaignAd[], totals: ReturnType<typeof results>[]) =>
  campaignTotals(ads, totals).map(({ utmSource, utmCampaign, clicks }) => [utmSource, utmCampaign, clicks]);

test('the source falls back to the platform and the campaign to its name', () => {
  const ads = [ad(1), ad(2, { utmSource: 'facebook', utmCampaign: 'spring_eu' }), ad(3, { campaign: null })];
  expect(clicksOf(ads, [results(1, { clicks: 5 }), results(2, { clicks: 7 }), results(3, { clicks: 2 })])).toEqual([
    ['meta', 'Spring', 5],
    ['facebook', 'spring_eu', 7],
    ['meta', '(not set)', 2],
  ]);
});

test('ads of one campaign are summed, and what no report said stays unknown', () => {
  const [sums] = campaignTotals(
    [ad(1), ad(2)],
    [results(1, { clicks: 5, conversions: 1.5 }), results(2, { clicks: 7 })],
  );
  expect(sums).toMatchObject({ clicks: 12, conversions: 1.5, spendMicros: null, revenueMicros: null });
});

test('a campaign that was imported at two levels counts once, at the level with the most spend', () => {
  const ads = [ad(1), ad(2), ad(3, { level: 'campaign' })];
  const twoAds = [results(1, { clicks: 5, spendMicros: 10 }), results(2, { clicks: 5, spendMicros: 10 })];
  expect(clicksOf(ads, [...twoAds, results(3, { clicks: 10, spendMicros: 20 })])).toEqual([['meta', 'Spring', 10]]);
  expect(clicksOf(ads, [...twoAds, results(3, { clicks: 30, spendMicros: 60 })])).toEqual([['meta', 'Spring', 30]]);
});

test('levels are compared by clicks where no spend is known', () => {
  const ads = [ad(1), ad(2, { level: 'campaign' })];
  expect(clicksOf(ads, [results(1, { clicks: 4 }), results(2, { clicks: 6 })])).toEqual([['meta', 'Spring', 6]]);
});

test('rows of a whole account count only where the account has no others', () => {
  const ads = [
    ad(1),
    ad(2, { level: 'account', campaign: null }),
    ad(3, { level: 'account', campaign: null, account: 'Second' }),
  ];
  expect(clicksOf(ads, [results(1, { clicks: 5 }), results(2, { clicks: 5 }), results(3, { clicks: 9 })])).toEqual([
    ['meta', 'Spring', 5],
    ['meta', '(not set)', 9],
  ]);
});
