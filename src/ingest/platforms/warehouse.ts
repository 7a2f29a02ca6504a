/**
 * Tables that loaders fill in warehouses. Headers by Fivetran's dbt models and connectors (`ad_reporting__ad_report`,
 * `basic_ad`, `ad_stats`, `ad_report_daily`), Airbyte's `ads_insights`, and BigQuery's transfer of Facebook Ads.
 */
import type { Platform, Role } from '../roles.js';
import { GENERIC } from './generic.js';
import { META } from './meta.js';

/** The columns of a platform with further English spellings, preferred to the known ones. */
function withSpellings(
  columns: Platform['columns'],
  further: { readonly [role in Role]?: readonly string[] },
): Platform['columns'] {
  const added = Object.entries(further).map(([role, names]) => {
    const known = columns[role as Role];
    return [role, { ...known, en: [...names, ...(known?.en ?? [])] }];
  });
  return { ...columns, ...Object.fromEntries(added) };
}

/** One table over several platforms, as dbt models make it; tables of one platform are read by that platform's own map. */
export const WAREHOUSE: Platform = {
  ...GENERIC,
  title: 'a table of a warehouse',
  columns: withSpellings(GENERIC.columns, {
    accountId: ['account_id', 'customer_id', 'advertiser_id'],
    day: ['date_day', 'date_hour'],
    revenue: ['conversions_value'],
  }),
  marks: ['date_day', 'source_relation'],
};

/** Meta's insights as connectors name them. */
export const META_TABLE: Platform = {
  id: META.id,
  title: 'Meta insights in a warehouse',
  columns: withSpellings(META.columns, {
    account: ['account_name', 'AccountName', 'AdAccountName'],
    accountId: ['AccountId', 'AdAccountId'],
    campaign: ['CampaignName'],
    campaignId: ['CampaignId'],
    adGroup: ['AdSetName'],
    adGroupId: ['AdSetId'],
    ad: ['AdName'],
    adId: ['AdId'],
    day: ['date'],
    dateStart: ['DateStart'],
    dateEnd: ['DateEnd', 'DateStop'],
    currency: ['AccountCurrency'],
    clicks: ['inline_link_clicks', 'InlineLinkClicks'],
    revenue: ['purchase_value', 'conversions_value'],
    segment: ['PublisherPlatform', 'PlatformPosition', 'ImpressionDevice', 'DevicePlatform'],
  }),
  marks: [
    'inline_link_clicks',
    'adset_id',
    'adset_name',
    'date_stop',
    'account_currency',
    'AdAccountId',
    'AdSetId',
    'AdSetName',
    'InlineLinkClicks',
  ],
  blankIsZero: true,
};
