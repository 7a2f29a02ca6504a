/** Reddit Ads. No real file has been seen: the headers are those that its documentation and importers name. */
import type { Platform } from '../roles.js';

export const REDDIT: Platform = {
  id: 'reddit',
  title: 'Reddit Ads',
  columns: {
    account: { en: ['Account Name'] },
    campaign: { en: ['Campaign Name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad Group Name'] },
    adGroupId: { en: ['Ad Group ID'] },
    ad: { en: ['Ad Name'] },
    adId: { en: ['Ad ID'] },
    day: { en: ['Date'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Amount Spent', 'Spend'] },
    segment: { en: ['Community', 'Subreddit', 'Interest', 'Country', 'Placement'] },
  },
  marks: ['Upvotes', 'Downvotes'],
  supporting: ['eCPM', 'Community', 'Subreddit'],
  together: [['Amount Spent', 'eCPM']],
};
