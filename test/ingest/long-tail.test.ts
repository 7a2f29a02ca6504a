/** Platforms beyond the large ones, and tables that connectors and dbt packages write: what is taken, and what is only offered. */
import { expect, test } from 'vitest';
import { actionsToCsv, holdsActions } from '../../src/ingest/action-cells.js';
import type { Wishes } from '../../src/ingest/prepare.js';
import { dayNumber, dayOf, MICROS_PER_UNIT } from '../../src/units.js';
import { readText } from '../helpers/read-export.js';

const USD = { currency: 'USD' };

function seen(text: string, wishes: Partial<Wishes> = {}) {
  const { layout, prepared, read, rows, warnings } = readText(text, wishes);
  const { impressions, clicks, conversions, spendMicros, revenueMicros } = read.sums;
  const units = (micros: number | null): number | null => (micros === null ? null : micros / MICROS_PER_UNIT);
  return {
    platform: layout.platform.id,
    level: prepared.reading.level,
    currency: read.currency,
    figures: [impressions, clicks, conversions, units(spendMicros), units(revenueMicros)],
    ads: rows.map(({ ad }) => `${ad.platform}: ${ad.adName ?? ad.adGroup ?? ad.campaign}`),
    days: [...new Set(rows.map(({ dateStart, dateEnd }) => `${dayOf(dateStart)} ${dayOf(dateEnd)}`))],
    warnings,
    unused: read.unusedColumns,
  };
}

test('Amazon, advertised products by day: the product is the ad', () => {
  const amazon = seen(
    `Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Advertised SKU,Advertised ASIN,Impressions,Clicks,Click-Thru Rate (CTR),Cost Per Click (CPC),Spend,7 Day Total Sales ,Total Advertising Cost of Sales (ACOS) ,7 Day Total Orders (#),7 Day Total Units (#)
"Sep 01, 2026",-,USD,Pumps,Auto,SKU-1,B00AAAA111,"1,204",31,2.57%,$0.52,$16.12,"$1,234.50",1.31%,41,43
"Sep 02, 2026",-,USD,Pumps,Auto,SKU-2,B00AAAA222,300,9,3%,$0.50,$4.50,$0.00,,0,0
`,
  );
  expect(amazon).toMatchObject({
    platform: 'amazon',
    level: 'ad',
    currency: 'USD',
    figures: [1504, 40, 41, 20.62, 1234.5],
    ads: ['amazon: B00AAAA111', 'amazon: B00AAAA222'],
    days: ['2026-09-01 2026-09-01', '2026-09-02 2026-09-02'],
  });
  expect(amazon.unused.find(({ column }) => column === '7 Day Total Units (#)')?.sum).toBe(43);
});

test('Amazon, search terms: each target is what was bought, and its periods are its own', () => {
  expect(
    seen(
      `Start Date,End Date,Currency,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,Clicks,Spend,14 Day Total Sales,14 Day Total Orders (#)
2026-05-01,2026-05-07,EUR,Pumps,Auto,pump,EXACT,red pump,100,25,25,60,2
2026-05-01,2026-05-07,EUR,Pumps,Auto,pump,EXACT,blue pump,50,5,5,0,0
2026-05-01,2026-05-03,EUR,Pumps,Auto,pump,PHRASE,pump,40,4,4,30,1
`,
    ),
  ).toMatchObject({
    platform: 'amazon',
    figures: [190, 34, 3, 34, 90],
    ads: ['amazon: pump | EXACT', 'amazon: pump | PHRASE'],
    days: ['2026-05-01 2026-05-07', '2026-05-01 2026-05-03'],
  });
});

test('Amazon, rows of the reporting API', () => {
  expect(
    seen(
      '[{"date":"2026-09-01","campaignName":"Pumps","campaignId":1,"adGroupName":"Auto","adId":77,"advertisedAsin":"B00A","impressions":10,"clicks":2,"cost":1.5,"purchases7d":1,"sales7d":20,"campaignBudgetCurrencyCode":"GBP"}]',
    ),
  ).toMatchObject({ platform: 'amazon', currency: 'GBP', figures: [10, 2, 1, 1.5, 20], ads: ['amazon: B00A'] });
});

test('Apple: the dates of a campaign are not those of the report, and the currency stands above the header', () => {
  const text = `Currency: AUD
Time Zone: UTC

Campaign ID,Campaign Name,Start Date,End Date,Status,App Name,Country or Region,Daily Budget,Spend,Avg CPA (Total),Average CPT,Impressions,Taps,Installs (Total),TTR,New Downloads (Total),Installs (View-Through),Installs (Tap-Through)
"21","AU - Launch","05 Feb 2026","N/A","RUNNING","Trainer","Australia","1000.00","20.65","6.88","6.88","331","3","3","0.0091","2","1","2"
"22","UK - Launch","06 Feb 2026","N/A","RUNNING","Trainer","United Kingdom","1000.00","46.25","15.42","4.20","144","11","3","0.0764","3","0","3"
"","","N/A","N/A","","","N/A","","66.90","22.30","4.78","475","14","6","0.0295","5","1","5"
`;
  expect(() => seen(text)).toThrow(/has no days/);
  const period = { start: dayNumber('2026-02-02') ?? 0, end: dayNumber('2026-02-08') ?? 0 };
  const apple = seen(text, { period });
  expect(apple).toMatchObject({
    platform: 'apple',
    currency: 'AUD',
    figures: [475, 14, 6, 66.9, null],
    days: ['2026-02-02 2026-02-08'],
  });
  expect(apple.warnings).toContain('TOTALS_AGREE');
  expect(apple.unused.find(({ column }) => column === 'Daily Budget')).toMatchObject({ sum: 2000 });
});

test('Taboola by item and day', () => {
  expect(
    seen(
      'date,campaign,campaign_name,item,item_name,impressions,visible_impressions,clicks,spent,cpa_actions_num,conversions_value,currency,ctr,vctr\n2026-09-01,11,Autumn,901,Ten tricks,10000,7000,200,100.5,10,500,USD,2,2.8\n',
    ),
  ).toMatchObject({
    platform: 'taboola',
    level: 'ad',
    currency: 'USD',
    figures: [10000, 200, 10, 100.5, 500],
    ads: ['taboola: Ten tricks'],
  });
});

test('Outbrain: what was never seen in a file is offered, not taken', () => {
  const outbrain = seen(
    'Date,Marketer,Campaign name,Ad title,Impressions,Clicks,Spend,Conversions,Sum value\n2026-09-01,Shop,Autumn,Ten tricks,1000,20,10.5,2,80\n',
    USD,
  );
  expect(outbrain).toMatchObject({ platform: 'outbrain', level: 'campaign', figures: [1000, 20, 2, 10.5, null] });
  expect(outbrain.warnings).toContain('CANDIDATE_COLUMN');
  expect(outbrain.unused).toMatchObject([{ column: 'Sum value', sum: 80 }]);
});

test('Adjust: each row is of the network that it names, and claimed installs stay apart', () => {
  const adjust = seen(
    'day,app,partner_name,campaign_network,campaign_id_network,creative_network,network_impressions,network_clicks,installs,network_installs,cost,all_revenue,currency_code\n2026-09-01,Game,Facebook,Launch,12,clip one,1000,20,5,7,10,14,USD\n2026-09-01,Game,TikTok for Business,Launch,13,clip one,2000,30,6,9,12,18,USD\n',
  );
  expect(adjust).toMatchObject({
    platform: 'adjust',
    figures: [3000, 50, 11, 22, 32],
    ads: ['meta: clip one', 'tiktok: clip one'],
  });
  expect(adjust.unused).toMatchObject([{ column: 'network_installs', sum: 16 }]);
});

test('a table of all platforms, as dbt packages write it: each row is of the platform that it names', () => {
  expect(
    seen(
      `source_relation,date_day,platform,account_id,account_name,campaign_id,campaign_name,ad_group_id,ad_group_name,ad_id,ad_name,clicks,impressions,spend,conversions,conversions_value
,2026-09-01,facebook_ads,1,Shop,10,Autumn,20,Broad,30,clip one,20,1000,10.5,2,80
,2026-09-01,google_ads,2,Shop,11,Autumn,21,Broad,31,clip one,10,500,5,1,40
,2026-09-01,apple_search_ads,3,Shop,12,Autumn,22,Broad,32,clip two,10,500,5,1,0
,2026-09-01,amazon_ads,4,Shop,13,Autumn,23,Broad,33,clip three,1,50,1,0,0
`,
      USD,
    ),
  ).toMatchObject({
    platform: 'generic',
    level: 'ad',
    figures: [2050, 41, 4, 21.5, 120],
    ads: ['meta: clip one', 'google: clip one', 'apple: clip two', 'amazon: clip three'],
  });
});

test('a warehouse transfer with names in one word', () => {
  expect(
    seen(
      'DateStart,DateStop,CampaignName,AdSetName,AdId,AdName,Impressions,Clicks,InlineLinkClicks,Spend,AccountCurrency\n2026-09-01,2026-09-01,Autumn,Broad,30,clip one,1000,25,20,10.5,EUR\n',
    ),
  ).toMatchObject({
    platform: 'meta',
    level: 'ad',
    currency: 'EUR',
    figures: [1000, 20, null, 10.5, null],
    ads: ['meta: clip one'],
  });
});

test('a transfer of Google Ads keeps its money in micros', () => {
  expect(
    seen(
      'segments_date,campaign_name,ad_group_name,ad_group_ad_ad_id,metrics_clicks,metrics_impressions,metrics_cost_micros,metrics_conversions,metrics_conversions_value\n2026-09-01,Autumn,Broad,77,20,1000,10500000,2.5,80\n',
      USD,
    ),
  ).toMatchObject({ platform: 'google', level: 'ad', figures: [1000, 20, 2.5, 10.5, 80] });
});

test('the insights table of a connector', () => {
  expect(
    seen(
      'date_start,date_stop,account_currency,campaign_name,adset_name,ad_id,ad_name,impressions,clicks,inline_link_clicks,spend,reach,ctr\n2026-09-01,2026-09-01,EUR,Autumn,Broad,30,clip one,1000,25,20,10.5,900,2.5\n',
    ),
  ).toMatchObject({ platform: 'meta', level: 'ad', currency: 'EUR', figures: [1000, 20, null, 10.5, null] });
});

test.each([
  [
    'as JSON',
    `"[{""action_type"": ""link_click"", ""value"": ""20""}, {""action_type"": ""purchase"", ""value"": 2}]"`,
  ],
  [
    'as Python prints it',
    `"[{'action_type': 'link_click', 'value': '20'}, {'action_type': 'purchase', 'value': '2'}]"`,
  ],
])('lists of actions in a cell, %s, become figures', (_kind, actions) => {
  const text = `date_start,date_stop,account_currency,campaign_name,adset_name,ad_name,impressions,clicks,spend,actions,action_values
2026-09-01,2026-09-01,EUR,Autumn,Broad,"clip, one",1000,25,10.5,${actions},"[{""action_type"":""purchase"",""value"":""80.5""}]"
2026-09-01,2026-09-01,EUR,Autumn,Broad,clip two,500,5,5,,
`;
  expect(holdsActions(text)).toBe(true);
  expect(seen(actionsToCsv(text))).toMatchObject({
    platform: 'meta',
    figures: [1500, 20, 2, 15.5, 80.5],
    ads: ['meta: clip, one', 'meta: clip two'],
  });
});

test('a table whose rows do not fit its header is left as it is', () => {
  const text = `a,actions\n1,"[{""action_type"":""purchase"",""value"":1}]"\n2,3,4\n`;
  expect(actionsToCsv(text)).toBe(text);
});
