/** Reports about what happened after the click: web analytics, app attribution, shops and click trackers. */
import type { Platform } from '../roles.js';

/** Without imported cost it has no spend, and then makes no ads. */
export const GA4: Platform = {
  id: 'ga4',
  title: 'Google Analytics 4',
  columns: {
    campaign: {
      en: ['Session campaign', 'Session manual campaign name', 'First user campaign'],
      es: ['Campaña de la sesión'],
    },
    utmSource: {
      en: ['Session source / medium', 'Session source', 'Session manual source'],
      es: ['Fuente/medio de la sesión'],
    },
    day: { en: ['Date'], es: ['Fecha'] },
    impressions: { en: ['Ads impressions'] },
    clicks: { en: ['Ads clicks'] },
    spend: { en: ['Ads cost'] },
    conversions: { en: ['Conversions', 'Key events'], es: ['Conversiones', 'Eventos clave'] },
    revenue: { en: ['Total revenue', 'Purchase revenue'], es: ['Ingresos totales'] },
  },
  candidates: { utmContent: ['Session manual ad content'] },
  marks: [
    'Session source / medium',
    'Session campaign',
    'Engaged sessions',
    'Nth day',
    'Average engagement time',
    'Average engagement time per session',
    'Engaged sessions per user',
    'Event count per user',
    'Views per user',
    'Página y clase de pantalla',
    'Usuarios activos',
    'Día N',
    'Sesiones con interacción',
  ],
  supporting: [
    'Event count',
    'Event name',
    'Total users',
    'New users',
    'Returning users',
    'Active users',
    'Key events',
    'Average session duration',
    'Usuarios',
  ],
  titleLine: /^#\s*(Report CSV Export|Exportar informe|-{6,})/i,
  isAnalytics: true,
};

export const SHOPIFY: Platform = {
  id: 'shopify',
  title: 'Shopify',
  columns: {
    day: { en: ['Day', 'Date'] },
    utmSource: { en: ['UTM campaign source', 'utm_source'] },
    utmCampaign: { en: ['UTM campaign name', 'utm_campaign'] },
    utmContent: { en: ['UTM campaign content', 'utm_content'] },
    purchases: { en: ['Orders'] },
    revenue: { en: ['Total sales', 'Net sales', 'Gross sales'] },
  },
  marks: ['Net sales', 'Gross sales', 'Product title', 'Product vendor', 'Net quantity', 'Net items sold'],
  supporting: ['Total sales', 'Total returns', 'Returns', 'Discounts'],
  isAnalytics: true,
};

/** One row per conversion type: the types describe the same clicks and cost, so that one must be chosen. */
export const APPSFLYER: Platform = {
  id: 'appsflyer',
  title: 'AppsFlyer',
  columns: {
    platform: { en: ['Media Source (pid)', 'Media Source'] },
    campaign: { en: ['Campaign (c)', 'Campaign'] },
    adGroup: { en: ['Adset (af_adset)', 'Adset', 'Adgroup'] },
    ad: { en: ['Ad (af_ad)', 'Ad'] },
    day: { en: ['Date'] },
    currency: { en: ['Currency'] },
    impressions: { en: ['Impressions'] },
    clicks: { en: ['Clicks'] },
    spend: { en: ['Total Cost', 'Cost'] },
    conversions: { en: ['Conversions', 'Installs'] },
    resultKind: { en: ['Conversion Type'] },
    revenue: { en: ['Total Revenue', 'Revenue'] },
    segment: { en: ['Country', 'Agency/PMD (af_prt)'] },
  },
  marks: [
    'Media Source (pid)',
    'Campaign (c)',
    'Adset (af_adset)',
    'Ad (af_ad)',
    'Agency/PMD (af_prt)',
    'Average eCPI',
    'Loyal Users/Installs',
  ],
  supporting: ['Conversion Type', 'Loyal Users', 'ARPU'],
  kindsOverlap: true,
};

/** Columns are slugs, and what the network says of itself stands beside what Adjust counted. */
export const ADJUST: Platform = {
  id: 'adjust',
  title: 'Adjust',
  columns: {
    platform: { en: ['partner_name', 'channel', 'network'] },
    campaign: { en: ['campaign_network', 'campaign'] },
    campaignId: { en: ['campaign_id_network'] },
    adGroup: { en: ['adgroup_network', 'adgroup'] },
    adGroupId: { en: ['adgroup_id_network'] },
    ad: { en: ['creative_network', 'creative'] },
    adId: { en: ['creative_id_network'] },
    day: { en: ['day'] },
    currency: { en: ['currency_code'] },
    impressions: { en: ['network_impressions', 'impressions'] },
    clicks: { en: ['network_clicks', 'clicks'] },
    spend: { en: ['cost', 'network_cost'] },
    conversions: { en: ['installs'] },
    revenue: { en: ['all_revenue', 'revenue'] },
    segment: { en: ['app', 'country', 'country_code', 'os_name'] },
  },
  leftAlone: [
    {
      headers: ['network_installs'],
      reason: 'installs as the network claims them, beside those that Adjust attributes',
    },
    { headers: ['cohort_all_revenue', 'cohort_revenue'], reason: 'revenue of a cohort, which grows with its age' },
  ],
  candidates: { revenue: ['ad_revenue'], spend: ['ad_spend'] },
  marks: [
    'campaign_network',
    'campaign_id_network',
    'adgroup_network',
    'creative_network',
    'creative_id_network',
    'partner_name',
    'network_cost',
    'network_installs',
    'network_ecpi',
    'app_token',
    'attr_dependency',
  ],
};

/** Clicks of a tracker are arrivals or taps on the landing page, never the ad platform's clicks: they are left alone. */
export const KEITARO: Platform = {
  id: 'keitaro',
  title: 'Keitaro',
  columns: {
    campaign: { en: ['campaign', 'campaign_name'] },
    utmSource: { en: ['ts', 'utm_source', 'source'] },
    utmCampaign: { en: ['utm_campaign'] },
    utmContent: { en: ['utm_content', 'ad_campaign_id'] },
    day: { en: ['day', 'date'] },
    spend: { en: ['cost'] },
    conversions: { en: ['conversions'] },
    revenue: { en: ['revenue'] },
    segment: { en: ['country', 'device_type', 'os', 'hour'] },
  },
  leftAlone: [
    { headers: ['clicks'], reason: "arrivals at the tracker, not the ad platform's clicks" },
    { headers: ['leads', 'sales', 'rejected'], reason: 'a part of the conversions' },
  ],
  marks: ['sub_id_1', 'sub_id_2', 'sub_id_3', 'sub_id_4', 'sub_id_5', 'campaign_unique_clicks'],
  supporting: ['lp_clicks', 'epc', 'cr', 'rejected'],
};

export const TRACKER: Platform = {
  id: 'tracker',
  title: 'a click tracker',
  columns: {
    campaign: { en: ['campaign', 'campaign name', 'campaignName'] },
    campaignId: { en: ['campaign id', 'campaignId'] },
    ad: { en: ['creative', 'creative name', 'ad'] },
    utmSource: { en: ['traffic source', 'trafficSourceName', 'utm_source'] },
    utmCampaign: { en: ['utm_campaign'] },
    utmContent: { en: ['utm_content'] },
    day: { en: ['day', 'date'] },
    spend: { en: ['cost', 'total cost'] },
    conversions: { en: ['conversions', 'approved'] },
    revenue: { en: ['revenue', 'total revenue'] },
    segment: { en: ['country', 'os', 'device', 'landing page', 'lander', 'offer'] },
  },
  leftAlone: [{ headers: ['clicks'], reason: "taps on the landing page, not the ad platform's clicks" }],
  marks: ['EPV', 'LP Clicks', 'LP Views', 'Unique visits', 'Suspicious visits', 'customConversions1'],
  supporting: ['Visits', 'EPC', 'CPV', 'Profit', 'ROI', 'eCPA', 'AP'],
  together: [
    ['Visits', 'CPV'],
    ['Visits', 'EPC'],
    ['Visits', 'Profit', 'ROI'],
  ],
};
