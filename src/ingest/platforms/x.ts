/** X (Twitter) Ads. Headers depend on the objective; `Clicks` counts likes and profile taps too. */
import type { Platform } from '../roles.js';

export const X: Platform = {
  id: 'x',
  title: 'X Ads',
  columns: {
    account: { en: ['Account name', 'Account'] },
    campaign: { en: ['Campaign', 'Campaign name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad group name', 'Ad group', 'Line item'] },
    adGroupId: { en: ['Ad group ID', 'Line item ID'] },
    ad: { en: ['Ad name', 'Tweet text', 'Post text', 'Promoted Tweet'] },
    adId: { en: ['Tweet ID', 'Post ID'] },
    day: { en: ['Time', 'Time period', 'Date', 'Day'] },
    dateStart: { en: ['Start date'] },
    dateEnd: { en: ['End date'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    allClicks: { en: ['Clicks'] },
    spend: { en: ['Spend'] },
    spendMicros: { en: ['spend_micro'] },
    purchases: { en: ['Purchases'] },
    conversions: { en: ['Conversions'] },
    revenue: { en: ['Purchases - sale amount', 'Total sale amount'] },
    segment: { en: ['Placement', 'Segment', 'Platform', 'Country', 'Age', 'Gender'] },
  },
  candidates: { clicks: ['Link clicks'], plays3s: ['3s/100% video views'], thruplays: ['15s video views'] },
  marks: ['Billed engagements', 'Campaign url', 'Retweets', 'Media engagements', 'Campaign start date'],
  supporting: ['Reposts', 'Replies', 'Follows', 'Engagements', 'spend_micro'],
};
