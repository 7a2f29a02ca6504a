/** Rows that a platform adds below or above its data: totals, which are never added to the sums but are held against them. */
import { isUnseen } from '../plausible.js';
import { MICROS_PER_UNIT } from '../units.js';

/** Labels of total rows, each a whole cell, in the languages of the exports. */
const TOTAL_LABEL =
  /^(?:(?:grand |sub)?totals?|summary|overall|(?:sub|grand )?total general|resultados totales|media|total geral|итого|итог|всего|общий итог|всього|разом|підсумок|gesamt(?:summe|ergebnis)?|summe|totaux|total général|totale(?: complessivo)?|razem|suma|łącznie|toplam|genel toplam|合計|総計)$/iu;
/** The same with something behind it: `Total: Campaigns`, `Total - filtered`, `Итого (Поиск)`, `Total of 12 results`. */
const TOTAL_START =
  /^(?:totals?|итого|всего|gesamt|всього|razem|toplam|totale|totaux|合計)\s*(?:[:：(]|[-–—] \S)|^total of \d|^全\d+件/iu;

/** Labels that may well be the name of a campaign: in a row that has a day of its own they are. */
const DOUBTFUL_LABEL = /^(?:summary|overall|media|suma|summe)$/iu;

const NO_NAME = /^(?:-+|—|–)?$/;

export const isTotalLabel = (text: string): boolean => {
  const cell = text.normalize('NFKC').trim();
  return TOTAL_LABEL.test(cell) || TOTAL_START.test(cell);
};

/** True for a label that is a total even in a row of one day, as segmented reports have them. */
export const isCertainTotal = (label: string): boolean => !DOUBTFUL_LABEL.test(label.normalize('NFKC').trim());

/** True for a cell that stands for no name at all. */
export const isNoName = (text: string): boolean =>
  text.length <= LONGEST_BLANK && (NO_NAME.test(text.normalize('NFKC').trim()) || isUnseen(text));
/** Anything longer is a name, however blank. */
const LONGEST_BLANK = 1000;

export interface Sums {
  impressions: number | null;
  clicks: number | null;
  spendMicros: number | null;
}

export interface OwnTotal extends Sums {
  line: number;
  label: string;
}

/**
 * Holds the sums of the rows against the file's own totals: the one total that is meant for all the rows is enough, as
 * `Total: Account` may count things that the report hides. Money may miss by half a minor unit a row, from rounding.
 * Null when no total says anything.
 */
export function checkTotals(
  sums: Sums,
  totals: readonly OwnTotal[],
  rows: number,
): { agrees: boolean; total: OwnTotal } | null {
  const telling = totals.filter(
    ({ impressions, clicks, spendMicros }) => (impressions ?? clicks ?? spendMicros) !== null,
  );
  const [first] = telling;
  if (!first) return null;
  const tolerance = roundingOf(rows);
  const near = (a: number | null, b: number | null, slack: number): boolean =>
    a === null || b === null || Math.abs(a - b) <= slack;
  const agreeing = telling.find(
    (total) =>
      near(sums.impressions, total.impressions, 0) &&
      near(sums.clicks, total.clicks, 0) &&
      near(sums.spendMicros, total.spendMicros, tolerance),
  );
  return { agrees: agreeing !== undefined, total: agreeing ?? first };
}

/** Half a minor unit a row, and one. */
const roundingOf = (rows: number): number => (rows / 2) * (MICROS_PER_UNIT / 100) + MICROS_PER_UNIT / 100;

/** The file's own total that counts most, where it counts more than the rows beyond what rounding explains; null where none does. */
export function widestTotal(sums: Sums, totals: readonly OwnTotal[], rows: number): OwnTotal | null {
  const isMore = (whole: number | null, part: number | null, slack: number): boolean =>
    whole !== null && part !== null && whole > part + slack;
  const beyond = totals.filter(
    (total) =>
      isMore(total.spendMicros, sums.spendMicros, roundingOf(rows)) ||
      isMore(total.impressions, sums.impressions, 0) ||
      isMore(total.clicks, sums.clicks, 0),
  );
  const size = ({ spendMicros, impressions }: OwnTotal): number => spendMicros ?? impressions ?? 0;
  return beyond.reduce<OwnTotal | null>(
    (widest, total) => (widest === null || size(total) > size(widest) ? total : widest),
    null,
  );
}
