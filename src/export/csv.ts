/** A table to CSV (RFC 4180): a head of column names, `\n` line ends, nothing between the commas for an unknown value. */
import type { ExportColumn, ExportValue } from './table.js';

export function* csvOf(columns: readonly ExportColumn[], rows: Iterable<readonly ExportValue[]>): Generator<string> {
  yield `${columns.map(({ name }) => csvCell(name)).join(',')}\n`;
  for (const row of rows) yield `${row.map(csvCell).join(',')}\n`;
}

/** One cell, quoted where it must be. A text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection). */
export function csvCell(value: ExportValue | boolean): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Float32Array) return `"[${value.join(',')}]"`;
  // Most texts have nothing in them that needs a closer look.
  if (!/[",\n\r\t=+\-@]/.test(value)) return value;
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
