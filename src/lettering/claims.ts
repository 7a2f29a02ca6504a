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
const LEAST_FOREIGN = 0.6;

/** Tesseract is sure of a line, and right, or not sure at all. */
const LEAST_SECOND = 0.7;

/** From these log-odds on letters are taken for look-alikes. */
const FOREIGN_ODDS = 2;

/** A short line is hard to tell, but an ad seldom changes its alphabet: its other lines count this much, within limits. */
const OTHERS_SHARE = 0.2;
const MOST_FROM_OTHERS = 5;

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
  if (second && second.written.confidence >= LEAST_SECOND && isText(second.written.text)) {
    return { ...second.written, language: second.language };
  }
  if (written.confidence < LEAST_CONFIDENCE) return null;
  const { text, language } = plainText(written.text);
  if (!isText(text)) return null;
  const unread = { text: '', confidence: written.confidence, language: null };
  if (isForeign(written, all)) return unread;
  if (language === 'zh') return direct.includes('zh') ? { ...written, language } : unread;
  return direct.some((each) => each !== 'zh') ? { text, confidence: written.confidence, language } : unread;
}

const HAN = /\p{Script=Han}/gu;
const LETTER = /\p{L}/gu;

/** Single signs of Chinese among Latin letters are icons and emoji that look like one: they are left out. */
function plainText(text: string): { text: string; language: 'en' | 'zh' } {
  const han = text.match(HAN)?.length ?? 0;
  const letters = text.match(LETTER)?.length ?? 0;
  if (han > 0 && han * 2 >= letters) return { text, language: 'zh' };
  return { text: text.replace(HAN, ' ').replace(/\s+/g, ' ').trim(), language: 'en' };
}

/** Two letters or digits at least: a lone one is as likely a part of the picture. */
const isText = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;

function isForeign({ text }: Written, all: readonly Look[]): boolean {
  if ((text.match(LETTER)?.length ?? 0) === 0) return false;
  const own = lookAlikeOdds(text);
  const others = all.reduce(
    (sum, look) => sum + (look.written.text === text ? 0 : lookAlikeOdds(look.written.text)),
    0,
  );
  const prior = Math.max(-MOST_FROM_OTHERS, Math.min(MOST_FROM_OTHERS, OTHERS_SHARE * others));
  return own + prior > FOREIGN_ODDS;
}
