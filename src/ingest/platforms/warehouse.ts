/**
 * Tables that loaders fill in warehouses. Headers by Fivetran's dbt models and connectors (`ad_reporting__ad_report`,
 * `basic_ad`, `ad_stats`, `ad_report_daily`), Airbyte's `ads_insights`, and BigQuery's transfer of Facebook Ads.
 */
import type { Platform } from '../roles.js';
import { GENERIC } from './generic.js';
import { META } from './meta.js';

/** One table over several platforms, by dbt models and by loaders that keep the platform's own names. */
export const WAREHOUSE: Platform = {
  ...GENERIC,
  title: 'a table of a warehouse',
  columns: {
    ...GENERIC.columns,
    accountId: { en: ['account_id', 'customer_id', 'advertiser_id'] },
    day: { en: ['date_day', 'date', 'day', 'stat_time_day', 'date_hour', 'report_date'] },
    revenue: { en: ['conversions_value', ...(GENERIC.columns.revenue?.en ?? [])] },
  },
  marks: [
    'date_day',
    'source_relation',
    '_fivetran_id',
    '_fivetran_synced',
    '_airbyte_extracted_at',
    '_airbyte_emitted_at',
  ],
};

/** Meta's insights as connectors name them. */
export const META_TABLE: Platform = {
  id: 'meta',
  title: 'Meta insights in a warehouse',
  columns: {
    account: { en: ['account_name', 'AccountName', 'AdAccountName'] },
    accountId: { en: ['account_id', 'AccountId', 'AdAccountId'] },
    campaign: { en: ['campaign_name', 'CampaignName'] },
    campaignId: { en: ['campaign_id', 'CampaignId'] },
    adGroup: { en: ['adset_name', 'AdSetName'] },
    adGroupId: { en: ['adset_id', 'AdSetId'] },
    ad: { en: ['ad_name', 'AdName'] },
    adId: { en: ['ad_id', 'AdId'] },
    day: { en: ['date'] },
    dateStart: { en: ['date_start', 'DateStart'] },
    dateEnd: { en: ['date_stop', 'DateEnd', 'DateStop'] },
    currency: { en: ['account_currency', 'AccountCurrency'] },
    impressions: { en: ['impressions'] },
    clicks: { en: ['inline_link_clicks', 'InlineLinkClicks'] },
    allClicks: { en: ['clicks'] },
    spend: { en: ['spend'] },
    purchases: { en: ['purchases', 'actions_purchase'] },
    revenue: { en: ['purchase_value', 'action_values_purchase', 'conversions_value'] },
    segment: {
      en: [
        ...(META.columns.segment?.en ?? []),
        'PublisherPlatform',
        'PlatformPosition',
        'ImpressionDevice',
        'DevicePlatform',
      ],
    },
    window: { en: ['action_attribution_windows', 'attribution_setting'] },
  },
  marks: [
    'inline_link_clicks',
    'adset_id',
    'adset_name',
    'AdSetId',
    'AdSetName',
    'InlineLinkClicks',
    'AdAccountId',
    'date_stop',
    'account_currency',
    '_airbyte_extracted_at',
    '_fivetran_id',
  ],
};
