/** Microsoft Advertising (Bing). The footer is a copyright line, which warehouses load as a row. */
import type { Platform } from '../roles.js';

export const MICROSOFT: Platform = {
  id: 'microsoft',
  title: 'Microsoft Advertising',
  columns: {
    account: { en: ['Account name', 'AccountName', 'Account'] },
    accountId: { en: ['Account ID', 'AccountId', 'Account number'] },
    campaign: { en: ['Campaign', 'Campaign name', 'CampaignName'] },
    campaignId: { en: ['Campaign ID', 'CampaignId'] },
    adGroup: { en: ['Ad group', 'Ad group name', 'AdGroupName'] },
    adGroupId: { en: ['Ad group ID', 'AdGroupId'] },
    adId: { en: ['Ad ID', 'AdId'] },
    adText: {
      en: [
        'Ad title',
        'AdTitle',
        'Title part 1',
        'Title part 2',
        'Headline',
        'Long headline',
        'Final URL',
        'Ad description',
      ],
    },
    day: { en: ['TimePeriod', 'Day', 'Date'] },
    currency: { en: ['Currency code', 'CurrencyCode', 'Currency'] },
    impressions: { en: ['Impressions', 'Impr.'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Spend'] },
    conversions: { en: ['Conversions', 'Conv.', 'All conv.'] },
    revenue: { en: ['Revenue', 'Conversion revenue', 'All conv. revenue'] },
    segment: {
      en: ['Device type', 'DeviceType', 'Network', 'Keyword', 'Search term', 'Delivered match type', 'Top vs. other'],
    },
  },
  candidates: { day: ['Gregorian date'] },
  marks: [
    'TimePeriod',
    'Gregorian date',
    'AverageCpc',
    'AveragePosition',
    'Top vs. other',
    'Delivered match type',
    'DeliveredMatchType',
  ],
  supporting: ['CampaignName', 'AdGroupName', 'AccountName', 'CurrencyCode', 'DeviceType', 'Avg. CPC', 'Currency code'],
  together: [
    ['Spend', 'Avg. CPC', 'Impr.'],
    ['Spend', 'Avg. CPC', 'Currency code'],
  ],
  titleLine: /^"?(?:Report Time|Potential Incomplete Data|Last Completed Available)\b/i,
  dateOrder: 'mdy',
};
