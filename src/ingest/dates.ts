/** Days and periods as exports write them, in ten languages, to whole days since 1970-01-01. Never shifted by a time zone. */
import { type Day, dayNumber } from '../units.js';
import type { DateOrder } from './roles.js';

export interface Period {
  start: number;
  end: number;
}

/** First letters of month names (accents and case aside) that tell the month, over the languages of the exports. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'янв', 'січ', 'sty', 'oca', 'gen'],
  ['feb', 'fev', 'fevr', 'фев', 'лют', 'lut', 'sub', 'şub'],
  ['mar', 'mars', 'marz', 'мар', 'бер', 'marc', 'mrz'],
  ['apr', 'abr', 'avr', 'апр', 'кві', 'kwi', 'nis'],
  ['may', 'mai', 'mag', 'май', 'мая', 'тра', 'maj', 'mayis'],
  ['jun', 'juin', 'giu', 'июн', 'чер', 'cze', 'haz'],
  ['jul', 'juil', 'lug', 'июл', 'лип', 'lip', 'tem'],
  ['aug', 'ago', 'aou', 'авг', 'сер', 'sie', 'agu'],
  ['sep', 'set', 'сен', 'вер', 'wrz', 'eyl'],
  ['oct', 'okt', 'out', 'ott', 'окт', 'жов', 'paz', 'eki'],
  ['nov', 'ноя', 'лис', 'lis', 'kas'],
  ['dec', 'dez', 'dic', 'дек', 'гру', 'gru', 'ara'],
];

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();

function monthOf(word: string): number | null {
  const letters = folded(word).replace(/[^\p{L}]/gu, '');
  if (letters.length < 3) return null;
  const found = MONTHS.findIndex((names) => names.some((name) => letters.startsWith(folded(name))));
  return found < 0 ? null : found + 1;
}

const dayFrom = (year: number, month: number, day: number): number | null =>
  dayNumber(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** Excel counts days from 1899-12-30; an export's serial lies between 2009 and 2064. */
const EXCEL_EPOCH = -25_569;
const EXCEL_FIRST = 40_000;
const EXCEL_LAST = 60_000;

/** What a day cell says about the order of `3/4/2026`; 'either' is the date that fits both. Null: it says nothing. */
export function dateOrderEvidence(text: string): 'dmy' | 'mdy' | 'either' | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first > 12) return 'dmy';
  if (second > 12) return 'mdy';
  // Dots are a European habit: no platform or spreadsheet writes the month first with them.
  if (/^\s*\d{1,2}\.\d{1,2}\.\d/.test(text)) return 'dmy';
  return first === second ? null : 'either';
}

/** One day; a time of day and a zone behind it are passed over. `order` decides `3/4/2026`. Null when it is no day. */
export function readDay(raw: string, order: DateOrder | null): number | null {
  const text = raw.normalize('NFKC').trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const japanese = /^(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (japanese) return dayFrom(Number(japanese[1]), Number(japanese[2]), Number(japanese[3]));
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?[T ].*)?$/.exec(text);
  if (numeric) {
    const [, first = '', second = '', year = ''] = numeric;
    const resolved = dateOrderEvidence(text);
    const isDayFirst =
      (resolved === 'either' || resolved === null ? order : order === 'ymd' ? resolved : (order ?? resolved)) !== 'mdy';
    if (resolved === 'either' && order === null) return null;
    const [day, month] = isDayFirst ? [first, second] : [second, first];
    return dayFrom(fullYear(year), Number(month), Number(day));
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text));
    return serial >= EXCEL_FIRST && serial <= EXCEL_LAST ? serial + EXCEL_EPOCH : null;
  }
  return namedDay(text);
}

/** `Thu, 5 Feb 2026`, `January 20, 2026`, `ter., 5 de mai. de 2026`, `9 авг. 2026 г.`, `5-Feb-2026`. */
function namedDay(text: string): number | null {
  const dayFirst =
    /(?:^|[\s,])(\d{1,2})[.\s-]+(?:de\s+)?(\p{L}{3,})\.?[\s,-]+(?:de\s+|del\s+)?'?(\d{4}|\d{2})(?!\d)/iu.exec(text);
  const monthFirst = /(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/iu.exec(text);
  const [day, word, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  if (day === undefined || word === undefined || year === undefined) return null;
  const month = monthOf(word);
  return month === null ? null : dayFrom(fullYear(year), month, Number(day));
}

/** A period in one cell or line: `2024-03-01 - 2024-03-11`, `Jan 1, 2026 – Jan 31, 2026`, `A to B`. Null when it is none. */
export function readPeriod(text: string, order: DateOrder | null): Period | null {
  const clean = text.normalize('NFKC').trim();
  for (const separator of [/\s+(?:-|–|—|to|bis|au|al|a|по|до|～|~)\s+/giu, /\s*[–—～~]\s*/gu, /-/g]) {
    for (const match of clean.matchAll(separator)) {
      const start = lastDay(clean.slice(0, match.index), order);
      const end = firstDay(clean.slice(match.index + match[0].length), order);
      if (start !== null && end !== null && end >= start) return { start, end };
    }
  }
  return null;
}

const NUMERIC_DAY = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}年\d{1,2}月\d{1,2}日/g;

function lastDay(text: string, order: DateOrder | null): number | null {
  const numeric = [...text.matchAll(NUMERIC_DAY)].at(-1);
  if (numeric && /^[\s)"]*$/.test(text.slice(numeric.index + numeric[0].length))) return readDay(numeric[0], order);
  return namedDay(text.replace(/^.*[(:]\s*/, '')) ?? readDay(text, order);
}

function firstDay(text: string, order: DateOrder | null): number | null {
  const numeric = [...text.matchAll(NUMERIC_DAY)][0];
  if (numeric && text.slice(0, numeric.index).trim() === '') return readDay(numeric[0], order);
  return namedDay(text) ?? readDay(text, order);
}

/** A period named in a file's name: `… 2026-10-01 to 2026-10-05.xlsx`, `Time_series(2026.02.05-2026.02.10).csv`, `Campaign_20260101_20260131.csv`. */
export function periodInFileName(name: string): Period | null {
  const days = [...name.matchAll(/(?<!\d)(20\d{2})[-._]?(\d{2})[-._]?(\d{2})(?!\d)/g)].map((match) =>
    dayFrom(Number(match[1]), Number(match[2]), Number(match[3])),
  );
  const [start, end] = days;
  if (days.length === 2 && typeof start === 'number' && typeof end === 'number' && end >= start) return { start, end };
  const metaStyle = [...name.matchAll(/(\d{1,2})[-_](\p{L}{3,})\.?[-_](20\d{2})/gu)].map((match) =>
    namedDay(`${match[1]} ${match[2]} ${match[3]}`),
  );
  const [from, to] = metaStyle;
  if (metaStyle.length === 2 && typeof from === 'number' && typeof to === 'number' && to >= from)
    return { start: from, end: to };
  return null;
}

/** Fast way for the ISO day that most exports write; -1 for any other text. */
export function readIsoDay(bytes: Uint8Array, start: number, end: number, known: Map<number, number>): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return -1;
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    if (at === start + 4 || at === start + 7) continue;
    const digit = bytes[at] - 0x30;
    if (digit < 0 || digit > 9) return -1;
    digits = digits * 10 + digit;
  }
  const found = known.get(digits);
  if (found !== undefined) return found;
  const number = dayFrom(Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100) ?? -1;
  known.set(digits, number);
  return number;
}

export type { Day };
