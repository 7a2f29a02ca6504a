/** Currency codes and signs as exports write them. */

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const SIGNS: Record<string, string> = {
  US$: 'USD',
  R$: 'BRL',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  MX$: 'MXN',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  'РУБ.': 'RUB',
  РУБ: 'RUB',
  'Р.': 'RUB',
  '₴': 'UAH',
  ГРН: 'UAH',
  'ГРН.': 'UAH',
  ZŁ: 'PLN',
  '₺': 'TRY',
  TL: 'TRY',
  '₹': 'INR',
  'RS.': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '₸': 'KZT',
  '฿': 'THB',
  '₱': 'PHP',
  RP: 'IDR',
  '₪': 'ILS',
  KČ: 'CZK',
  FT: 'HUF',
  円: 'JPY',
};

/** Signs that several currencies share, with the one that is meant most often. */
const SHARED: Record<string, string> = { $: 'USD', '¥': 'JPY', '￥': 'JPY' };

export interface CurrencyFound {
  code: string;
  /** The sign stands for several currencies, and the most frequent was taken: worth a word to the user. */
  isGuess: boolean;
}

/** ISO 4217 code of a code or sign; null when the text is neither. */
export function currencyOf(text: string): CurrencyFound | null {
  // Codes are capitals: `Clicks (all)` is not in Albanian lek.
  if (CODES.has(text.trim())) return { code: text.trim(), isGuess: false };
  const sign = text.normalize('NFC').trim().toUpperCase();
  const code = SIGNS[sign];
  if (code !== undefined) return { code, isGuess: false };
  const shared = SHARED[sign];
  return shared === undefined ? null : { code: shared, isGuess: true };
}

export const isCurrencyCode = (text: string): boolean => CODES.has(text);
