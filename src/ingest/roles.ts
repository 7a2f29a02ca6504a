/** What a column of an export can be, and how a platform's columns are described: data that the importer works through. */

/** Languages in which platforms write their headers, by ISO 639-1 code. */
export type Language = 'en' | 'ru' | 'es' | 'pt' | 'de' | 'fr' | 'it' | 'uk' | 'pl' | 'tr' | 'ja';

export const ROLES = [
  // who
  'platform',
  'account',
  'accountId',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'adText',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
  // when
  'day',
  'dateStart',
  'dateEnd',
  'week',
  'month',
  'quarter',
  'year',
  // what
  'currency',
  'impressions',
  'clicks',
  'allClicks',
  'spend',
  'spendMicros',
  'purchases',
  'conversions',
  'results',
  'resultKind',
  'revenue',
  'plays3s',
  'thruplays',
  // how the rows are cut
  'segment',
  'window',
] as const;

/**
 * `clicks` are link or destination clicks, `allClicks` stand in only where there are none; `purchases` win over
 * `conversions` and those over `results`, which count only with their `resultKind`; `adText` columns together name an ad
 * that has no name; `week` and longer periods count only where no `day` is; `segment` columns cut rows further (age, placement); `window` tells alternatives that never add up.
 */
export type Role = (typeof ROLES)[number];

/** Spellings of one header by language, the preferred first. Compared whole, without case, accents and punctuation. */
export type Spellings = { readonly [language in Language]?: readonly string[] };

export interface Platform {
  id: string;
  title: string;
  columns: { readonly [role in Role]?: Spellings };
  /** Headers that no other platform and no table made by hand has: each weighs as much as several ordinary ones. */
  marks: readonly string[];
  /** Headers that the platform writes, and others may: they weigh like marks where there is a mark, and prove nothing alone. */
  supporting?: readonly string[];
  /** Headers believed but not seen in a real file: offered to the user, never taken silently. */
  candidates?: { readonly [role in Role]?: readonly string[] };
  /** Headers that read like a figure of creo and are another: never taken unless a person says so. */
  leftAlone?: readonly { headers: readonly string[]; reason: string }[];
  /** The map is for tables of any platform, whose rows may name theirs. */
  isOfAll?: boolean;
  /** The map was made by hand: what it does not name is offered, never taken. */
  isByHand?: boolean;
  /** Header that is a mark where it names a currency, as `Amount spent (USD)`, unless one of the others stands beside it, which no table of the platform has: then `together` counts for nothing as well. */
  currencyMark?: { header: string; unless: readonly string[] };
  /** A title line above the header. */
  titleLine?: RegExp;
  /** Headers that give the platform away only together. */
  together?: readonly (readonly string[])[];
  /** Values in the rows that give the platform away. */
  value?: RegExp;
  /** How `3/4/2026` is meant where the platform is known to write it one way. */
  dateOrder?: DateOrder;
  /** Weekday that the weeks of its reports begin with, where the file does not show it; 0 is Monday. */
  weekStart?: number;
  /** The platform leaves cells of things that did not happen empty. */
  blankIsZero?: boolean;
  /** The currency of a platform that sells in one only. */
  currency?: string;
  /** Rows of different kinds describe the same delivery, so that only one kind may be taken. */
  kindsOverlap?: boolean;
  /** The report is about visits, not about bought delivery: without spend it makes no ads. */
  isAnalytics?: boolean;
}

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
