/** What the figures of a file say about themselves once all rows are read: held against its own totals and common sense. */
import { UserError } from '../errors.js';
import { dayOf, unitsOf } from '../units.js';
import type { Warning } from './columns.js';
import { unlikelyScale } from './plausible-money.js';
import type { ErrorCell, RowReading, RowsRead } from './row-reading.js';
import { checkTotals, type OwnTotal, widestTotal } from './total-rows.js';

/** A last day with less than this part of a usual day's spend is called partial. */
const PARTIAL_DAY = 0.3;
const ERRORS_SHOWN = 5;
const DAYS_TO_JUDGE = 4;
/** With fewer rows one row may well hold half of everything. */
const ROWS_TO_JUDGE = 4;

/** Small figures add up to each other by chance. */
const TELLING_IMPRESSIONS = 500;
const TELLING_CLICKS = 100;

const money = (micros: number, currency: string | null): string =>
  `${unitsOf(micros).toFixed(2)}${currency === null ? '' : ` ${currency}`}`;

/** Warnings about a file that was read. Throws UserError TOTAL_ROW_KEPT for a total that stands among
 * the rows, and LOOKS_LIKE_MICROS or LOOKS_LIKE_UNITS for spend a million times too large or too small. */
export function findings(read: RowsRead, reading: RowReading): Warning[] {
  const { statedPeriod: stated } = reading;
  refuseHiddenTotal(read);
  refuseSubtotals(read);
  refuseWrongScale(read, reading);
  const warnings: Warning[] = [];
  const say = (code: string, message: string): void => {
    warnings.push({ code, message });
  };
  const { sums, currency } = read;
  const checked = checkTotals(sums, read.ownTotals, read.rows);
  if (checked?.agrees)
    say(
      'TOTALS_AGREE',
      `the sums agree with the file's own total (${checked.total.label}, line ${checked.total.line})`,
    );
  if (checked && !checked.agrees)
    say(
      'TOTALS_DIFFER',
      `the sums differ from the file's own total (${checked.total.label}, line ${checked.total.line}): ${differences(read, checked.total)}`,
    );
  const beyond = widestTotal(sums, read.ownTotals, read.rows);
  if (beyond !== null)
    say(
      'NOT_IN_ROWS',
      `the file's own total (${beyond.label}, line ${beyond.line}) counts more than its rows: no row has the other ${missingFrom(read, beyond)} of it, which were not imported`,
    );
  if (read.subtotals !== null && read.subtotals.rows < read.rows)
    say(
      'MAYBE_SUBTOTALS',
      `${read.subtotals.rows === 1 ? 'one row' : `${read.subtotals.rows} rows`}, the first in line ${read.subtotals.firstLine}, without a name or segment of their own or called a total, count like the others (${money(read.subtotals.spendMicros, currency)}): if they are sums of other rows, undo this import and delete them`,
    );
  const partial = partialLastDay(read);
  if (partial !== null)
    say(
      'PARTIAL_LAST_DAY',
      `the last day has ${Math.round(partial * 100)}% of a usual day's spend: it may not be over; import it again tomorrow`,
    );
  if (
    stated !== null &&
    ((read.firstDay ?? stated.start) < stated.start || (read.lastDay ?? stated.end) > stated.end)
  ) {
    say(
      'OUTSIDE_PERIOD',
      `the rows go beyond the period that the file states (${dayOf(stated.start)} to ${dayOf(stated.end)})`,
    );
  }
  const missing = missingDays(read);
  if (missing > 0) say('MISSING_DAYS', `${missing} days between the first and the last have no rows`);
  if (read.repeats.rows > 0) {
    say(
      'DUPLICATE_ROWS',
      `${read.repeats.rows} rows repeat the ad, days and figures of another row (${money(read.repeats.spendMicros, currency)}); they were added up: check that the file does not hold them twice`,
    );
  }
  if (read.clicksAboveImpressions > 0)
    say(
      'CLICKS_ABOVE_IMPRESSIONS',
      `${read.clicksAboveImpressions} rows have more clicks than impressions: check that the columns are not shifted`,
    );
  if (read.masked > 0) say('MASKED', `${read.masked} cells are masked by the platform ("< 5") and count as unknown`);
  if (read.errors.count > 0)
    say(
      'ERROR_CELLS',
      `${read.errors.count === 1 ? 'one cell shows an error' : `${read.errors.count} cells show errors`} of a spreadsheet and ${read.errors.count === 1 ? 'counts' : 'count'} as unknown, not as zero: ${read.errors.first
        .slice(0, ERRORS_SHOWN)
        .map((cell) => `${cell.text} in line ${cell.line}, "${cell.header}" (${cellName(cell)})`)
        .join('; ')}${read.errors.count > ERRORS_SHOWN ? '; …' : ''}`,
    );
  if (read.errorNames > 0)
    say(
      'ERROR_NAMES',
      'a spreadsheet turned names into errors such as #NAME?: those rows are told apart by what else names them',
    );
  if (read.corrections.rows > 0) {
    const { rows, spendMicros, firstLine } = read.corrections;
    say(
      'NEGATIVE',
      `${rows === 1 ? `line ${firstLine} has` : `${rows} rows, the first in line ${firstLine}, have`} figures below zero (spend ${money(spendMicros, currency)}): taken as corrections of what was reported before`,
    );
  }
  if (read.mangledIds > 0)
    say(
      'MANGLED_IDS',
      'a spreadsheet turned ids into numbers such as 1.2E+17, whose digits are lost: ads are told apart by name',
    );
  if (read.groupedAds > 0)
    say(
      'GROUPED_ADS',
      `${read.groupedAds} rows stand for several ads each ("…and 3 more ads"): break the report down by ad to compare creatives`,
    );
  if (read.skipped > 0)
    say(
      'ROWS_LEFT_OUT',
      `${read.skipped} of ${read.rows} rows are left out${read.skippedSpendMicros === null ? '' : `, with ${money(read.skippedSpendMicros, currency)} of spend that is in no sum`}`,
    );
  if (read.otherKinds > 0) say('OTHER_KINDS', `${read.otherKinds} rows of other kinds of conversion were left out`);
  if (read.empty > 0) say('ROWS_WITHOUT_FIGURES', `${read.empty} rows have no figures`);
  if (read.sums.spendMicros === 0) say('NO_SPEND_IN_ROWS', 'no row has any spend');
  return warnings;
}

/** What of a total stands in no row: `50.00 USD, 5000 impressions, 50 clicks`. */
function missingFrom({ sums, currency }: RowsRead, total: OwnTotal): string {
  const more = (whole: number | null, part: number | null): number =>
    whole === null || part === null ? 0 : Math.max(0, whole - part);
  const spend = more(total.spendMicros, sums.spendMicros);
  const impressions = more(total.impressions, sums.impressions);
  const clicks = more(total.clicks, sums.clicks);
  const parts = [
    spend > 0 ? money(spend, currency) : '',
    impressions > 0 ? `${impressions} impressions` : '',
    clicks > 0 ? `${clicks} clicks` : '',
  ].filter((part) => part !== '');
  return parts.join(', ');
}

/** The name of a cell in a spreadsheet: `H3`. */
function cellName({ line, column }: ErrorCell): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${line}`;
}

function differences({ sums, currency }: RowsRead, total: OwnTotal): string {
  const parts = [
    sums.spendMicros !== null && total.spendMicros !== null
      ? `spend ${money(sums.spendMicros, currency)} against ${money(total.spendMicros, currency)}`
      : '',
    sums.impressions !== null && total.impressions !== null
      ? `impressions ${sums.impressions} against ${total.impressions}`
      : '',
    sums.clicks !== null && total.clicks !== null ? `clicks ${sums.clicks} against ${total.clicks}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Days without any row inside a report by day. */
function missingDays({ spendByDay, firstDay, lastDay, hasPeriods }: RowsRead): number {
  if (firstDay === null || lastDay === null || hasPeriods || spendByDay.size === 0) return 0;
  return lastDay - firstDay + 1 - spendByDay.size;
}

/** The part of a usual day that the last day spent, when that is little; else null. */
function partialLastDay({ spendByDay }: RowsRead): number | null {
  const days = [...spendByDay].sort(([a], [b]) => a - b);
  const last = days.pop();
  if (!last || days.length + 1 < DAYS_TO_JUDGE) return null;
  const usual = days
    .slice(-7)
    .map(([, spend]) => spend)
    .sort((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)] ?? 0;
  return median > 0 && last[1] < PARTIAL_DAY * median ? Math.max(0, last[1]) / median : null;
}

function refuseWrongScale({ sums, currency }: RowsRead, { headers, columns: { at } }: RowReading): void {
  const isMicros = at.spend === undefined;
  const scale = unlikelyScale(sums, isMicros, currency);
  if (scale === null) return;
  const { spendMicros, impressions, clicks } = sums;
  const header = headers[at.spend ?? at.spendMicros ?? -1]?.text ?? '';
  const prices = [
    impressions ? `${money((1000 * (spendMicros ?? 0)) / impressions, currency)} for a thousand impressions` : '',
    clicks ? `${money((spendMicros ?? 0) / clicks, currency)} a click` : '',
  ].filter((price) => price !== '');
  throw new UserError(
    scale === 'micros' ? 'LOOKS_LIKE_MICROS' : 'LOOKS_LIKE_UNITS',
    `"${header}" comes to ${prices.join(' and ')}: it is in ${scale === 'micros' ? 'micros, millionths of a unit' : 'whole units already'}`,
    scale === 'micros' ? `Say so with --column spendMicros="${header}"` : `Say so with --column spend="${header}"`,
  );
}

/** One row that is exactly the sum of all the others, in every figure, is a total whatever it is called. */
function refuseHiddenTotal({ largest, sums, rows: read, skipped }: RowsRead): void {
  const rows = read - skipped;
  if (!largest || rows < ROWS_TO_JUDGE || sums.spendMicros === null) return;
  const isHalf = (part: number | null, whole: number | null): boolean =>
    part === null || whole === null || part * 2 === whole;
  const tells = (largest.impressions ?? 0) >= TELLING_IMPRESSIONS || (largest.clicks ?? 0) >= TELLING_CLICKS;
  const isTotal = Math.abs(largest.spendMicros * 2 - sums.spendMicros) <= rows * 5_000;
  if (tells && isTotal && isHalf(largest.impressions, sums.impressions) && isHalf(largest.clicks, sums.clicks)) {
    throw new UserError(
      'TOTAL_ROW_KEPT',
      `Line ${largest.line} is the sum of all the other rows: it is a total, and counting it would double everything`,
      'Delete that line, or export the report without totals',
    );
  }
}

/** Subtotals of one, two or three kinds (by day, by campaign) may stand among the rows. */
const KINDS_OF_SUBTOTALS = [1, 2, 3];

function refuseSubtotals({ subtotals, sums, rows }: RowsRead): void {
  if (subtotals === null || subtotals.spendMicros <= 0) return;
  const spend = (sums.spendMicros ?? 0) - subtotals.spendMicros;
  const impressions = (sums.impressions ?? 0) - subtotals.impressions;
  const isSum = KINDS_OF_SUBTOTALS.some(
    (kinds) =>
      spend > 0 &&
      Math.abs(subtotals.spendMicros - kinds * spend) <= rows * 5_000 &&
      (sums.impressions === null || subtotals.impressions === kinds * impressions),
  );
  if (!isSum) return;
  throw new UserError(
    'TOTAL_ROW_KEPT',
    `${subtotals.rows === 1 ? 'One row' : `${subtotals.rows} rows`}, the first in line ${subtotals.firstLine}, without a name or segment of their own or called a total, hold as much as all the others: they are sums of those, and counting them would double everything`,
    'Delete those lines, or export the report without totals and subtotals',
  );
}

/**
 * Results that a person took for conversions though nothing in the file says what they are. Throws UserError
 * NOT_CONVERSIONS when there are more of them than clicks: then they are views, visits or other steps on the way.
 */
export function refuseUnlikelyResults({ sums }: RowsRead, { columns, conversion, headers }: RowReading): void {
  const { results, resultKind } = columns.at;
  if (results === undefined || results !== conversion.column || resultKind !== undefined) return;
  const { conversions, clicks } = sums;
  if (conversions === null || clicks === null || conversions <= clicks) return;
  throw new UserError(
    'NOT_CONVERSIONS',
    `"${headers[results]?.text ?? ''}" counts ${conversions} results on ${clicks} clicks: they are steps such as views, not conversions`,
    'Export the report with the column of the conversions, or with the one that says what the results are',
  );
}
