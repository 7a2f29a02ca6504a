/** Percentages and amounts of money in a line of an ad, kept as figures. Pure. */
import { microsOf } from '../../units.js';
import { folded } from './fold.js';

export interface OfferFigures {
  /** The largest percentage as a fraction, 0..1; null where none stands in the line. */
  discount: number | null;
  /** The first amount of money, in micros, and its currency (ISO 4217). Both null where none stands in the line. */
  amountMicros: number | null;
  currency: string | null;
}

/** What stands for a percent sign, in regular expressions over folded text. */
const PERCENT = '%|percent|per cent|процент\\p{L}*|prozent|por ?c[ie]ento|por cento|pour ?cent';

/** A number as ads write it: 1,299.00 or 1 990 or 19,99. */
const NUMBER = '\\d{1,3}(?:[ .,]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?';

const BEFORE: Readonly<Record<string, string>> = {
  r$: 'BRL',
  us$: 'USD',
  a$: 'AUD',
  c$: 'CAD',
  mx$: 'MXN',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₽': 'RUB',
  '₴': 'UAH',
  '₸': 'KZT',
  '₹': 'INR',
  '₺': 'TRY',
};

/** Names of money behind a number, each to the end of its word. */
const AFTER: readonly (readonly [name: string, currency: string])[] = [
  ['\\$|dollars?|bucks|usd|долл\\p{L}*', 'USD'],
  ['€|euros?|eur|евро', 'EUR'],
  ['£|pounds?|gbp|quid', 'GBP'],
  ['₽|руб\\p{L}*|р\\.?|rub', 'RUB'],
  ['reais|real|brl', 'BRL'],
  ['₴|грн\\p{L}*|гривен\\p{L}*|uah', 'UAH'],
  ['₸|тенге|тг|kzt', 'KZT'],
  ['chf|franken', 'CHF'],
  ['zl|zloty\\p{L}*|pln', 'PLN'],
  ['₹|rupees?|inr', 'INR'],
  ['₺|tl|lira\\p{L}*', 'TRY'],
];

const escaped = (text: string): string => text.replace(/[$]/g, '\\$&');

const END = '(?![\\p{L}\\p{N}])';
const before = Object.keys(BEFORE)
  .sort((a, b) => b.length - a.length)
  .map(escaped)
  .join('|');
const after = AFTER.map(([name]) => name).join('|');

/** For the table of patterns: a percentage, and an amount of money. */
export const PERCENT_PATTERN = `\\d{1,3}\\s?(?:${PERCENT})`;
export const AMOUNT_PATTERN = `(?:(?:${before})\\s?(?:${NUMBER})|(?:${NUMBER})\\s?(?:${after})${END})`;

const PERCENTAGES = new RegExp(`(?<![\\d.,])(\\d{1,3})(?:[.,]\\d+)?\\s?(?:${PERCENT})`, 'gu');
const AMOUNTS = new RegExp(
  `(?<![\\p{L}\\d.,])(${before})\\s?(${NUMBER})(?!\\d)|(?<![\\d.,])(${NUMBER})\\s?(${after})${END}`,
  'u',
);
const CURRENCIES = AFTER.map(([name, currency]) => ({ name: new RegExp(`^(?:${name})$`, 'u'), currency }));

/** The figures of a line; a percentage above 100 is none. */
export function offerFigures(text: string): OfferFigures {
  const line = folded(text);
  const percentages = [...line.matchAll(PERCENTAGES)]
    .map(([, figure]) => Number(figure))
    .filter((p) => p > 0 && p <= 100);
  const found = AMOUNTS.exec(line);
  const sign = found?.[1];
  const name = found?.[4] ?? '';
  const amount = numberIn(found?.[2] ?? found?.[3] ?? '');
  const currency = sign === undefined ? CURRENCIES.find((each) => each.name.test(name))?.currency : BEFORE[sign];
  const isKnown = amount !== null && currency !== undefined;
  return {
    discount: percentages.length > 0 ? Math.max(...percentages) / 100 : null,
    amountMicros: isKnown ? microsOf(amount) : null,
    currency: isKnown ? currency : null,
  };
}

/** The last mark before one or two digits is a decimal mark, every other one parts thousands. */
function numberIn(text: string): number | null {
  const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  const digits = whole.replace(/\D/g, '');
  return digits === '' ? null : Number(`${digits}.${fraction === '' ? '0' : fraction}`);
}
