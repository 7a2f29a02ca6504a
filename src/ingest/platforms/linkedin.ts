/** LinkedIn Campaign Manager. Clicks to the landing page are the comparable ones; viral (organic) figures are never added. */
import type { Platform } from '../roles.js';

export const LINKEDIN: Platform = {
  id: 'linkedin',
  title: 'LinkedIn Campaign Manager',
  columns: {
    account: { en: ['Account Name'] },
    accountId: { en: ['Account ID'] },
    campaign: { en: ['Campaign Group Name'] },
    campaignId: { en: ['Campaign Group ID'] },
    adGroup: { en: ['Campaign Name'] },
    adGroupId: { en: ['Campaign ID'] },
    ad: { en: ['Creative Name', 'Ad Name', 'Ad Headline'] },
    adId: { en: ['Ad ID', 'Creative ID'] },
    day: { en: ['Start Date (in UTC)', 'Start Date', 'Date'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks to Landing Page'] },
    allClicks: { en: ['Clicks'] },
    spend: { en: ['Total Spent', 'Amount Spent'] },
    conversions: { en: ['Conversions'] },
    revenue: { en: ['Total Conversion Value'] },
    segment: {
      en: ['Conversion Name', 'Country/Region'],
    },
  },
  marks: [
    'Start Date (in UTC)',
    'Campaign Group Name',
    'Total Social Actions',
    'Clicks to Landing Page',
    'Ad Introduction Text',
    'Viral Impressions',
    'Post-Click Conversions',
  ],
  supporting: ['Total Spent', 'Total Engagements', 'Click URL', 'View-Through Conversions'],
  titleLine: /Performance Report \(in UTC\)/i,
  dateOrder: 'mdy',
};
