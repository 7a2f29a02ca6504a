/**
 * Delimited text to records, on bytes: UTF-8 in, the places of the cells out. No string is made for a cell that nobody
 * asks for, which is what makes a million rows cheap. RFC 4180 quoting; LF, CRLF and CR end a line; a quote inside an
 * unquoted cell is a character like any other; blank lines are passed over.
 */
import { UserError } from '../errors.js';

/** Where bytes come from: fills `target` from `offset` on and gives how many it wrote, 0 at the end. */
export interface ByteSource {
  read(target: Uint8Array, offset: number): number;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const MORE = -1;

const FIRST_CAPACITY = 1 << 20;
/** Longer than any real record: an unclosed quote or a file that is no table. */
export const LONGEST_RECORD = 1 << 24;
export const MOST_COLUMNS = 16_384;

/** How a cell was written: as it stands, with doubled quotes inside, or with text after its closing quote. */
const PLAIN = 0;
const DOUBLED = 1;

export class RecordReader {
  /** The buffer that `starts` and `ends` point into; its content changes with every `next`. */
  bytes: Buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  /** Cells of the current record. */
  count = 0;
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** The line that the current record begins on, from 1. */
  line = 0;

  private form = new Uint8Array(256);
  private position = 0;
  private limit = 0;
  private ended = false;
  private nextLine = 1;
  private newlines = 0;

  /** `delimiter` is a single-byte character. */
  constructor(
    private readonly source: ByteSource,
    private readonly delimiter: number,
  ) {}

  /** Goes to the next record that is not a blank line; false at the end. Throws UserError for what cannot be a table. */
  next(): boolean {
    for (;;) {
      this.newlines = 0;
      const end = this.scan();
      if (end === MORE) {
        if (this.ended) return false;
        this.fill();
        continue;
      }
      this.line = this.nextLine;
      this.nextLine += this.newlines + 1;
      this.position = end;
      if (this.count > 1 || (this.count === 1 && this.ends[0]! > this.starts[0]!)) return true;
    }
  }

  /** The text of one cell, '' when the record has no such cell. */
  text(column: number): string {
    if (column >= this.count) return '';
    const text = this.bytes.toString('utf8', this.starts[column], this.ends[column]);
    return this.form[column] === DOUBLED ? text.replaceAll('""', '"') : text;
  }

  /** The text of every cell. */
  texts(): string[] {
    return Array.from({ length: this.count }, (_, column) => this.text(column));
  }

  isBlank(column: number): boolean {
    return column >= this.count || this.ends[column] === this.starts[column];
  }

  private fill(): void {
    const kept = this.limit - this.position;
    if (kept === this.bytes.length) {
      if (kept >= LONGEST_RECORD) throw tooLong(this.nextLine);
      const larger = Buffer.allocUnsafe(this.bytes.length * 2);
      this.bytes.copy(larger, 0, this.position, this.limit);
      this.bytes = larger;
    } else if (this.position > 0) {
      this.bytes.copyWithin(0, this.position, this.limit);
    }
    this.position = 0;
    const read = this.source.read(this.bytes, kept);
    this.limit = kept + read;
    if (read === 0) this.ended = true;
  }

  /** Finds the cells of the record at `position`; gives where the next one begins, or MORE when bytes are missing. */
  private scan(): number {
    const { bytes, limit, delimiter, ended } = this;
    let at = this.position;
    let cell = 0;
    if (at >= limit) return MORE;
    for (;;) {
      if (cell >= this.starts.length) this.widen();
      let start = at;
      let end = at;
      let form = PLAIN;
      if (at < limit && bytes[at] === QUOTE) {
        start = at + 1;
        let closing = start;
        for (;;) {
          if (closing >= limit) {
            if (ended) throw unclosed(this.nextLine);
            return MORE;
          }
          const byte = bytes[closing];
          if (byte === QUOTE) {
            if (closing + 1 >= limit && !ended) return MORE;
            if (closing + 1 >= limit || bytes[closing + 1] !== QUOTE) break;
            form = DOUBLED;
            closing += 2;
          } else {
            if (byte === LF) this.newlines += 1;
            closing += 1;
          }
        }
        end = closing;
        at = closing + 1;
        if (at < limit && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) {
          // Text after the closing quote: the cell is taken as it was written, quotes included.
          start -= 1;
          form = PLAIN;
          while (at < limit && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at += 1;
          end = at;
        }
      } else {
        for (; at < limit; at += 1) {
          const byte = bytes[at];
          if (byte === delimiter || byte === LF || byte === CR) break;
        }
        end = at;
      }
      if (at >= limit && !ended) return MORE;
      this.starts[cell] = start;
      this.ends[cell] = end;
      this.form[cell] = form;
      cell += 1;
      if (at < limit && bytes[at] === delimiter) {
        at += 1;
        continue;
      }
      if (at < limit && bytes[at] === CR) {
        if (at + 1 >= limit && !ended) return MORE;
        if (at + 1 < limit && bytes[at + 1] === LF) at += 1;
      }
      this.count = cell;
      return at < limit ? at + 1 : limit;
    }
  }

  private widen(): void {
    if (this.starts.length >= MOST_COLUMNS) {
      throw new UserError(
        'TOO_MANY_COLUMNS',
        `Line ${this.nextLine} has more than ${MOST_COLUMNS} columns`,
        'Export the report again with the columns that matter',
      );
    }
    const larger = this.starts.length * 2;
    const grown = { starts: new Int32Array(larger), ends: new Int32Array(larger), form: new Uint8Array(larger) };
    grown.starts.set(this.starts);
    grown.ends.set(this.ends);
    grown.form.set(this.form);
    Object.assign(this, grown);
  }
}

const unclosed = (line: number): UserError =>
  new UserError(
    'UNCLOSED_QUOTE',
    `A quoted cell that begins on line ${line} never ends`,
    'The file is cut or damaged: export it again',
  );

const tooLong = (line: number): UserError =>
  new UserError(
    'LINE_TOO_LONG',
    `Line ${line} is longer than ${LONGEST_RECORD >> 20} MiB`,
    'This is not a report that an ad platform writes: check the file',
  );

/** A source over bytes that are already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  let taken = 0;
  return {
    read(target, offset) {
      const part = bytes.subarray(taken, taken + target.length - offset);
      target.set(part, offset);
      taken += part.length;
      return part.length;
    },
  };
}
