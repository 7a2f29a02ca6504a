/** Rows of a table that are no data, or may be none: totals, notes, blank lines, shifted columns, and sums of a breakdown. */
import type { FigureReader } from './figure-reader.js';
import type { IdentityReader, Named } from './identity-reader.js';
import type { PeriodReader } from './period-reader.js';
import type { Problems } from './problems.js';
import type { RecordReader } from './record-reader.js';
import type { RowReading } from './row-reading.js';
import { isCertainTotal, isNoName, isTotalLabel, type OwnTotal } from './total-rows.js';

/** A longer cell is no label. */
const LONGEST_LABEL = 80;

/** What the current row is read with. */
export interface RowReaders {
  identities: IdentityReader;
  periods: PeriodReader;
  numbers: FigureReader;
  problems: Problems;
}

export class OtherRows {
  /** Totals that the file states. */
  readonly totals: OwnTotal[] = [];
  private readonly nameless: { total: OwnTotal; row: number }[] = [];

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
    private readonly readers: RowReaders,
  ) {}

  /** A row with more or fewer cells than the header: padding is fine, a note or a total is passed over, else it is a problem. */
  shape(): 'row' | 'passed' | 'shifted' {
    const { reader } = this;
    const { numbers, problems } = this.readers;
    const width = this.reading.headers.length;
    let filled = 0;
    let last = -1;
    for (let column = 0; column < reader.count; column += 1) {
      if (reader.isBlank(column)) continue;
      filled += 1;
      last = column;
    }
    if (last < width && reader.count > width) return 'row';
    const total = numbers.ownTotal(this.totalLabel() ?? '');
    const hasFigures = (total.impressions ?? total.clicks ?? total.spendMicros) !== null;
    if (last < width && (filled <= 1 || !hasFigures)) return 'passed';
    if (last < width && total.label !== '') {
      this.totals.push(total);
      return 'passed';
    }
    const message = `has ${reader.count} cells, the header has ${width}: the columns may be shifted`;
    problems.row(null, 'COLUMN_COUNT', message);
    return 'shifted';
  }

  /** Total rows are set aside and blank ones passed over; a nameless row with figures, `row` of the file, is judged by `settle`. */
  read(named: Named, row: number): 'data' | 'passed' | 'nameless' {
    const { identities, numbers } = this.readers;
    if (!identities.hasNames && this.isBlankRecord()) return 'passed';
    const mayBeTotal = named.isTotal || named.isNameless || !identities.hasNames;
    const label = mayBeTotal ? this.totalLabel() : null;
    if (label !== null && (named.isNameless || isCertainTotal(label) || !this.hasDay())) {
      this.totals.push(numbers.ownTotal(label));
      return 'passed';
    }
    if (!named.isNameless) return 'data';
    const total = numbers.ownTotal('');
    if ((total.impressions ?? total.clicks ?? total.spendMicros) === null) return 'passed';
    this.nameless.push({ total, row });
    return 'nameless';
  }

  /**
   * A row without a name is a total where platforms put totals, first or last of `rows`; elsewhere nobody knows what it is.
   * Gives how many there were of each.
   */
  settle(rows: number): { totals: number; refused: number } {
    const counts = { totals: 0, refused: 0 };
    for (const { row, total } of this.nameless) {
      if (row === 1 || row === rows) {
        counts.totals += 1;
        this.totals.push({ ...total, label: 'the row without a name' });
      } else {
        counts.refused += 1;
        const message = 'has figures but no name of a campaign, ad group or ad';
        this.readers.problems.at(total.line, null, 'NO_NAME', message);
      }
    }
    return counts;
  }

  /** Whether a row of a breakdown names no segment, or all of them: it may be the sum of the others. */
  isOfAllSegments(): boolean {
    const { segments } = this.reading.columns;
    return (
      segments.length > 0 &&
      segments.every((column) => {
        const text = this.reader.text(column).trim();
        return isNoName(text) || /^all$/i.test(text) || isTotalLabel(text);
      })
    );
  }

  private hasDay(): boolean {
    const { day } = this.reading.columns.at;
    return day !== undefined && this.readers.periods.dayIn(day) !== null;
  }

  private isBlankRecord(): boolean {
    for (let column = 0; column < this.reader.count; column += 1) if (!this.reader.isBlank(column)) return false;
    return true;
  }

  private totalLabel(): string | null {
    const { reader } = this;
    for (let column = 0; column < reader.count; column += 1) {
      if (reader.isBlank(column) || (reader.ends[column] ?? 0) - (reader.starts[column] ?? 0) > LONGEST_LABEL) continue;
      const text = reader.text(column);
      if (isTotalLabel(text)) return text.trim();
    }
    return null;
  }
}
