/**
 * How analytics, trackers and shops call what a second source tells: columns by role, the better spelling first. `marks`
 * are headers by which an export is known; none is needed to be read.
 */
import { headerKey } from './headers.js';

export const CONVERSION_ROLES = [
  'day',
  'order',
  'account',
  'utmSource',
  'utmCampaign',
  'utmContent',
  'ad',
  'creative',
  'landing',
  'notes',
  'status',
  'cancelled',
  'conversions',
  'revenue',
  'refund',
  'currency',
] as const;
export type ConversionRole = (typeof CONVERSION_ROLES)[number];

const SPELLINGS: { readonly [role in ConversionRole]: readonly string[] } = {
  day: [
    'Date',
    'Day',
    'Created at',
    'Processed at',
    'Order date',
    'Conversion date',
    'Event time',
    'Install time',
    'Postback time',
    'Sale time',
    'Дата',
    'День',
    'Datum',
    'Fecha',
    'Data',
  ],
  order: [
    'Order id',
    'Order number',
    'Order name',
    'Name',
    'Transaction id',
    'Conversion id',
    'Номер заказа',
    'ID заказа',
  ],
  account: ['Account', 'Ad account', 'Account name'],
  utmSource: [
    'utm_source',
    'Session source / medium',
    'Session manual source',
    'Session source',
    'Source / medium',
    'First user source',
    'Media source (pid)',
    'Media source',
    'Traffic source',
    'Source',
    'Order UTM source',
    'UTM campaign source',
    'rt_source',
    'ts',
  ],
  utmCampaign: [
    'utm_campaign',
    'Session manual campaign name',
    'Session campaign',
    'Session campaign name',
    'Campaign (c)',
    'Order UTM campaign',
    'UTM campaign name',
    'rt_campaign',
    'Campaign name',
    'Campaign',
    'Кампания',
  ],
  utmContent: [
    'utm_content',
    'Session manual ad content',
    'Manual ad content',
    'First user manual ad content',
    'Order UTM content',
    'UTM campaign content',
  ],
  ad: ['ad_id', 'Ad ID', 'rt_ad_id', 'Ad', 'rt_ad', 'af_ad', 'af_ad_id', 'Ad name'],
  creative: ['Creative', 'Creative name', 'Creative ID', 'Video', 'Креатив', 'Название креатива'],
  landing: ['Landing site', 'Landing page', 'Landing page url', 'Landing page + query string', 'Session landing page'],
  notes: ['Note attributes'],
  status: ['Financial status', 'Order status', 'Status', 'Conversion status'],
  cancelled: ['Cancelled at', 'Canceled at'],
  conversions: [
    'Conversions',
    'Purchases',
    'Ecommerce purchases',
    'Transactions',
    'Orders',
    'Key events',
    'Sales',
    'af_purchase (Event counter)',
    'Approved',
    'Leads',
    'Installs',
    'Конверсии',
    'Покупки',
    'Заказы',
    'Продажи',
    'Лиды',
  ],
  revenue: [
    'Revenue',
    'Purchase revenue',
    'Total revenue',
    'Total sales',
    'Net sales',
    'Total',
    'Conversion value',
    'Payout',
    'af_purchase (Sales in USD)',
    'Amount',
    'Доход',
    'Выручка',
    'Сумма',
  ],
  refund: ['Refunded amount', 'Refunds', 'Refund amount'],
  currency: ['Currency', 'Currency code', 'Валюта'],
};

export interface ConversionSource {
  id: string;
  marks: readonly string[];
  /** Events are conversions of this export: columns of sales come before the leads that hold them. */
  prefers?: readonly string[];
}

const SOURCES: readonly ConversionSource[] = [
  {
    id: 'ga4',
    marks: [
      'Session source / medium',
      'Session manual ad content',
      'Manual ad content',
      'Session campaign',
      'Key events',
      'Session manual campaign name',
      'Session source',
    ],
    prefers: ['Ecommerce purchases', 'Purchases', 'Transactions', 'Key events', 'Conversions'],
  },
  {
    id: 'shopify',
    marks: ['Financial Status', 'Fulfillment Status', 'Lineitem name', 'Note Attributes', 'Total sales'],
  },
  { id: 'appsflyer', marks: ['Media source (pid)', 'Campaign (c)', 'af_purchase (Event counter)', 'af_adset'] },
  { id: 'redtrack', marks: ['rt_ad', 'rt_campaign', 'rt_source', 'LP clicks', 'rt_ad_id'] },
  { id: 'keitaro', marks: ['sub_id_1', 'Sub ID 1', 'campaign_unique_clicks', 'Уникальные клики', 'ad_campaign_id'] },
  { id: 'voluum', marks: ['Custom variable 1', 'Visits', 'EPV', 'CPV', 'Suspicious visits'] },
  { id: 'binom', marks: ['Token 1', 'Token 1 value', 'EPC', 'CR', 'LP CTR'] },
];

export const UNKNOWN_SOURCE = 'conversions';

/** The export that the headers tell; null where fewer than two of one's marks are there. */
export function sourceOf(headers: readonly string[]): ConversionSource | null {
  const keys = new Set(headers.map(headerKey));
  const seen = SOURCES.map((source) => ({
    source,
    marks: source.marks.filter((mark) => keys.has(headerKey(mark))).length,
  })).sort((a, b) => b.marks - a.marks);
  const [best] = seen;
  return best !== undefined && best.marks >= (best.source.id === 'redtrack' || best.source.id === 'keitaro' ? 1 : 2)
    ? best.source
    : null;
}

/** Which column each role is in: the best spelling that the header has. */
export function conversionColumns(
  headers: readonly string[],
  source: ConversionSource | null,
): Map<ConversionRole, number> {
  const keys = headers.map((header) => headerKey(header.replace(/\s*\([A-Z]{3}\)$/, '')));
  const columns = new Map<ConversionRole, number>();
  for (const role of CONVERSION_ROLES) {
    const spellings = role === 'conversions' ? [...(source?.prefers ?? []), ...SPELLINGS[role]] : SPELLINGS[role];
    for (const spelling of spellings) {
      const column = keys.indexOf(headerKey(spelling));
      if (column < 0 || [...columns.values()].includes(column)) continue;
      columns.set(role, column);
      break;
    }
  }
  return columns;
}

/** Whether a line looks like the header of such a table: a day, and something that is counted or ordered. */
export const isConversionHeader = (cells: readonly string[]): boolean => {
  const columns = conversionColumns(cells, sourceOf(cells));
  return columns.has('day') && (columns.has('conversions') || columns.has('revenue') || columns.has('order'));
};
