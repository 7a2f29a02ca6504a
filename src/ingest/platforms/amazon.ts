/**
 * Amazon Ads: sponsored products, brands and display, by the reports of the console and of version 3 of the API. Targeting
 * and search term reports name no ad: there each target is what was bought, as `keyword | match type`.
 */
import type { Platform } from '../roles.js';

export const AMAZON: Platform = {
  id: 'amazon',
  title: 'Amazon Ads',
  columns: {
    account: { en: ['Advertiser account name', 'Account name', 'Profile name'] },
    accountId: { en: ['Advertiser account ID', 'Account ID'] },
    campaign: { en: ['Campaign name', 'campaignName', 'Campaign'] },
    campaignId: { en: ['Campaign ID', 'campaignId'] },
    adGroup: { en: ['Ad group name', 'adGroupName', 'Ad group'] },
    adGroupId: { en: ['Ad group ID', 'adGroupId'] },
    ad: { en: ['Ad name', 'Advertised ASIN', 'advertisedAsin', 'Advertised SKU', 'advertisedSku'] },
    adId: { en: ['Ad ID', 'adId', 'Target ID'] },
    adText: { en: ['Targeting', 'Targeting match type', 'Match type', 'matchType'] },
    day: { en: ['Date', 'Date range'] },
    dateStart: { en: ['Start date', 'startDate'] },
    dateEnd: { en: ['End date', 'endDate'] },
    currency: { en: ['Budget currency', 'Currency', 'campaignBudgetCurrencyCode'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Spend', 'Total cost', 'Cost'] },
    purchases: {
      en: [
        '7 Day Total Orders (#)',
        '7 Day Total Orders',
        '14 Day Total Orders (#)',
        '14 Day Total Orders',
        'purchases7d',
        'purchases14d',
        'Purchases',
      ],
    },
    revenue: { en: ['7 Day Total Sales', '14 Day Total Sales', 'sales7d', 'sales14d', 'Sales'] },
    segment: { en: ['Customer search term', 'searchTerm', 'Placement', 'Country', 'Retailer'] },
  },
  leftAlone: [
    {
      headers: ['Purchases (promoted)', 'Sales (promoted)', 'Purchases (new to brand)', 'Sales (new to brand)'],
      reason: 'a part of all purchases and sales',
    },
    {
      headers: ['7 Day Advertised SKU Sales', '7 Day Other SKU Sales', '14 Day New-to-brand Sales'],
      reason: 'a part of all sales',
    },
    {
      headers: ['Total cost (converted)', 'Sales (converted)'],
      reason: 'the same amount in another currency',
    },
  ],
  marks: [
    'Budget currency',
    'Advertiser account ID',
    'Targeting match type',
    'Purchases (new to brand)',
    'Purchases (promoted)',
    'Sales (new to brand)',
    '7 Day Total Orders (#)',
    '7 Day Total Orders',
    '7 Day Total Sales',
    '14 Day Total Orders (#)',
    '14 Day Total Orders',
    '14 Day Total Sales',
    'Customer Search Term',
    'Advertised ASIN',
    'Advertised SKU',
    'Total Advertising Cost of Sales (ACOS)',
    'Total Return on Advertising Spend (ROAS)',
    'advertisedAsin',
    'campaignBudgetCurrencyCode',
    'purchases7d',
    'sales7d',
  ],
  dateOrder: 'mdy',
};
