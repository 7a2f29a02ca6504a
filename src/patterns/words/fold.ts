/**
 * Text as it is compared: what recognisers and captions do to letters is taken away, so that one pattern fits all of
 * "50% OFF", "50％ＯＦＦ" and "50 % off". Pure.
 */

/** Marks that stand for one another in ads and in what recognisers make of them. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ`´′]/g, "'"],
  [/[“”„«»]/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
];

/** Zero-width characters, variation selectors and everything pictorial. */
const UNSEEN = /\u00AD|[\u200B-\u200C\u200E-\u200F]|\u200D|\u2060|\uFE0E|\uFE0F|\uFEFF|\p{Extended_Pictographic}/gu;

/** An apostrophe inside a word: "don't" is read as "dont" as often as not. */
const INNER_APOSTROPHE = /(?<=\p{L})'(?=\p{L})/gu;

/** Accents over letters of the Latin script: recognisers lose them. й and ё are letters of their own. */
const LATIN_ACCENTS = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu;

/**
 * Lower case, compatibility forms resolved (NFKC), no accents over Latin letters, no apostrophes inside words, no emoji,
 * ё as е, ß as ss, blanks single. Punctuation and signs stay.
 */
export function folded(text: string): string {
  let plain = text.normalize('NFKC').replace(UNSEEN, ' ');
  for (const [marks, mark] of SIGNS) plain = plain.replace(marks, mark);
  return plain
    .toLowerCase()
    .normalize('NFD')
    .replace(LATIN_ACCENTS, '')
    .normalize('NFC')
    .replace(INNER_APOSTROPHE, '')
    .replaceAll('ё', 'е')
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Number of letters in a text. */
export const letterCount = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;
