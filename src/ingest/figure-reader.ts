/** The figures of a row: numbers by the style of their columns, money in micros, the currency. */
import { UserError } from '../errors.js';
import { conversionsProblem, countProblem, type Implausible, microsProblem } from '../plausible.js';
import { MICROS_PER_UNIT } from '../units.js';
import { NOT_PLAIN, type NumberKind, readNumber, readPlain } from './numbers.js';
import type { Problems } from './problems.js';
import type { RecordReader } from './record-reader.js';
import type { ErrorCell, Figures, RowReading } from './row-reading.js';
import { isNoName, type OwnTotal } from './total-rows.js';

const PLAIN_MICROS = /^-?\d{1,15}(?:\.\d{1,6})?$/;
/** Lost cells that are named by their place. */
const ERRORS_KEPT = 20;

export class FigureReader {
  /** Figures of the current row; the same object for every row. */
  readonly figures: Figures;
  /** Currency of the rows so far; null when no row named one. */
  currency: string | null;
  /** Cells that the platform masks for privacy. */
  masked = 0;
  /** Cells in which a spreadsheet shows an error. */
  readonly errors: { count: number; first: ErrorCell[] } = { count: 0, first: [] };

  private readonly at: RowReading['columns']['at'];
  private readonly spendColumn: number;
  private readonly spendIsMicros: boolean;
  private readonly clicksColumn: number;
  private readonly conversionColumn: number;
  private currencyText = '';
  /** True when the current row has a figure below zero. */
  hasNegative = false;
  /** Columns of the current row whose value is lost in an error. */
  private readonly lost = new Set<number>();
  private hasLost = false;

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
    private readonly problems: Problems,
  ) {
    const { at } = reading.columns;
    this.at = at;
    this.currency = reading.currency;
    this.spendColumn = at.spend ?? at.spendMicros ?? -1;
    this.spendIsMicros = at.spend === undefined && at.spendMicros !== undefined;
    this.clicksColumn = at.clicks ?? at.allClicks ?? -1;
    this.conversionColumn = reading.conversion.column ?? -1;
    this.figures = {
      dateStart: 0,
      dateEnd: 0,
      currency: reading.currency ?? '',
      impressions: null,
      clicks: null,
      conversions: null,
      spendMicros: null,
      revenueMicros: null,
      plays3s: null,
      thruplays: null,
    };
  }

  /** The figures of the current row as those of a total that the file states; what cannot be read is unknown. */
  ownTotal(label: string): OwnTotal {
    const quiet = (column: number, kind: NumberKind): number | null => {
      if (column < 0 || column >= this.reader.count) return null;
      const read = readNumber(this.reader.text(column), this.reading.decimals[column]!);
      if (read.value === null) return null;
      return kind === 'count' ? read.value / MICROS_PER_UNIT : read.value;
    };
    return {
      line: this.reader.line,
      label,
      impressions: quiet(this.at.impressions ?? -1, 'count'),
      clicks: quiet(this.clicksColumn, 'count'),
      spendMicros: quiet(this.spendColumn, this.spendIsMicros ? 'count' : 'money'),
    };
  }

  /** False for a row of a kind of result that was not chosen. */
  isChosenKind(): boolean {
    const { kinds } = this.reading.conversion;
    if (kinds === null || this.at.resultKind === undefined) return true;
    return kinds.has(this.reader.text(this.at.resultKind).trim().toLowerCase());
  }

  /** Reads the numbers of the current row; one that cannot be read is a problem. False when the row has none at all. */
  readNumbers(): boolean {
    const { figures, at } = this;
    this.hasNegative = false;
    if (this.hasLost) this.lost.clear();
    this.hasLost = false;
    figures.impressions = this.count(at.impressions ?? -1);
    figures.clicks = this.count(this.clicksColumn);
    figures.spendMicros = this.amount(this.spendColumn, this.spendIsMicros);
    figures.revenueMicros = this.amount(at.revenue ?? -1, false);
    figures.plays3s = this.count(at.plays3s ?? -1);
    figures.thruplays = this.count(at.thruplays ?? -1);
    const conversions = this.conversionColumn < 0 || !this.isChosenKind() ? null : this.micros(this.conversionColumn);
    figures.conversions = conversions === null ? null : conversions / MICROS_PER_UNIT;
    // A figure below zero corrects earlier rows, and is judged with them.
    if (figures.conversions !== null)
      this.hold(this.conversionColumn, conversionsProblem(Math.abs(figures.conversions)));
    return (
      figures.impressions !== null ||
      figures.clicks !== null ||
      conversions !== null ||
      figures.spendMicros !== null ||
      figures.revenueMicros !== null ||
      figures.plays3s !== null ||
      figures.thruplays !== null
    );
  }

  /** Micros of the number in a cell; null when there is none, or when it cannot be read (which is a problem of the row). */
  private micros(column: number): number | null {
    const { reader } = this;
    if (column < 0 || column >= reader.count) return null;
    const start = reader.starts[column]!;
    const end = reader.ends[column]!;
    if (start === end) return null;
    const decimal = this.reading.decimals[column]!;
    const plain = readPlain(reader.bytes, start, end, decimal);
    if (plain !== NOT_PLAIN) return plain;
    const read = readNumber(reader.text(column), decimal);
    if (read.value !== null) {
      if (read.value < 0) this.hasNegative = true;
      if (read.currency !== null) this.checkCellCurrency(read.currency.code, read.currency.isGuess, column);
      return read.value;
    }
    if (read.absent === 'masked') this.masked += 1;
    if (read.absent === 'error') this.lose(column);
    // `N/A` and `None` say that nobody knows, which an empty cell or a dash does not.
    if (read.absent === 'empty' && /\p{L}/u.test(reader.text(column))) this.leaveUnknown(column);
    if (read.absent === 'bad') this.problems.cell(column, 'BAD_NUMBER', read.reason ?? 'is not a number');
    return null;
  }

  private leaveUnknown(column: number): void {
    this.lost.add(column);
    this.hasLost = true;
  }

  /** A lost spend leaves nothing to weigh the row by; any other lost figure is unknown. */
  private lose(column: number): void {
    const { reader, errors, reading } = this;
    if (column === this.spendColumn) {
      this.problems.cell(column, 'BAD_NUMBER', 'is an error of a spreadsheet, and the spend of the row is lost');
      return;
    }
    this.leaveUnknown(column);
    errors.count += 1;
    if (errors.first.length < ERRORS_KEPT) {
      const header = reading.headers[column]?.text ?? '';
      errors.first.push({ line: reader.line, column, header, text: reader.text(column).trim() });
    }
  }

  private count(column: number): number | null {
    const micros = this.micros(column);
    if (micros === null) return null;
    const value = micros / MICROS_PER_UNIT;
    this.hold(column, countProblem(Math.abs(value)));
    return value;
  }

  private amount(column: number, isMicros: boolean): number | null {
    if (isMicros && column < this.reader.count) {
      // As units they would be too large to be exact from 9,007 units of money on.
      const text = this.reader.text(column);
      if (PLAIN_MICROS.test(text)) {
        if (text.startsWith('-')) this.hasNegative = true;
        return Math.round(Number(text));
      }
    }
    const micros = this.micros(column);
    if (micros === null) return null;
    const amount = isMicros ? Math.round(micros / MICROS_PER_UNIT) : micros;
    this.hold(column, microsProblem(amount, true));
    return amount;
  }

  /** What is implausible about a cell of the current row is a problem of it. */
  private hold(column: number, problem: Implausible | null): void {
    if (problem !== null) this.problems.cell(column, problem.code, problem.reason);
  }

  private checkCellCurrency(code: string, isGuess: boolean, column: number): void {
    if (this.currency === code || isGuess) return;
    if (this.currency === null) this.currency = code;
    else this.problems.cell(column, 'MIXED_CURRENCIES', `is in ${code}, the file in ${this.currency}`);
  }

  /** Sets the currency of the current row. Throws UserError MIXED_CURRENCIES. */
  readCurrency(): void {
    const { reader, at, figures } = this;
    figures.currency = this.currency ?? '';
    if (at.currency === undefined || reader.isBlank(at.currency)) return;
    const text = reader.bytes.toString('latin1', reader.starts[at.currency], reader.ends[at.currency]);
    if (text === this.currencyText) return;
    const code = reader.text(at.currency).trim().toUpperCase();
    if (isNoName(code)) return;
    if (this.currency !== null && this.currency !== code) throw mixed(this.currency, code, reader.line);
    this.currencyText = text;
    this.currency = code;
    figures.currency = code;
  }

  /** Meta leaves the cells of events that did not happen empty: with delivery in the row they are zeros, but for lost ones. */
  fillBlanks(): void {
    const { figures, at } = this;
    if (this.isBlank(this.clicksColumn)) figures.clicks ??= 0;
    if (this.isBlank(this.conversionColumn) && (this.isChosenKind() || this.isKindless())) figures.conversions ??= 0;
    if (this.isBlank(at.revenue ?? -1)) figures.revenueMicros ??= 0;
    if (this.isBlank(at.plays3s ?? -1)) figures.plays3s ??= 0;
    if (this.isBlank(at.thruplays ?? -1)) figures.thruplays ??= 0;
  }

  private isBlank(column: number): boolean {
    return column >= 0 && !(this.hasLost && this.lost.has(column));
  }

  private isKindless(): boolean {
    return this.at.resultKind !== undefined && isNoName(this.reader.text(this.at.resultKind));
  }
}

const mixed = (first: string, second: string, line: number): UserError =>
  new UserError(
    'MIXED_CURRENCIES',
    `The file holds amounts in ${first} and, from line ${line}, in ${second}: they are never added up`,
    'Export each currency (usually each account) to its own file',
  );
