/** Snapchat Ads Manager. Paid impressions are taken; total impressions also count earned ones. */
import type { Platform } from '../roles.js';

export const SNAPCHAT: Platform = {
  id: 'snapchat',
  title: 'Snapchat Ads Manager',
  columns: {
    account: { en: ['Ad Account Name', 'Account Name'] },
    campaign: { en: ['Campaign Name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad Squad Name', 'Ad Squad'] },
    adGroupId: { en: ['Ad Squad ID'] },
    ad: { en: ['Ad'] },
    adId: { en: ['Ad ID'] },
    day: { en: ['Date', 'Day'] },
    dateStart: { en: ['Start Time', 'start_time'] },
    dateEnd: { en: ['End Time', 'end_time'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Paid Impressions', 'Impressions', 'Total Impressions'] },
    clicks: { en: ['Swipe Ups', 'Swipes', 'Swipe-Ups'] },
    spend: { en: ['Amount Spent', 'Spend'] },
    purchases: { en: ['Purchases'] },
    revenue: { en: ['Purchases Value', 'Purchase Value'] },
    plays3s: { en: ['2 Second Video Views'] },
    thruplays: { en: ['15 Second Video Views'] },
    segment: {
      en: ['Age', 'Age Bucket', 'Gender', 'Country', 'Region', 'DMA', 'Operating System', 'Device Make', 'Placement'],
    },
  },
  candidates: { adGroup: ['Ad Set Name'], ad: ['Ad Name'] },
  marks: ['Swipe Ups', 'Paid Reach', 'Paid Frequency', 'Purchases Value', '15 Second Video Views', 'eCPSU'],
  supporting: ['Paid Impressions', 'Total Impressions', '2 Second Video Views', 'Ad Squad Name', 'Adds to Cart'],
};
