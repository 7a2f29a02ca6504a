import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CampaignReport, sumCampaigns } from '../../src/metrics/campaigns.js';
import { campaignSeries } from '../../src/serve/campaign-series.js';
import { labelValue } from '../../src/serve/labels.js';

const count = fc.option(fc.nat(1_000_000), { nil: null });
const name = fc.option(fc.string({ unit: 'binary', maxLength: 200 }), { nil: null });

const campaign: fc.Arbitrary<CampaignReport> = fc.record({
  platform: fc.constantFrom('meta', 'tiktok'),
  account: fc.constantFrom('', 'Main'),
  level: fc.constant('ad' as const),
  campaign: name,
  utmSource: fc.option(fc.constantFrom('facebook', 'tt', ''), { nil: null }),
  utmCampaign: name,
  clicks: count,
  conversions: count,
  spendMicros: count,
  revenueMicros: count,
});

test('whatever the limit, the series are few, named once, and their sum is that of the store', () => {
  fc.assert(
    fc.property(fc.array(campaign, { maxLength: 30 }), fc.integer({ min: 1, max: 10 }), (campaigns, limit) => {
      const { rows, found } = campaignSeries(campaigns, limit);
      expect(rows.length).toBeLessThanOrEqual(limit + 1);
      expect(found).toBeGreaterThanOrEqual(Math.min(rows.length, limit));
      expect(new Set(rows.map(({ utmSource, utmCampaign }) => JSON.stringify([utmSource, utmCampaign]))).size).toBe(
        rows.length,
      );
      expect(sumCampaigns(rows)).toEqual(sumCampaigns(campaigns));
    }),
  );
});

test('the order in which the store gives campaigns does not matter to the sums', () => {
  fc.assert(
    fc.property(fc.array(campaign, { maxLength: 15 }), (campaigns) => {
      const byName = (rows: CampaignReport[]) =>
        Object.fromEntries(
          campaignSeries(rows, 100).rows.map(({ utmSource, utmCampaign, clicks }) => [
            JSON.stringify([utmSource, utmCampaign]),
            clicks,
          ]),
        );
      expect(byName([...campaigns].reverse())).toEqual(byName(campaigns));
    }),
  );
});

test('a label value is one line of at most 120 characters, never empty, and stays as it is when made again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const value = labelValue(text, 'fallback');
      expect([...value].length).toBeLessThanOrEqual(120);
      expect(value).not.toBe('');
      expect(value).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(labelValue(value, 'fallback')).toBe(value);
    }),
  );
});
