/** The languages of the page. */
import { ENGLISH } from './english.js';
import { RUSSIAN } from './russian/index.js';
import type { Language, Words } from './words.js';

const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ru: RUSSIAN };

export const wordsOf = (language: Language): Words => WORDS[language];
