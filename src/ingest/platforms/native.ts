/** Native networks: Taboola by the fields of its API, which its tables carry too, and Outbrain, of which no file has been seen. */
import type { Platform } from '../roles.js';

export const TABOOLA: Platform = {
  id: 'taboola',
  title: 'Taboola',
  columns: {
    account: { en: ['content_provider_name', 'Account name'] },
    accountId: { en: ['content_provider'] },
    campaign: { en: ['campaign_name'] },
    campaignId: { en: ['campaign', 'Campaign ID'] },
    ad: { en: ['item_name'] },
    adId: { en: ['item', 'Item ID'] },
    day: { en: ['date'] },
    currency: { en: ['currency'] },
    impressions: { en: ['impressions'] },
    clicks: { en: ['clicks'] },
    spend: { en: ['spent'] },
    conversions: { en: ['cpa_actions_num'] },
    revenue: { en: ['conversions_value'] },
    segment: { en: ['site_name', 'country_name', 'platform_name'] },
  },
  leftAlone: [
    { headers: ['visible_impressions'], reason: 'a part of the impressions' },
    {
      headers: ['cpa_actions_num_from_clicks', 'cpa_actions_num_from_views'],
      reason: 'a part of the conversions',
    },
  ],
  candidates: {
    ad: ['Title', 'Ad'],
    conversions: ['Actions', 'Conversions'],
    revenue: ['Conversions value'],
    day: ['Day'],
  },
  marks: [
    'content_provider_name',
    'visible_impressions',
    'cpa_actions_num',
    'cpa_conversion_rate',
    'vctr',
    'vcpm',
    'item_name',
    'Viewable impressions',
  ],
};

/** The words of its reports are those of any table; what would be its own is only offered. */
export const OUTBRAIN: Platform = {
  id: 'outbrain',
  title: 'Outbrain',
  columns: {
    campaign: { en: ['Campaign name', 'Campaign'] },
    campaignId: { en: ['Campaign ID'] },
    day: { en: ['Date', 'Day'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Spend'] },
    conversions: { en: ['Conversions'] },
  },
  candidates: {
    ad: ['Ad title', 'Title', 'Promoted link', 'Ad'],
    adId: ['Ad ID', 'Promoted link ID'],
    spend: ['Total spend'],
    conversions: ['Total conversions'],
    revenue: ['Total value', 'Sum value', 'Conversion value'],
  },
  marks: ['Promoted link', 'Promoted link ID', 'Marketer', 'Marketer ID'],
};
