/** Spotify Ad Manager and Yahoo Japan Ads. */
import type { Platform } from '../roles.js';

export const SPOTIFY: Platform = {
  id: 'spotify',
  title: 'Spotify Ad Manager',
  columns: {
    account: { en: ['Ad account', 'Ad account name', 'Business'] },
    campaign: { en: ['Campaign', 'Campaign name'] },
    campaignId: { en: ['Campaign ID'] },
    adGroup: { en: ['Ad set', 'Ad set name'] },
    adGroupId: { en: ['Ad set ID'] },
    ad: { en: ['Ad', 'Ad name'] },
    adId: { en: ['Ad ID'] },
    day: { en: ['Date', 'Day'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Spend'] },
    purchases: { en: ['Purchases', 'Attributed purchases'] },
    conversions: { en: ['Conversions'] },
    revenue: { en: ['Attributed revenue'] },
  },
  marks: [
    'Ad played to: 25%',
    'Ad played to: 50%',
    'Ad played to: 75%',
    'Ad played to: 100%',
    'Paid listens',
    'New listeners',
  ],
  supporting: ['Attributed revenue', 'Completion rate'],
  titleLine: /^"?Report (?:period|generated|start|end|time zone|currency)\b/i,
};

export const YAHOO_JAPAN: Platform = {
  id: 'yahoo-japan',
  title: 'Yahoo! JAPAN Ads',
  columns: {
    account: { ja: ['アカウント名'] },
    campaign: { ja: ['キャンペーン名'] },
    campaignId: { ja: ['キャンペーンID'] },
    adGroup: { ja: ['広告グループ名'] },
    adGroupId: { ja: ['広告グループID'] },
    ad: { ja: ['広告名'] },
    adId: { ja: ['広告ID'] },
    day: { ja: ['日', '日付'] },
    impressions: { ja: ['インプレッション数'] },
    clicks: { ja: ['クリック数'] },
    spend: { ja: ['コスト'] },
    conversions: { ja: ['コンバージョン数'] },
    revenue: { ja: ['コンバージョンの価値', 'コンバージョン価値'] },
    segment: { ja: ['デバイス', '検索キーワード', 'キーワード'] },
  },
  marks: ['インプレッション数', 'コンバージョン数', 'コスト/コンバージョン数', '平均掲載順位'],
  supporting: ['平均CPC', '平均クリック単価', 'クリック率', '広告グループ名'],
  currency: 'JPY',
};
