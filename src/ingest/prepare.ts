/** From the layout of a table to the plan of its rows: every decision that can be made before they are read, or a question. */
import { UserError } from '../errors.js';
import type { ReportLevel } from '../model.js';
import { assignColumns, type ByHand, type Columns, levelOf, type Warning } from './columns.js';
import { chooseConversions } from './conversions.js';
import { currencyOf, isCurrencyCode } from './currencies.js';
import { type Period, readDay } from './dates.js';
import type { Layout } from './detect.js';
import type { DecimalSign } from './numbers.js';
import { refuseOverlappingRows } from './overlapping.js';
import { LONG_UNITS } from './period-reader.js';
import { weekdayOf } from './periods.js';
import { type ByteSource, RecordReader } from './record-reader.js';
import type { DateOrder } from './roles.js';
import type { RowPlan } from './row-plan.js';
import { statedCurrency } from './stated-currency.js';
import { aggregationStated, periodInFileName, periodStated } from './stated-period.js';
import { decideDateOrder, SAMPLE_ROWS, type Survey, survey } from './survey.js';

/** What the user said about a file. Null: nothing. */
export interface Wishes {
  currency: string | null;
  account: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  conversion: string | null;
  /** The choice was made for an earlier file: it holds where this one has it, and is no error where not. */
  conversionIsRemembered: boolean;
  /** Period of a file without days. */
  period: Period | null;
  columns: ByHand;
}

export interface Prepared {
  plan: RowPlan;
  warnings: readonly Warning[];
}

/** A reader that stands on the header, so that the next record is the first row. */
export function readerAtHeader(source: ByteSource, layout: Pick<Layout, 'delimiter' | 'headerLine'>): RecordReader {
  const reader = new RecordReader(source, layout.delimiter.charCodeAt(0));
  while (reader.line < layout.headerLine && reader.next());
  return reader;
}

/**
 * Decides how the rows are read. `open` gives the bytes of the table from the start; they are looked at as far as it
 * takes. Throws UserError where the file leaves something open that would change figures: NO_SPEND, NO_DATES,
 * NO_CURRENCY, DATE_ORDER, NUMBER_STYLE, CHOOSE_CONVERSION and more; the hint names the flag that answers.
 */
export function prepare(layout: Layout, fileName: string, open: () => ByteSource, wishes: Wishes): Prepared {
  const { platform, headers } = layout;
  refuseOverlappingRows(layout);
  const columns = byAggregation(layout, assignColumns(layout, wishes.columns));
  const warnings: Warning[] = [...columns.warnings];
  const fillsIn = !hasSpend(layout, columns);
  const found = surveyOf(layout, columns, open, wishes);
  const dateOrder = decideDateOrder(found, wishes.dateOrder, platform.dateOrder);
  const statedPeriod = periodStated(layout.preamble, dateOrder ?? platform.dateOrder ?? null);
  const period = periodOf(layout, columns, fileName, statedPeriod, wishes, warnings);
  const currency = currencyFor(layout, columns, found, wishes, fillsIn, warnings);
  const conversion = chooseConversions(headers, columns, found.kinds, wishes, platform.kindsOverlap ?? false);
  warnings.push(...conversion.warnings);
  const figures = figuresOf(columns, conversion.column);
  if (fillsIn && figures.there.length === 0) throw noSpend();
  if (!fillsIn && figures.missing.length > 0) warnings.push(missingFigures(figures.missing));
  const level = levelOf(columns);
  if (level !== 'ad') warnings.push(coarse(level));
  for (const { role, column } of columns.candidates) {
    const text = headers[column]?.text ?? '';
    warnings.push({
      code: 'CANDIDATE_COLUMN',
      message: `"${text}" looks like ${role}, but that is not certain: --column ${role}="${text}" takes it`,
    });
  }
  return {
    plan: {
      platform: platform.id,
      account: wishes.account ?? '',
      headers,
      columns,
      level,
      decimals: headers.map((_, column) => wishes.decimal ?? found.decimals.get(column) ?? found.fileDecimal ?? '.'),
      dateOrder,
      period,
      statedPeriod: statedPeriod ?? (hasLongUnit(columns) ? wishes.period : null),
      weekStart: weekStartOf(found, dateOrder) ?? platform.weekStart ?? null,
      currency,
      conversion,
      blankIsZero: platform.blankIsZero ?? false,
      fillsIn,
      ignoresIds: false,
      onlyChosenKinds: platform.kindsOverlap ?? false,
    },
    warnings,
  };
}

/** Whether the file says what was spent: without that it only adds to what the store knows of the same ads and days. */
function hasSpend({ platform }: Layout, { at, candidates }: Columns): boolean {
  if (at.spend !== undefined || at.spendMicros !== undefined) return true;
  if (platform.isAnalytics) {
    throw new UserError(
      'NO_SPEND',
      `${platform.title} reports visits, not what was spent: such a file makes no ads`,
      'Import the report of the ad platform',
    );
  }
  if (candidates.some(({ role }) => role === 'spend' || role === 'spendMicros')) throw noSpend();
  return false;
}

export const noSpend = (): UserError =>
  new UserError(
    'NO_SPEND',
    'The file has no column of spend, so nothing in it can be weighed, and the store has none of its ads and days to add it to',
    'Export it with the spend, import the report that has the spend first, or name its column with --column spend=HEADER',
  );

/** Looks at the first rows, and at all of them only where those leave something open. */
function surveyOf(layout: Layout, columns: Columns, open: () => ByteSource, wishes: Wishes): Survey {
  const sample = survey(readerAtHeader(open(), layout), columns, SAMPLE_ROWS);
  const needsKinds =
    columns.at.resultKind !== undefined &&
    (columns.at.purchases === undefined || wishes.conversion !== null || layout.platform.kindsOverlap === true);
  const isOpen = sample.openColumns.length > 0 || sample.dateOrderIsOpen || needsKinds;
  const found =
    isOpen && !sample.isWhole ? survey(readerAtHeader(open(), layout), columns, Number.POSITIVE_INFINITY) : sample;
  const [unclear] = found.openColumns;
  if (unclear !== undefined && wishes.decimal === null) {
    throw new UserError(
      'NUMBER_STYLE',
      `The numbers in "${layout.headers[unclear]?.text}" (such as 1,234) fit both readings, and nothing in the file decides it`,
      'Say which sign separates the decimals: --decimal . or --decimal ,',
    );
  }
  return found;
}

/** The days of a weekly or monthly report are the first of their weeks or months. */
function byAggregation({ preamble }: Layout, columns: Columns): Columns {
  const unit = aggregationStated(preamble);
  const { day, ...rest } = columns.at;
  if (unit === null || day === undefined || rest[unit] !== undefined) return columns;
  return { ...columns, at: { ...rest, [unit]: day } };
}

const hasLongUnit = ({ at }: Columns): boolean =>
  at.day === undefined && LONG_UNITS.some((unit) => at[unit] !== undefined);

/** Only the first week of a report can be cut, so that the latest shows which weekday they begin with; null for less than two. */
function weekStartOf({ weeks }: Survey, order: DateOrder | null): number | null {
  const days = [...weeks].map((text) => readDay(text, order)).filter((day) => day !== null);
  return new Set(days).size > 1 ? weekdayOf(Math.max(...days)) : null;
}

function periodOf(
  { headers, firstRows }: Layout,
  { at, candidates }: Columns,
  fileName: string,
  stated: Period | null,
  wishes: Wishes,
  warnings: Warning[],
): Period | null {
  const offered = candidates.filter(({ role }) => role === 'day' || role === 'dateStart' || role === 'dateEnd');
  // One end of a period alone would put all of it on a single day.
  const half = at.day === undefined && (at.dateStart === undefined) !== (at.dateEnd === undefined);
  if (half && offered.length > 0) throw confirmDays(headers, offered);
  const ownColumn = at.day ?? at.week ?? at.month ?? at.quarter ?? at.year ?? at.dateStart;
  if (ownColumn !== undefined) {
    if (wishes.period !== null && (at.day !== undefined || ownColumn === at.dateStart))
      warnings.push({
        code: 'OWN_DATES',
        message: `the days come from "${headers[ownColumn]?.text}"; --from and --to were not needed`,
      });
    return null;
  }
  if (wishes.period !== null) return wishes.period;
  if (stated !== null) return stated;
  const inName = periodInFileName(fileName);
  if (inName) {
    warnings.push({ code: 'PERIOD_FROM_NAME', message: 'the file has no days: its period was taken from its name' });
    return inName;
  }
  if (firstRows.length === 0) throw noRows();
  if (offered.length > 0) throw confirmDays(headers, offered);
  throw new UserError(
    'NO_DATES',
    'The file has no days and does not say which period it covers',
    'Say it with --from YYYY-MM-DD --to YYYY-MM-DD',
  );
}

function confirmDays(headers: Layout['headers'], offered: Columns['candidates']): UserError {
  const day = offered.find(({ role }) => role === 'day');
  const named = day ? [day] : offered;
  const name = (column: number): string => `"${headers[column]?.text ?? ''}"`;
  return new UserError(
    'CANDIDATE_COLUMN',
    `${named.map(({ column }) => name(column)).join(' and ')} ${named.length === 1 ? 'looks' : 'look'} like the days, but that is not certain`,
    `Confirm it with ${named.map(({ role, column }) => `--column ${role}=${name(column)}`).join(' ')}`,
  );
}

export const noRows = (): UserError =>
  new UserError(
    'NO_ROWS',
    'The file has a header and no rows',
    'Choose a period with delivery and export the report again',
  );

function currencyFor(
  { platform, headers, firstRows, preamble }: Layout,
  { at }: Columns,
  found: Survey,
  wishes: Wishes,
  fillsIn: boolean,
  warnings: Warning[],
): string | null {
  const money = [at.spend, at.spendMicros, at.revenue].filter((column) => column !== undefined);
  const inHeaders = money.map((column) => headers[column]).filter((header) => header?.currency);
  const sure = new Set([
    ...inHeaders.filter((header) => !header?.currencyIsGuess).map((header) => header?.currency ?? ''),
    ...[...found.cellCurrencies].filter(([, isGuess]) => !isGuess).map(([code]) => code),
    ...found.columnCurrencies,
  ]);
  const stated = statedCurrency(preamble);
  if (sure.size === 0 && stated !== null) sure.add(stated);
  const [first, second] = [...sure];
  if (first !== undefined && second !== undefined) {
    throw new UserError(
      'MIXED_CURRENCIES',
      `The file holds amounts in ${first} and in ${second}: they are never added up`,
      'Export each currency (usually each account) to its own file',
    );
  }
  if (first !== undefined) {
    if (wishes.currency !== null && wishes.currency !== first) {
      throw new UserError(
        'CURRENCY_CONFLICT',
        `The file says its amounts are in ${first}, not ${wishes.currency}`,
        `Leave --currency out, or say --currency ${first}`,
      );
    }
    return first;
  }
  if (wishes.currency !== null) return wishes.currency;
  if (platform.currency !== undefined) return platform.currency;
  const guess = inHeaders[0]?.currency ?? [...found.cellCurrencies.keys()][0];
  if (guess !== undefined && guess !== null) {
    warnings.push({
      code: 'CURRENCY_GUESSED',
      message: `the currency sign stands for several currencies: ${guess} was taken; --currency says otherwise`,
    });
    return guess;
  }
  if (firstRows.length === 0) throw noRows();
  // Amounts that are added to rows of the store are in the currency of those.
  if (fillsIn) return null;
  throw new UserError(
    'NO_CURRENCY',
    'The file does not say which currency its amounts are in',
    'Say it with --currency, for example --currency USD',
  );
}

/** Which figures the file has a column for, in words. */
function figuresOf(
  { at }: Columns,
  conversions: number | null,
): { there: readonly string[]; missing: readonly string[] } {
  const columns: readonly [string, boolean, boolean][] = [
    ['impressions', at.impressions !== undefined, true],
    ['clicks', at.clicks !== undefined || at.allClicks !== undefined, true],
    ['conversions', conversions !== null, true],
    ['revenue', at.revenue !== undefined, false],
    ['early views', at.plays3s !== undefined, false],
    ['long views', at.thruplays !== undefined, false],
  ];
  return {
    there: columns.filter(([, isThere]) => isThere).map(([figure]) => figure),
    missing: columns.filter(([, isThere, isExpected]) => isExpected && !isThere).map(([figure]) => figure),
  };
}

/** Figures that no column holds stay unknown, which the user should hear before weighing creatives by them. */
const missingFigures = (missing: readonly string[]): Warning => ({
  code: 'MISSING_FIGURES',
  message: `the file gives no ${missing.join(', no ')}: unknown, not zero, where no other import gives them`,
});

/** A code given by hand. Throws UserError BAD_CURRENCY. */
export function checkedCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (isCurrencyCode(code)) return code;
  throw new UserError(
    'BAD_CURRENCY',
    `"${text}" is not a currency code`,
    `Give an ISO 4217 code such as ${currencyOf(text)?.code ?? 'USD'}`,
  );
}

const coarse = (level: ReportLevel): Warning => ({
  code: 'COARSE_LEVEL',
  message: `the file reports ${level === 'ad_group' ? 'ad groups' : level === 'account' ? 'the whole account' : 'campaigns'}, not ads: each becomes a creative without media; export it by ad to compare creatives`,
});
