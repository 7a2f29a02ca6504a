/** Pinterest Ads Manager. Checkout columns exist whole and by attribution: only the whole ones are taken. */
import type { Platform } from '../roles.js';

export const PINTEREST: Platform = {
  id: 'pinterest',
  title: 'Pinterest Ads Manager',
  columns: {
    account: { en: ['Account name', 'Advertiser name'] },
    campaign: { en: ['Campaign name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad group name'] },
    adGroupId: { en: ['Ad group ID'] },
    ad: { en: ['Ad name', 'Promoted pin name', 'Pin title'] },
    adId: { en: ['Ad ID'] },
    creativeFile: { en: ['Organic pin ID'] },
    day: { en: ['Date'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions', 'Paid impressions'] },
    clicks: { en: ['Outbound clicks', 'Paid outbound clicks'] },
    allClicks: { en: ['Pin clicks', 'Paid Pin clicks', 'Clicks'] },
    spend: { en: ['Spend in account currency', 'Spend'] },
    purchases: { en: ['Total conversions (Checkout)'] },
    revenue: { en: ['Total order value (Checkout)'] },
    segment: { en: ['Age bucket', 'Gender', 'Country', 'Region', 'Device', 'Placement', 'Keyword', 'Targeting value'] },
  },
  marks: [
    'Spend in account currency',
    'Pin clicks',
    'Paid Pin clicks',
    'Total conversions (Checkout)',
    'Total order value (Checkout)',
    'Organic pin ID',
    'Promoted pin name',
  ],
  supporting: ['Outbound clicks', 'Saves', 'Campaign objective'],
};
