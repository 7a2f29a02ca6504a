/** What is wrong with the rows of a file: the first problems with their text, all of them counted. */
import type { RecordReader } from './record-reader.js';
import type { Problem, RowReading } from './row-reading.js';

const PROBLEMS_KEPT = 1000;
const TEXT_SHOWN = 40;

export class Problems {
  readonly list: Problem[] = [];
  count = 0;
  /** Whether the current row has one; the loop clears it. */
  rowIsBad = false;

  constructor(
    private readonly reader: RecordReader,
    private readonly headers: RowReading['headers'],
  ) {}

  /** A cell of the current row, with what is wrong with it. */
  cell(column: number, code: string, reason: string): void {
    const text = this.reader.text(column);
    const shown = text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
    this.row(column, code, `"${shown}" ${reason}`);
  }

  /** The current row. `column` is null when it is wrong as a whole. */
  row(column: number | null, code: string, message: string): void {
    this.rowIsBad = true;
    this.at(this.reader.line, column, code, message);
  }

  /** A row that was read before. */
  at(line: number, column: number | null, code: string, message: string): void {
    this.count += 1;
    if (this.list.length >= PROBLEMS_KEPT) return;
    this.list.push({ line, column: column === null ? null : (this.headers[column]?.text ?? null), code, message });
  }
}
