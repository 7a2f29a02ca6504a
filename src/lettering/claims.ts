/**
 * What may be claimed of a line. PP-OCR writes letters that it does not know as those that look alike: Cyrillic comes out
 * as Latin with a probability of 0.8 to 0.9, so that its own probability does not tell. The letters do.
 */
import type { Written } from './ctc.js';
import type { FrameLine } from './layout.js';
import { lookAlikeOdds } from './look-alikes.js';

export interface Look {
  /** By PP-OCR. */
  written: Written;
  /** By the writer of another alphabet, where it was asked; null where not. */
  second: { language: string; written: Written } | null;
}

/** A line surer than this is one; below, pictures have lines too. */
const LEAST_CONFIDENCE = 0.8;

/** Look-alikes are less sure than letters that are known, so a line of them is asked about from here on. */
const LEAST_FOREIGN = 0.65;

/** Tesseract is sure of a line, and right, or not sure at all. */
const LEAST_SECOND = 0.78;

/** From these log-odds on letters are taken for look-alikes. */
const FOREIGN_ODDS = 2;

/** Fewer letters tell nothing by themselves; up to the second number they must tell it the clearer: "eBay", "OOTD". */
const LEAST_LETTERS = 4;
const SURE_LETTERS = 7;
const SHORT_ODDS = 2;

/** A word of so many letters may tell its line. */
const WORD_LETTERS = 5;

/** A short line is hard to tell, but an ad seldom changes its alphabet: its other lines count this much, within limits. */
const OTHERS_SHARE = 0.2;
const MOST_FROM_OTHERS = 5;

/** What a line counts for the others that the second writer was sure of. */
const CONFIRMED_ODDS = 25;

/** Whether a line should be written again by the writer of another alphabet. `all` are the lines of the clip. */
export function needsSecond({ written }: Look, all: readonly Look[]): boolean {
  return written.confidence >= LEAST_FOREIGN && isForeign(written, all);
}

/**
 * What is claimed of a line, without its place; null for nothing. `direct` are the languages that PP-OCR may claim. A line
 * whose letters nobody could write has no text and no language.
 */
export function decided(look: Look, all: readonly Look[], direct: readonly string[]): Omit<FrameLine, 'box'> | null {
  const { written, second } = look;
  if (second && isConfirmed(look)) {
    return { ...second.written, language: second.language };
  }
  const { text, language } = plainText(lettered(priced(written.text, all)));
  const unread = { text: '', confidence: written.confidence, language: null };
  if (needsSecond(look, all)) return unread;
  if (written.confidence < LEAST_CONFIDENCE || !isText(text)) return null;
  if (language === 'zh') return direct.includes('zh') ? { ...written, language } : unread;
  return direct.some((each) => each !== 'zh') ? { text, confidence: written.confidence, language } : unread;
}

const HAN = /\p{Script=Han}/gu;
const LETTER = /\p{L}/gu;

/** Emoji and icons come out as single signs of Chinese among Latin letters, or as a lone @: they are left out. */
function plainText(text: string): { text: string; language: 'en' | 'zh' } {
  const han = text.match(HAN)?.length ?? 0;
  const letters = text.match(LETTER)?.length ?? 0;
  if (han > 0 && han * 2 >= letters) return { text, language: 'zh' };
  const plain = text.replace(HAN, ' ').replace(/(?<=^|\s)@(?=\s|$)/g, ' ');
  return { text: plain.replace(/\s+/g, ' ').trim(), language: 'en' };
}

/** The sign of the rouble, which PP-OCR does not know, is a P after a figure where the other lines are Cyrillic. */
const priced = (text: string, all: readonly Look[]): string =>
  all.some(isConfirmed) ? text.replace(/(\d) ?P(?=$|[\s.,!])/g, '$1 ₽') : text;

/** A round O at the head of a word, or amid small letters, comes out as a nought. */
const lettered = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}])0(?=[a-z]{2})|(?<=[a-z])0(?=[a-z])/gu, 'o')
    .replace(/(?<![\p{L}\p{N}])0(?=[A-Z]{2,}(?![\p{L}\p{N}]))/gu, 'O');

/** Two letters or digits at least: a lone one is as likely a part of the picture. */
const isText = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;

const isConfirmed = ({ second }: Look): boolean =>
  second !== null && second.written.confidence >= LEAST_SECOND && isText(second.written.text);

function isForeign({ text }: Written, all: readonly Look[]): boolean {
  const { language } = plainText(text);
  if (language === 'zh' || lettersIn(text) < 2) return false;
  const others = all.reduce((sum, look) => {
    if (look.written.text === text) return sum;
    return sum + (isConfirmed(look) ? CONFIRMED_ODDS : oddsOf(look.written.text));
  }, 0);
  const prior = Math.max(-MOST_FROM_OTHERS, Math.min(MOST_FROM_OTHERS, OTHERS_SHARE * others));
  return oddsOf(text) + prior > FOREIGN_ODDS;
}

/** Odds of a line by its own letters, or of its clearest word: a brand in Latin letters may stand in a line of others. */
function oddsOf(text: string): number {
  const latin = lettered(plainText(text).text.replace(HAN, ' '));
  const words = latin.split(' ').filter((word) => lettersIn(word) >= WORD_LETTERS);
  return Math.max(oddsByLength(latin), ...words.map(oddsByLength));
}

/** The fewer letters the less they say; so few say it only where the other lines agree. */
function oddsByLength(text: string): number {
  const odds = lookAlikeOdds(text);
  const letters = lettersIn(text);
  if (letters < LEAST_LETTERS) return Math.min(odds, FOREIGN_ODDS - 0.5);
  return letters < SURE_LETTERS ? odds - SHORT_ODDS : odds;
}

const lettersIn = (text: string): number => text.match(LETTER)?.length ?? 0;

/** The lines in the order in which to ask the second writer: the clearest first, for they speak for the others. */
export const clearestFirst = <L extends Look>(all: readonly L[]): L[] =>
  [...all].sort((a, b) => oddsOf(b.written.text) - oddsOf(a.written.text));
