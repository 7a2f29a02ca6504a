/** Header cells to comparable keys: case, accents, look-alike letters, underscores, currencies and windows aside. */
import { currencyOf } from './currencies.js';

/** Cyrillic letters that look Latin (Google writes its Russian `Клики` with a Latin K): compared as one letter. */
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  і: 'i',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
};

/** A header without what exports vary in. Two headers are the same when their keys are equal, never by a part of them. */
export const headerKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[аеікмнорстухв]/g, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(/[’'`]/g, "'")
    .replace(/[\s_\u200b\ufeff-]+/g, ' ')
    .trim();

/** Names as warehouses and APIs write them: `CampaignName`, `adGroupId`. */
const IN_ONE_WORD = /^[A-Za-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$/;

export interface Header {
  /** As it stands in the file, trimmed. */
  text: string;
  /** Comparable; the currency and the attribution window are taken off. */
  key: string;
  /** The key of a name in one word as words (`AdSetName` as `ad set name`); null where the header is no such name. */
  words: string | null;
  /** ISO 4217 code named in the header, or null. */
  currency: string | null;
  /** True when the sign stands for several currencies ($). */
  currencyIsGuess: boolean;
  /** The attribution window in square brackets, such as `7 Days After Clicking`; null for the plain column. */
  window: string | null;
}

/** A longer cell is no header; it is compared whole, and nothing is looked for in it. */
const LONGEST_HEADER = 300;

/** `Amount spent (USD)`, `Расход, ₽`, `Spend ($)`, `Purchases [7 Days After Clicking]`. */
export function parseHeader(raw: string): Header {
  const text = raw.replace(/^\ufeff/, '').trim();
  if (text.length > LONGEST_HEADER)
    return { text, key: headerKey(text), words: null, currency: null, currencyIsGuess: false, window: null };
  const bracket = /^(.*\S)\s*\[([^\]]+)\]$/.exec(text);
  const windowed = bracket && /day|click|view|день|дн|дня|día|tag|jour/i.test(bracket[2] ?? '') ? bracket : null;
  const plain = windowed?.[1] ?? text;
  const suffix =
    /^(.*\S)\s*\(([^()]{1,6})\)$/.exec(plain) ??
    /^(.*\S)\s*,\s*([^\s,]{1,5}\.?)$/.exec(plain) ??
    /^(.*\S)\s*[(,]\s*([^(),]{1,6}), (?:с|без) НДС\)?$/i.exec(plain);
  const found = suffix ? currencyOf(suffix[2] ?? '') : null;
  // A Windows-1251 file cannot hold the rouble sign: Excel writes a question mark.
  const isLostSign = suffix?.[2] === '?';
  return {
    text,
    key: headerKey(found || isLostSign ? (suffix?.[1] ?? plain) : plain),
    words: IN_ONE_WORD.test(text) ? headerKey(text.replace(/([a-z0-9])([A-Z])/g, '$1 $2')) : null,
    currency: found?.code ?? (isLostSign ? 'RUB' : null),
    currencyIsGuess: found?.isGuess ?? false,
    window: windowed?.[2] ?? null,
  };
}
