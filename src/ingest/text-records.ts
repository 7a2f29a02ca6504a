/** A whole table as text, record by record: for files that are small beside an export of ads. */
import { DELIMITERS, type Delimiter, headRecords } from './detect.js';
import { type ByteSource, RecordReader } from './record-reader.js';

export interface TextRecord {
  /** The line that it begins on, from 1. */
  line: number;
  cells: string[];
}

/** The delimiter that parts the first lines into the most cells. */
export function likelyDelimiter(head: Uint8Array): Delimiter {
  const widest = (delimiter: Delimiter): number =>
    Math.max(0, ...headRecords(head, delimiter).map(({ cells }) => cells.length));
  return DELIMITERS.reduce((best, each) => (widest(each) > widest(best) ? each : best));
}

/** Every record of a file in UTF-8. `head` is its beginning. */
export function recordsOf(source: ByteSource, head: Uint8Array): TextRecord[] {
  const reader = new RecordReader(source, likelyDelimiter(head).charCodeAt(0));
  const records: TextRecord[] = [];
  while (reader.next()) records.push({ line: reader.line, cells: reader.texts() });
  return records;
}
