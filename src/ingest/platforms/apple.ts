/** Apple Ads (search ads in the App Store): taps are clicks, installs are what is bought. */
import type { Platform } from '../roles.js';

export const APPLE: Platform = {
  id: 'apple',
  title: 'Apple Ads',
  columns: {
    account: { en: ['Org name', 'organization_name'] },
    accountId: { en: ['Org ID', 'organization_id'] },
    campaign: { en: ['Campaign name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad group name'] },
    adGroupId: { en: ['Ad group ID'] },
    ad: { en: ['Ad name'] },
    adId: { en: ['Ad ID'] },
    day: { en: ['Day', 'Date', 'date_day'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Taps'] },
    spend: { en: ['Spend'] },
    conversions: { en: ['Installs (Total)', 'Installs (Tap-Through)', 'Installs', 'total_downloads'] },
    segment: { en: ['Country or Region', 'Keyword', 'Search Term', 'Match Type', 'Ad Placement'] },
  },
  leftAlone: [
    { headers: ['Start date', 'End date'], reason: 'when the campaign runs, not the days of the report' },
    {
      headers: [
        'Installs (View-Through)',
        'New Downloads (Total)',
        'Redownloads (Total)',
        'New Downloads (Tap-Through)',
        'Redownloads (Tap-Through)',
        'New Downloads (View-Through)',
        'Redownloads (View-Through)',
        'new_downloads',
        'redownloads',
      ],
      reason: 'a part of the installs',
    },
    {
      headers: ['Lifetime Budget', 'Daily Budget', 'Bid', 'Max CPT Bid'],
      reason: 'a budget or a bid, not what was spent',
    },
  ],
  candidates: { impressions: ['Impr.'], conversions: ['Downloads', 'Conversions'] },
  marks: [
    'Taps',
    'TTR',
    'Installs (Tap-Through)',
    'Installs (Total)',
    'New Downloads (Tap-Through)',
    'Redownloads (Tap-Through)',
    'CR (Tap-Through)',
    'Average CPT',
    'Avg CPT',
    'redownloads',
  ],
};
