/** Tables of warehouses, by the columns that their loaders document: read without a map. */
import { expect, test } from 'vitest';
import { assignColumns } from '../../src/ingest/columns.js';
import { detect } from '../../src/ingest/detect.js';
import { PLATFORMS } from '../../src/ingest/platforms/index.js';

/** The platform, and the column of each role. */
function read(columns: string): { platform: string; roles: Record<string, string> } {
  const layout = detect(Buffer.from(`${columns.replaceAll(' ', ',')}\n`), PLATFORMS);
  if (layout === null) throw new Error('not known');
  const { at } = assignColumns(layout, new Map());
  const roles = Object.entries(at).map(([role, column]) => [role, layout.headers[column]?.text ?? '']);
  return { platform: layout.platform.id, roles: Object.fromEntries(roles) };
}

test("fivetran's ad report, of before and after it had conversions", () => {
  const older =
    'date_day platform account_id account_name campaign_id campaign_name ad_group_id ad_group_name ad_id ad_name clicks impressions spend';
  const { platform, roles } = read(`source_relation ${older} conversions conversions_value`);
  expect(platform).toBe('generic');
  expect(roles).toEqual({
    platform: 'platform',
    account: 'account_name',
    accountId: 'account_id',
    campaign: 'campaign_name',
    campaignId: 'campaign_id',
    adGroup: 'ad_group_name',
    adGroupId: 'ad_group_id',
    ad: 'ad_name',
    adId: 'ad_id',
    day: 'date_day',
    impressions: 'impressions',
    clicks: 'clicks',
    spend: 'spend',
    conversions: 'conversions',
    revenue: 'conversions_value',
  });
  expect(read(older).roles).toMatchObject({ day: 'date_day', spend: 'spend', adId: 'ad_id' });
});

test.each([
  [
    "fivetran's basic_ad of Facebook",
    'ad_id ad_name adset_name date account_id impressions inline_link_clicks spend reach frequency _fivetran_id _fivetran_synced',
    'meta',
    { day: 'date', adId: 'ad_id', adGroup: 'adset_name', clicks: 'inline_link_clicks', spend: 'spend' },
  ],
  [
    "fivetran's daily ad report of TikTok",
    '_fivetran_synced ad_id clicks conversion cpc ctr impressions spend stat_time_day video_watched_2_s',
    'tiktok',
    { day: 'stat_time_day', adId: 'ad_id', allClicks: 'clicks', spend: 'spend', conversions: 'conversion' },
  ],
  [
    "fivetran's ad stats of Google",
    '_fivetran_id _fivetran_synced ad_group ad_id ad_network_type campaign_id clicks cost_micros customer_id date device impressions',
    'google',
    { day: 'date', adId: 'ad_id', spendMicros: 'cost_micros', clicks: 'clicks', impressions: 'impressions' },
  ],
  [
    "Airbyte's ads_insights",
    '_airbyte_raw_id _airbyte_extracted_at account_currency account_id account_name actions ad_id ad_name adset_id adset_name campaign_id campaign_name clicks date_start date_stop impressions inline_link_clicks reach spend',
    'meta',
    {
      dateStart: 'date_start',
      dateEnd: 'date_stop',
      currency: 'account_currency',
      clicks: 'inline_link_clicks',
      allClicks: 'clicks',
    },
  ],
  [
    "BigQuery's transfer of Facebook Ads",
    'DateStart DateStop AdAccountId CampaignId CampaignName AdSetId AdSetName AdId AdName Impressions Clicks InlineLinkClicks Spend',
    'meta',
    {
      dateStart: 'DateStart',
      dateEnd: 'DateStop',
      adId: 'AdId',
      adGroup: 'AdSetName',
      clicks: 'InlineLinkClicks',
      spend: 'Spend',
    },
  ],
])('%s', (_, columns, platform, roles) => {
  expect(read(columns)).toMatchObject({ platform, roles });
});
