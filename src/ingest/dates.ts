/** Days as exports write them, in the languages of the exports, to whole days since 1970-01-01. Never shifted by a time zone. */
import { dayNumber } from '../units.js';
import { FILLERS, folded, isWeekday, monthOf, ORDINALS } from './date-words.js';
import type { DateOrder } from './roles.js';

export interface Period {
  start: number;
  end: number;
}

/** A longer cell is no date, nor a period: two long weekdays, days, months and times with zones are shorter. */
export const LONGEST_DATE = 120;

/** What a text says of a date; null where it says nothing. */
export interface DateParts {
  year: number | null;
  month: number | null;
  day: number | null;
  /** True for a time of day at midnight, false for any other, null for none. */
  isMidnight: boolean | null;
  /** The year stands before the month, as in ISO days. */
  isYearFirst: boolean;
  /** `Apr 26`: the number could be a year as well. */
  mayBeYear: boolean;
}

/** The day of a year, month and day; null when the calendar has none. */
export const dayFrom = (year: number, month: number, day: number): number | null =>
  dayNumber(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** Excel counts days from 1899-12-30; an export's serial lies between 2009 and 2064. */
const EXCEL_EPOCH = -25_569;
const EXCEL_FIRST = 40_000;
const EXCEL_LAST = 60_000;

const NUMERIC_DATE = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g;

/** What a cell says about the order of `3/4/2026`; 'either' is the date that fits both. Null: it says nothing. */
export function dateOrderEvidence(text: string): 'dmy' | 'mdy' | 'either' | null {
  if (text.length > LONGEST_DATE) return null;
  let found: 'either' | null = null;
  for (const [, first = '', separator, second = ''] of text.matchAll(NUMERIC_DATE)) {
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
    // Dots are a European habit: no platform or spreadsheet writes the month first with them.
    if (separator === '.') return 'dmy';
    if (Number(first) !== Number(second)) found = 'either';
  }
  return found;
}

/** The same for a column of months or longer, whose days are the first of one: `01/03/2026` is March, and so is `3/1/2026`. */
export function monthOrderEvidence(text: string): 'dmy' | 'mdy' | 'either' | null {
  const found = dateOrderEvidence(text);
  if (found !== 'either') return found;
  const [, first, , second] = [...text.matchAll(NUMERIC_DATE)][0] ?? [];
  if (Number(first) === 1) return 'dmy';
  return Number(second) === 1 ? 'mdy' : 'either';
}

/** One day; a time of day and a zone behind it are passed over, any other text is not. `order` decides `3/4/2026`. Null when it is no day. */
export function readDay(raw: string, order: DateOrder | null): number | null {
  if (raw.length > LONGEST_DATE) return null;
  const text = raw.normalize('NFKC').trim();
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (serial) {
    const number = Number(serial[1]);
    return number >= EXCEL_FIRST && number <= EXCEL_LAST ? number + EXCEL_EPOCH : null;
  }
  const parts = readParts(text, order);
  return parts === null || parts.year === null || parts.month === null || parts.day === null
    ? null
    : dayFrom(parts.year, parts.month, parts.day);
}

/** `14:05`, `00:00:00.000 AST`, `2:00 PM`, `at 14:00`, `T101500Z`, `00:00:00+03:00`, `10:00-11:00`. */
const TIME =
  /^(?:[ ,]*T|,? ?(?:at|um|в|à|a las|às)? ?)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?|\d{6})(?: ?[-–] ?\d{1,2}:\d{2}(?::\d{2})?)? ?(?:([AaPp])\.? ?[Mm]\.?)?(?: ?\(?(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)\)?)?$/;

/** The parts of a text that is a date, whole or in part, and nothing else; null for any other. At most LONGEST_DATE long, in NFKC. */
export function readParts(text: string, order: DateOrder | null): DateParts | null {
  const found = new DateScan(text.replace(/\s+/g, ' '), order).read();
  if (found === null) return null;
  const { rest, ...parts } = found;
  if (/^[ .]*$/.test(rest) || (parts.day !== null && isWeekday(/^ ?\(?(\p{L}+)\.?\)?$/u.exec(rest)?.[1] ?? '')))
    return parts;
  const time = parts.day === null ? null : TIME.exec(rest);
  if (!time) return null;
  const clock = (time[1] ?? '').replace(/[.,]\d+$/, '').replace(/:/g, '');
  return {
    ...parts,
    isMidnight: time[2]?.toUpperCase() === 'A' ? /^120*$/.test(clock) : !time[2] && /^0+$/.test(clock),
  };
}

interface Token {
  text: string;
  kind: 'number' | 'word' | 'sign';
  end: number;
}

type Scanned = DateParts & { rest: string };

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));
const NO_PARTS: DateParts = {
  year: null,
  month: null,
  day: null,
  isMidnight: null,
  isYearFirst: false,
  mayBeYear: false,
};

/** Goes over the words and numbers of one date from the left; what it does not know is left as the rest. */
class DateScan {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly order: DateOrder | null,
  ) {
    this.tokens = [...text.matchAll(/\d+|\p{L}+|[^\s\d\p{L}]/gu)].map((match) => ({
      text: match[0],
      kind: /^\d/.test(match[0]) ? 'number' : /^\p{L}/u.test(match[0]) ? 'word' : 'sign',
      end: match.index + match[0].length,
    }));
  }

  read(): Scanned | null {
    this.skipWeekday();
    const first = this.number();
    if (first === null) return this.monthFirst();
    if (first.length === 8) return this.done(yearMonthDay(first.slice(0, 4), first.slice(4, 6), first.slice(6)));
    if (first.length === 4) return this.yearFirst(first);
    return first.length <= 2 ? this.shortFirst(first) : null;
  }

  /** `Thu, `, `ter., `; `mar.` is a weekday only before another month. */
  private skipWeekday(): void {
    const [first] = this.tokens;
    if (first?.kind !== 'word' || !isWeekday(first.text)) return;
    const others = this.tokens.slice(1).some(({ kind, text }) => kind === 'word' && monthOf(text) !== null);
    if (monthOf(first.text) !== null && !others) return;
    this.at = 1;
    // Portuguese weekdays go on: `quinta-feira`.
    if (this.sign('-') && !this.word('feira')) this.at = 0;
    while (this.sign('.') || this.sign(','));
  }

  /** `2026-09-17`, `2026.9.17`, `2026年9月17日`, `2026-Sep-17`, `2026-09`, `2026. szept. 17.`. */
  private yearFirst(year: string): Scanned | null {
    if (this.word('年') || this.word('년')) return this.afterYear(year);
    const separator = this.anySign('-/.') ?? '';
    const month = this.monthWord();
    if (month !== null) {
      this.sign('.');
      this.sign(separator);
      const day = this.number(2);
      return this.done({
        ...NO_PARTS,
        year: Number(year),
        month,
        day: day === null ? null : Number(day),
        isYearFirst: true,
      });
    }
    const number = separator === '' ? null : this.number(2);
    if (number === null) return separator === '' ? this.done({ ...NO_PARTS, year: Number(year) }) : null;
    const before = this.at;
    const day = this.sign(separator) ? this.number(2) : null;
    if (day === null) this.at = before;
    const parts = yearMonthDay(year, number, day);
    // Hungarian and Korean days end with a dot as well.
    if (separator === '.') this.sign('.');
    return parts && this.done(parts);
  }

  private afterYear(year: string): Scanned | null {
    const month = this.number(2);
    if (month === null || !(this.word('月') || this.word('월'))) return null;
    const day = this.number(2);
    if (day !== null && !(this.word('日') || this.word('일'))) return null;
    return this.done(yearMonthDay(year, month, day));
  }

  /** `5/2/2026`, `17.09.26`, `09/2026`, `17 Sep 2026`, `5-Feb-2026`, `5 de mai. de 2026`; without a year `17 Sep`, `17.09`, `17`. */
  private shortFirst(first: string): Scanned | null {
    if (this.word('月') || this.word('월')) {
      const day = this.number(2);
      const isDay = day !== null && (this.word('日') || this.word('일'));
      return this.done(isDay ? { ...NO_PARTS, month: Number(first), day: Number(day) } : null);
    }
    if (this.word('日') || this.word('일')) return this.done({ ...NO_PARTS, day: Number(first) });
    const before = this.at;
    const separator = this.anySign('/.-');
    const second = separator === null ? null : this.number();
    if (separator !== null && second !== null) return this.numeric(first, separator, second);
    this.at = before;
    this.ordinal();
    const month = this.monthAfter();
    if (month === null) {
      this.at = before;
      this.ordinal();
      const year = this.sign(',') || this.tokens[this.at]?.kind === 'number' ? this.number(4, 4) : null;
      return this.done({ ...NO_PARTS, day: Number(first), year: year === null ? null : Number(year) });
    }
    return this.done({ ...NO_PARTS, day: Number(first), month, year: this.yearAfter() });
  }

  private numeric(first: string, separator: string, second: string): Scanned | null {
    if (second.length === 4) return this.done(monthAndYear(first, second));
    if (second.length > 2) return null;
    const before = this.at;
    const year = this.sign(separator) ? this.number() : null;
    if (year === null || (year.length !== 2 && year.length !== 4)) {
      if (year !== null) return null;
      this.at = before;
      this.sign('.');
    }
    const isDayFirst = this.isDayFirst(Number(first), Number(second), separator);
    if (isDayFirst === null) return null;
    const [day, month] = isDayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
    return this.done({ ...NO_PARTS, year: year === null ? null : fullYear(year), month, day });
  }

  /** Null when nothing decides it, or when the date goes against the order of its file, so that swapped ones are caught. */
  private isDayFirst(first: number, second: number, separator: string): boolean | null {
    const { order } = this;
    if (order === 'dmy' || order === 'mdy') return order === 'dmy';
    if (first > 12 || separator === '.') return true;
    if (second > 12) return false;
    return first === second ? true : null;
  }

  /** `January 20, 2026`, `Sep 17`, `April 2026`, `Apr '26`, `abril de 2026`. */
  private monthFirst(): Scanned | null {
    const month = this.monthWord();
    if (month === null) return null;
    this.sign('.');
    const mark = this.anySign("-/.,'’");
    this.fillers();
    if (mark === ',' && this.sign("'")) return null;
    const number = this.number();
    if (number === null) return mark === null ? this.done({ ...NO_PARTS, month }) : null;
    if (number.length === 4 || mark === "'" || mark === '’') {
      if (number.length !== 4 && number.length !== 2) return null;
      this.fillers();
      return this.done({ ...NO_PARTS, month, year: fullYear(number) });
    }
    if (number.length > 2) return null;
    this.ordinal();
    const year = this.yearAfter(4);
    const mayBeYear = year === null && number.length === 2;
    return this.done({ ...NO_PARTS, month, day: Number(number), year, mayBeYear });
  }

  /** The month word behind a day: ` Sep`, `-Sep`, `. September`, ` de septiembre`. */
  private monthAfter(): number | null {
    this.anySign('.-/');
    this.fillers();
    const month = this.monthWord();
    if (month !== null) this.sign('.');
    return month;
  }

  /** The year behind a month, `fewest` digits or more; null when none stands there. */
  private yearAfter(fewest = 2): number | null {
    const before = this.at;
    this.anySign('-/,.');
    this.fillers();
    this.anySign("'’");
    const year = this.number();
    if (year === null || year.length > 4 || year.length === 3 || year.length < fewest || this.isClock()) {
      this.at = before;
      return null;
    }
    this.fillers();
    return fullYear(year);
  }

  /** True when the number that was just read is the hour of a time. */
  private isClock(): boolean {
    return this.tokens[this.at]?.text === ':';
  }

  private fillers(): void {
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.kind !== 'word' || !FILLERS.has(folded(token.text))) return;
      this.at += 1;
      this.sign('.');
    }
  }

  private ordinal(): void {
    const token = this.tokens[this.at];
    if (token?.kind === 'word' && ORDINALS.has(folded(token.text)) && this.touches()) this.at += 1;
  }

  /** True when nothing stands between the current token and the one before. */
  private touches(): boolean {
    const [before, token] = [this.tokens[this.at - 1], this.tokens[this.at]];
    return before !== undefined && token !== undefined && before.end + token.text.length === token.end;
  }

  private monthWord(): number | null {
    const token = this.tokens[this.at];
    const month = token?.kind === 'word' ? monthOf(token.text) : null;
    if (month !== null) this.at += 1;
    return month;
  }

  private number(longest = 8, shortest = 1): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== 'number' || token.text.length > longest || token.text.length < shortest) return null;
    this.at += 1;
    return token.text;
  }

  private word(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || folded(token.text) !== text) return false;
    this.at += 1;
    return true;
  }

  private sign(text: string): boolean {
    return this.anySign(text) !== null;
  }

  private anySign(signs: string): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return null;
    this.at += 1;
    return token.text;
  }

  private done(parts: DateParts | null): Scanned | null {
    if (parts === null) return null;
    return { ...parts, rest: this.text.slice(this.at === 0 ? 0 : (this.tokens[this.at - 1]?.end ?? 0)) };
  }
}

const isMonth = (month: number): boolean => month >= 1 && month <= 12;

function yearMonthDay(year: string, month: string, day: string | null): DateParts | null {
  const parts = { ...NO_PARTS, year: Number(year), month: Number(month), isYearFirst: true };
  if (!isMonth(parts.month)) return null;
  return { ...parts, day: day === null ? null : Number(day) };
}

function monthAndYear(month: string, year: string): DateParts | null {
  return isMonth(Number(month)) ? { ...NO_PARTS, month: Number(month), year: Number(year) } : null;
}

/** Fast way for the ISO day that most exports write; -1 for any other text. */
export function readIsoDay(bytes: Uint8Array, start: number, end: number, known: Map<number, number>): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return -1;
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    if (at === start + 4 || at === start + 7) continue;
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    digits = digits * 10 + digit;
  }
  const found = known.get(digits);
  if (found !== undefined) return found;
  const number = dayFrom(Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100) ?? -1;
  known.set(digits, number);
  return number;
}
