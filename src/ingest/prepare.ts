/** From the layout of a table to how its rows are read: every decision that can be made before they are read, or a question. */
import { UserError } from '../errors.js';
import type { ReportLevel } from '../model.js';
import { assignColumns, type ByHand, type Columns, levelOf, type Warning } from './columns.js';
import { chooseConversions } from './conversions.js';
import type { Period } from './dates.js';
import type { Layout } from './detect.js';
import { currencyFor } from './file-currency.js';
import { byAggregation, hasLongUnit, periodOf, weekStartOf } from './file-period.js';
import type { DecimalSign } from './numbers.js';
import { OpenQuestion, type QuestionKind } from './open-question.js';
import { refuseOverlappingRows } from './overlapping.js';
import { type ByteSource, RecordReader } from './record-reader.js';
import type { DateOrder } from './roles.js';
import type { RowReading } from './row-reading.js';
import { periodStated } from './stated-period.js';
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
  reading: RowReading;
  warnings: readonly Warning[];
}

/** A reader that stands on the header, so that the next record is the first row. */
export function readerAtHeader(source: ByteSource, layout: Pick<Layout, 'delimiter' | 'headerLine'>): RecordReader {
  const reader = new RecordReader(source, layout.delimiter.charCodeAt(0));
  while (reader.line < layout.headerLine && reader.next());
  return reader;
}

/** How the rows are read, or the one thing that the file leaves open about figures, with the refusal where nobody settles it. */
export type Decision =
  | { kind: 'decided'; prepared: Prepared }
  | { kind: 'open'; question: QuestionKind; refusal: OpenQuestion };

/**
 * Decides how the rows are read. `open` gives the bytes of the table from the start; they are looked at as far as it
 * takes. Throws UserError for a file that no answer would make good: NO_SPEND, MIXED_CURRENCIES and more.
 */
export function prepare(layout: Layout, fileName: string, open: () => ByteSource, wishes: Wishes): Decision {
  try {
    return { kind: 'decided', prepared: decide(layout, fileName, open, wishes) };
  } catch (thrown) {
    if (!(thrown instanceof OpenQuestion)) throw thrown;
    return { kind: 'open', question: thrown.question, refusal: thrown };
  }
}

/** What was decided. Throws the refusal of a file that leaves something open. */
export function settled(decision: Decision): Prepared {
  if (decision.kind === 'open') throw decision.refusal;
  return decision.prepared;
}

function decide(layout: Layout, fileName: string, open: () => ByteSource, wishes: Wishes): Prepared {
  const { platform, headers } = layout;
  refuseOverlappingRows(layout);
  const columns = byAggregation(layout, assignColumns(layout, wishes.columns));
  const warnings: Warning[] = [...columns.warnings];
  const fillsIn = !hasSpend(layout, columns);
  const found = surveyOf(layout, columns, open, wishes);
  const dateOrder = decideDateOrder(found, wishes.dateOrder, platform.dateOrder);
  const statedPeriod = periodStated(layout.preamble, dateOrder ?? platform.dateOrder ?? null);
  const period = periodOf(layout, columns, fileName, statedPeriod, wishes.period, warnings);
  const currency = currencyFor(layout, columns, found, wishes.currency, fillsIn, warnings);
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
    reading: {
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
      'Import the report of the ad platform; this one stands beside it with --as conversions',
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
    throw new OpenQuestion(
      'decimal',
      'NUMBER_STYLE',
      `The numbers in "${layout.headers[unclear]?.text}" (such as 1,234) fit both readings, and nothing in the file decides it`,
      'Say which sign separates the decimals: --decimal . or --decimal ,',
    );
  }
  return found;
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

const coarse = (level: ReportLevel): Warning => ({
  code: 'COARSE_LEVEL',
  message: `the file reports ${level === 'ad_group' ? 'ad groups' : level === 'account' ? 'the whole account' : 'campaigns'}, not ads: each becomes a creative without media; export it by ad to compare creatives`,
});
