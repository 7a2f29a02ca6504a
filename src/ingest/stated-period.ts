/** The period that a report states of itself: in the lines above its header, or in the name of its file. */
import { monthOf } from './date-words.js';
import { dayFrom, LONGEST_DATE, type Period, readDay } from './dates.js';
import { readRange } from './periods.js';
import type { DateOrder } from './roles.js';

const START_LABEL =
  /\b(?:start|starts|begin|begins|from|inicio|início|début|beginn|anfang|inizio|początek)\b|başlangıç|начал|початок|開始/iu;
const END_LABEL =
  /\b(?:end|ends|to|fin|finalización|fim|término|ende|fine|koniec)\b|bitiş|конец|конца|окончани|кінець|завершення|終了/iu;

/** The period that the lines above a header state, as a range or as `# Start date: 20260901` and `# End date: 20260930`. Null when they do not. */
export function periodStated(lines: readonly (readonly string[])[], order: DateOrder | null): Period | null {
  for (const line of lines) {
    const texts = [...line, line.join(' ')].flatMap(partsOf);
    const found = texts.map((text) => readRange(text, order)).find((period) => period !== null);
    if (found) return found;
  }
  const start = labelled(lines, START_LABEL, order);
  const end = labelled(lines, END_LABEL, order);
  return start !== null && end !== null && end >= start ? { start, end } : null;
}

const AGGREGATION = /^["\s]*(?:report )?(?:aggregation|granularity|time ?unit)\s?:?\s?(week|month|quarter|year)/i;

/** The period that each row covers, where a line above the header says so (`Report Aggregation: Weekly`) and the column of days does not. */
export function aggregationStated(lines: readonly (readonly string[])[]): 'week' | 'month' | 'quarter' | 'year' | null {
  for (const line of lines) {
    const unit = AGGREGATION.exec(line.join(' ').slice(0, LONGEST_DATE))?.[1]?.toLowerCase();
    if (unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year') return unit;
  }
  return null;
}

/** What in a line may be a range: all of it, what is behind its first colon, what is in brackets. */
function partsOf(line: string): string[] {
  const text = line.replace(/^[\s"#]+/, '');
  const colon = text.indexOf(':');
  const open = text.lastIndexOf('(');
  const close = text.indexOf(')', open);
  return [
    text,
    ...(colon < 0 ? [] : [text.slice(colon + 1)]),
    ...(open < 0 || close < 0 ? [] : [text.slice(open + 1, close)]),
  ]
    .map((part) => part.trim())
    .filter((part) => part.length <= LONGEST_DATE);
}

/** The day on the one line whose label fits; null for none, and for several that differ. */
function labelled(lines: readonly (readonly string[])[], label: RegExp, order: DateOrder | null): number | null {
  const days = new Set<number>();
  for (const line of lines) {
    const text = line.filter((cell) => cell.trim() !== '').join(' ');
    if (text.length > LONGEST_DATE) continue;
    const mark = text.search(/[:\d]/);
    const isLabel = mark > 0 && label.test(text.slice(0, mark));
    const day = isLabel ? readDay(text.slice(mark).replace(/^:/, ''), order) : null;
    if (day !== null) days.add(day);
  }
  const [day = null] = days.size === 1 ? days : [];
  return day;
}

/** A period named in a file's name: `… 2026-10-01 to 2026-10-05.xlsx`, `Time_series(2026.02.05-2026.02.10).csv`, `Campaign_20260101_20260131.csv`. */
export function periodInFileName(name: string): Period | null {
  const days = [...name.matchAll(/(?<!\d)(20\d{2})[-._]?(\d{2})[-._]?(\d{2})(?!\d)/g)].map((match) =>
    dayFrom(Number(match[1]), Number(match[2]), Number(match[3])),
  );
  const worded = [...name.matchAll(/(?<!\d)(\d{1,2})[-_](\p{L}{3,12})\.?[-_](20\d{2})/gu)].map((match) => {
    const month = monthOf(match[2] ?? '');
    return month === null ? null : dayFrom(Number(match[3]), month, Number(match[1]));
  });
  return pairOf(days) ?? pairOf(worded);
}

function pairOf(days: readonly (number | null)[]): Period | null {
  const [start = null, end = null] = days;
  return days.length === 2 && start !== null && end !== null && end >= start ? { start, end } : null;
}
