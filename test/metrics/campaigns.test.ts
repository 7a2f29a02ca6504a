import { expect, test } from 'vitest';
import { type CampaignReport, campaignTotals } from '../../src/metrics/campaigns.js';

const report = (given: Partial<CampaignReport>): CampaignReport => ({
  platform: 'meta',
  account: 'Main',
  level: 'ad',
  campaign: 'Spring',
  utmSource: null,
  utmCampaign: null,
  clicks: null,
  conversions: null,
  spendMicros: null,
  revenueMicros: null,
  ...given,
});

const clicksOf = (...reports: Partial<CampaignReport>[]) =>
  campaignTotals(reports.map(report)).map(({ utmSource, utmCampaign, clicks }) => [utmSource, utmCampaign, clicks]);

test('the source falls back to the platform and the campaign to its name', () => {
  const named = { utmSource: 'facebook', utmCampaign: 'spring_eu', clicks: 7 };
  expect(clicksOf({ clicks: 5 }, named, { campaign: null, clicks: 2 })).toEqual([
    ['meta', 'Spring', 5],
    ['facebook', 'spring_eu', 7],
    ['meta', '(not set)', 2],
  ]);
});

test('what is called the same is summed, and what no report said stays unknown', () => {
  const [sums] = campaignTotals([
    report({ clicks: 5, conversions: 1.5 }),
    report({ utmCampaign: 'Spring', campaign: 'spring of 2026', clicks: 7 }),
  ]);
  expect(sums).toEqual({
    utmSource: 'meta',
    utmCampaign: 'Spring',
    account: null,
    clicks: 12,
    conversions: 1.5,
    spendMicros: null,
    revenueMicros: null,
  });
});

test('a campaign that was imported at two levels counts once, at the level with the most spend', () => {
  const ads = [
    { utmCampaign: 'a', clicks: 5, spendMicros: 10 },
    { utmCampaign: 'b', clicks: 5, spendMicros: 10 },
  ];
  expect(clicksOf(...ads, { level: 'campaign', clicks: 9, spendMicros: 19 })).toEqual([
    ['meta', 'a', 5],
    ['meta', 'b', 5],
  ]);
  expect(clicksOf(...ads, { level: 'campaign', clicks: 30, spendMicros: 60 })).toEqual([['meta', 'Spring', 30]]);
});

test('levels are compared by clicks where no spend is known', () => {
  expect(clicksOf({ clicks: 4 }, { level: 'campaign', clicks: 6 })).toEqual([['meta', 'Spring', 6]]);
});

test('rows of a whole account count only where the account has no others', () => {
  const whole: Partial<CampaignReport> = { level: 'account', campaign: null };
  expect(clicksOf({ clicks: 5 }, { ...whole, clicks: 5 }, { ...whole, account: 'Second', clicks: 9 })).toEqual([
    ['meta', 'Spring', 5],
    ['meta', '(not set)', 9],
  ]);
});
