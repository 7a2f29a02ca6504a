/**
 * Goes over the words and numbers of one date from the left: days in digits, in words and in signs of ten languages, whole or
 * in part. What it does not know is left as the rest, for the caller to judge.
 */
import { FILLERS, folded, isWeekday, monthOf, ORDINALS } from './date-words.js';
import type { DateOrder } from './roles.js';

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

interface Token {
  text: string;
  kind: 'number' | 'word' | 'sign';
  end: number;
}

export type Scanned = DateParts & { rest: string };

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));
const NO_PARTS: DateParts = {
  year: null,
  month: null,
  day: null,
  isMidnight: null,
  isYearFirst: false,
  mayBeYear: false,
};

export class DateScan {
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
