/** Which languages can be read on this machine: those of PP-OCR, and those that tesseract's data are there for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';

/** Data of one language in tesseract's form. */
export interface LanguageData {
  /** ISO 639-1. */
  language: string;
  /** Tesseract's own code, the name of the file. */
  code: string;
  /** `NAME.traineddata`, or the same gzipped. */
  path: string;
}

/** Languages in Latin letters, which PP-OCR writes; all but English without their accents. And Chinese. */
const DIRECT_LANGUAGES: readonly string[] = [
  ...[
    'en',
    'es',
    'de',
    'fr',
    'pt',
    'it',
    'nl',
    'pl',
    'cs',
    'sk',
    'hu',
    'ro',
    'hr',
    'sl',
    'tr',
    'sv',
    'da',
    'no',
    'fi',
    'id',
    'ms',
  ],
  ...['tl', 'et', 'lv', 'lt', 'zh'],
];

/** Languages in other letters, by tesseract's codes. */
const TESSERACT_CODES: Readonly<Record<string, string>> = {
  ru: 'rus',
  uk: 'ukr',
  be: 'bel',
  bg: 'bul',
  sr: 'srp',
  mk: 'mkd',
  kk: 'kaz',
  el: 'ell',
  he: 'heb',
  ar: 'ara',
  fa: 'fas',
  hi: 'hin',
  bn: 'ben',
  th: 'tha',
  ka: 'kat',
  hy: 'hye',
  ko: 'kor',
  ja: 'jpn',
};

const SECOND_LANGUAGES: readonly string[] = Object.keys(TESSERACT_CODES);

const BUNDLED = fileURLToPath(new URL('../../models/tessdata', import.meta.url));

/** Where tesseract's packages put data: Debian and Ubuntu, Fedora and Arch, Homebrew, Windows. */
const SYSTEM_FOLDERS: readonly string[] = [
  '/usr/share/tesseract-ocr/5/tessdata',
  '/usr/share/tesseract-ocr/4.00/tessdata',
  '/usr/share/tessdata',
  '/usr/share/tesseract/tessdata',
  '/usr/local/share/tessdata',
  '/opt/homebrew/share/tessdata',
  'C:\\Program Files\\Tesseract-OCR\\tessdata',
];

/** Data of a language, the buyer's own folder first (tesseract's variable TESSDATA_PREFIX); null where there are none. */
export function languageData(language: string): LanguageData | null {
  const code = TESSERACT_CODES[language];
  if (code === undefined) return null;
  const own = process.env.TESSDATA_PREFIX;
  const paths = [...(own ? [own, join(own, 'tessdata')] : []), BUNDLED, ...SYSTEM_FOLDERS].flatMap((folder) => [
    join(folder, `${code}.traineddata`),
    join(folder, `${code}.traineddata.gz`),
  ]);
  const path = paths.find((each) => existsSync(each));
  return path === undefined ? null : { language, code, path };
}

/** Languages in other letters than PP-OCR's that can be read on this machine, and those that only want for data. */
export function secondLanguages(): { readable: readonly string[]; missing: readonly string[] } {
  const readable = SECOND_LANGUAGES.filter((language) => languageData(language) !== null);
  return { readable, missing: SECOND_LANGUAGES.filter((language) => !readable.includes(language)) };
}

/**
 * Sorts wanted languages (ISO 639-1) by who writes them. Throws UserError UNKNOWN_LANGUAGE for a code that nobody writes,
 * NO_LANGUAGE_DATA where tesseract's data are missing.
 */
export function resolveLanguages(wanted: readonly string[]): {
  direct: readonly string[];
  second: readonly LanguageData[];
} {
  const direct = wanted.filter((language) => DIRECT_LANGUAGES.includes(language));
  const second = wanted
    .filter((language) => !DIRECT_LANGUAGES.includes(language))
    .map((language) => {
      const code = TESSERACT_CODES[language];
      if (code === undefined) {
        throw new UserError(
          'UNKNOWN_LANGUAGE',
          `No language is called '${language}' here`,
          `Give two-letter codes: ${[...DIRECT_LANGUAGES, ...SECOND_LANGUAGES].join(', ')}`,
        );
      }
      const data = languageData(language);
      if (data === null) {
        throw new UserError(
          'NO_LANGUAGE_DATA',
          `There are no data for '${language}' on this machine`,
          `Put ${code}.traineddata (github.com/tesseract-ocr/tessdata_fast) into a folder that TESSDATA_PREFIX names, or install it: apt install tesseract-ocr-${code}`,
        );
      }
      return data;
    });
  return { direct, second };
}
