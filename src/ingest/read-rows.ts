/**
 * The rows of an export, to figures: every cell is read or is a problem with its line and column. Total rows,
 * repeated headers and notes are told from data.
 */
import { UserError } from '../errors.js';
import { dayOf } from '../units.js';
import { AdSums, Corrections } from './corrections.js';
import { FigureReader } from './figure-reader.js';
import { IdentityReader, type Named, NO_AD } from './identity-reader.js';
import { OtherRows } from './other-rows.js';
import { PeriodReader } from './period-reader.js';
import { Problems } from './problems.js';
import type { RecordReader } from './record-reader.js';
import type { Figures, RowReading, RowSink, RowsRead, Written } from './row-reading.js';
import { RowSums } from './row-sums.js';
import { UnusedColumns } from './unused-columns.js';

const PROGRESS_ROWS = 10_000;

export interface ReadOptions {
  /** Told how many rows were read since the last call. */
  onRows?: (rows: number) => void;
}

/** Reads every row below the header, on which the reader stands, and hands the figures to `sink`. */
export function readRows(
  reader: RecordReader,
  reading: RowReading,
  sink: RowSink,
  options: ReadOptions = {},
): RowsRead {
  return new RowLoop(reader, reading, sink, options).run();
}

class RowLoop {
  private readonly at: RowReading['columns']['at'];
  private readonly problems: Problems;
  private readonly identities: IdentityReader;
  private readonly periods: PeriodReader;
  private readonly numbers: FigureReader;
  private readonly sums = new RowSums();
  private readonly unused: UnusedColumns;
  private readonly others: OtherRows;
  private readonly repeats = { rows: 0, spendMicros: 0 };
  private rows = 0;
  private skipped = 0;
  private skippedSpend: number | null = null;
  private empty = 0;
  private merged = 0;
  private otherKinds = 0;
  private groupedAds = 0;
  private readonly adSums = new AdSums();
  private readonly corrections = new Corrections(this.adSums);
  private readonly unknown = { rows: 0, zeros: 0 };

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
    private readonly sink: RowSink,
    private readonly options: ReadOptions,
  ) {
    this.at = reading.columns.at;
    this.problems = new Problems(reader, reading.headers);
    this.identities = new IdentityReader(reader, reading);
    this.periods = new PeriodReader(reader, reading);
    this.numbers = new FigureReader(reader, reading, this.problems);
    this.unused = new UnusedColumns(reader, reading);
    const { identities, periods, numbers, problems } = this;
    this.others = new OtherRows(reader, reading, { identities, periods, numbers, problems });
  }

  run(): RowsRead {
    const { reader, reading, sums } = this;
    let sinceReport = 0;
    while (reader.next()) {
      if (reader.count === reading.headers.length || this.fits()) this.row();
      sinceReport += 1;
      if (sinceReport === PROGRESS_ROWS) {
        this.options.onRows?.(sinceReport);
        sinceReport = 0;
      }
    }
    this.options.onRows?.(sinceReport);
    const { totals, refused } = this.others.settle(this.rows);
    this.rows -= totals;
    this.skipped += refused;
    this.settleCorrections();
    return {
      rows: this.rows,
      skipped: this.skipped,
      skippedSpendMicros: this.skippedSpend,
      empty: this.empty,
      merged: this.merged,
      otherKinds: this.otherKinds,
      problems: this.problems.list,
      problemCount: this.problems.count,
      ownTotals: this.others.totals,
      sums: sums.totals,
      firstDay: sums.firstDay,
      lastDay: sums.lastDay,
      hasPeriods: sums.hasPeriods,
      currency: this.numbers.currency,
      masked: this.numbers.masked,
      mangledIds: this.identities.mangledIds,
      ids: this.identities.idTrouble,
      unknown: this.unknown,
      clicksAboveImpressions: sums.clicksAboveImpressions,
      repeats: this.repeats,
      largest: sums.largest,
      subtotals: sums.subtotals,
      spendByDay: sums.spendByDay,
      groupedAds: this.groupedAds,
      errors: this.numbers.errors,
      errorNames: this.identities.errorNames,
      corrections: this.corrections.taken,
      unusedColumns: this.unused.result(),
    };
  }

  private fits(): boolean {
    const shape = this.others.shape();
    if (shape !== 'shifted') return shape === 'row';
    this.rows += 1;
    this.skipped += 1;
    return false;
  }

  private row(): void {
    const { numbers, reading, problems } = this;
    const named = this.identities.read();
    problems.rowIsBad = false;
    if (named.isHeader) return;
    const other = this.others.read(named, this.rows + 1);
    if (other === 'passed') return;
    this.rows += 1;
    if (other === 'nameless') return;
    if (reading.onlyChosenKinds && !numbers.isChosenKind()) {
      this.otherKinds += 1;
      return;
    }
    if (named.wrongName) problems.cell(named.wrongName.column, 'BAD_NAME', named.wrongName.reason);
    const hasFigures = numbers.readNumbers();
    if (!hasFigures && !problems.rowIsBad) {
      this.empty += 1;
      this.unused.add();
      return;
    }
    const wrongDate = this.periods.read(numbers.figures);
    if (wrongDate) problems.cell(wrongDate.column, 'BAD_DATE', wrongDate.reason);
    numbers.readCurrency();
    if (problems.rowIsBad) {
      this.skipped += 1;
      const { spendMicros } = numbers.ownTotal('');
      if (spendMicros !== null) this.skippedSpend = (this.skippedSpend ?? 0) + spendMicros;
      return;
    }
    if (reading.blankIsZero) numbers.fillBlanks();
    this.keep(named);
  }

  private keep(named: Named): void {
    const { figures } = this.numbers;
    if (named.adId === null) {
      named.adId = this.sink.adOf(named.identity) ?? NO_AD;
      named.place = this.adSums.placeOf(named.adId);
      if (/;\s?\.\.\.\s?and \d+ more/.test(named.identity.adName ?? '')) this.groupedAds += 1;
    }
    this.adSums.add(named.place, figures);
    if (this.numbers.hasNegative) {
      const hasSegments = this.reading.columns.segments.length > 0;
      const segment = hasSegments ? this.segmentValue() : null;
      this.corrections.hold({ named, figures: { ...figures }, line: this.reader.line, segment });
      return;
    }
    const written = named.adId === NO_AD ? 'unknown' : this.sink.write(named.adId, figures);
    if (written === 'unknown') {
      this.setAside(named, figures);
      return;
    }
    const { claim } = named;
    if (claim !== null) {
      if (figures.dateStart < claim.firstDay) claim.firstDay = figures.dateStart;
      if (figures.dateEnd > claim.lastDay) claim.lastDay = figures.dateEnd;
    }
    this.sums.add(figures, this.reader.line);
    if (named.mayBeSubtotal || this.others.isOfAllSegments()) this.sums.addSubtotal(figures, this.reader.line);
    this.unused.add();
    if (written !== 'new') this.checkMerged(named, written);
    else if (this.at.window !== undefined) named.window = this.reader.text(this.at.window);
    if (this.reading.columns.segments.length > 0) this.writeSegment(named.adId, figures, this.segmentValue());
  }

  /** What became of the corrections, now that all rows of their ads are known. */
  private settleCorrections(): void {
    this.corrections.settle({
      write: (adId, figures) => this.sink.write(adId, figures),
      setAside: ({ named, figures }) => this.setAside(named, figures),
      refuse: (line, reason) => {
        this.skipped += 1;
        this.problems.at(line, null, 'NEGATIVE', reason);
      },
      take: ({ named, figures, line, segment }, written) => {
        if (written !== 'new') this.merged += 1;
        this.sums.add(figures, line);
        if (segment !== null && named.adId !== null) this.writeSegment(named.adId, figures, segment);
      },
    });
  }

  /** A row that could only fill in and finds nothing to fill in: without any event it says nothing, else it is a problem. */
  private setAside({ identity }: Named, figures: Figures): void {
    const { impressions, clicks, conversions, revenueMicros, plays3s, thruplays, dateStart, dateEnd } = figures;
    if (!(impressions || clicks || conversions || revenueMicros || plays3s || thruplays)) {
      this.unknown.zeros += 1;
      return;
    }
    this.unknown.rows += 1;
    this.skipped += 1;
    const name = identity.adName ?? identity.adGroup ?? identity.campaign ?? identity.externalId ?? identity.account;
    const days = dateStart === dateEnd ? dayOf(dateStart) : `${dayOf(dateStart)} to ${dayOf(dateEnd)}`;
    this.problems.row(
      null,
      'UNKNOWN_DAYS',
      `has no spend, and the store has no row of "${name}" for ${days} to add it to`,
    );
  }

  /** Rows of one ad and day are parts of one figure, unless they are alternatives to each other or the same row twice. */
  private checkMerged(named: Named, written: Written): void {
    const { reader, at } = this;
    const { figures } = this.numbers;
    this.merged += 1;
    if (at.window !== undefined) {
      const window = reader.text(at.window);
      if (named.window !== null && named.window !== window) throw twoWindows(named.window, window, reader.line);
    }
    if (written === 'repeated' && (figures.spendMicros ?? 0) > 0 && this.reading.columns.segments.length === 0) {
      this.repeats.rows += 1;
      this.repeats.spendMicros += figures.spendMicros ?? 0;
    }
  }

  private segmentValue(): string {
    return this.reading.columns.segments.map((column) => this.reader.text(column).trim()).join(' × ');
  }

  private writeSegment(adId: number, figures: Figures, value: string): void {
    const dimension = this.reading.columns.segments
      .map((column) => this.reading.headers[column]?.text ?? '')
      .join(' × ');
    this.sink.writeSegment(adId, figures, dimension, value);
  }
}

const twoWindows = (first: string, second: string, line: number): UserError =>
  new UserError(
    'TWO_WINDOWS',
    `Line ${line} repeats an ad and day with the attribution window "${second}" beside "${first}": windows are alternatives and never added up`,
    'Export the report with one attribution setting',
  );
