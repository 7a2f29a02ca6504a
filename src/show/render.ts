/** Views to text: a table for people, JSON and CSV of raw values under the stable keys of fields.ts. */
import { FIELDS, type Field, type Table, type Value, type View } from '../fields.js';
import { renderTable } from './table.js';

export interface RenderOptions {
  format: 'table' | 'json' | 'csv';
  /** Columns that a line may take; null when the output is not a terminal. */
  width: number | null;
  color: boolean;
}

export function render(view: View, options: RenderOptions): string {
  if (options.format === 'json') return `${JSON.stringify(view.json, null, 2)}\n`;
  if (options.format === 'csv') return view.tables[0] ? csv(view.tables[0]) : '';
  const blocks = [
    view.headline ?? '',
    ...view.tables.filter(({ rows }) => rows.length > 0).map((table) => renderTable(table, options)),
    (view.notes ?? []).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function csv({ fields, rows, currency }: Table): string {
  const withCurrency =
    currency && !fields.includes('currency') && fields.some((key) => (FIELDS[key] as Field).unit === 'money');
  const lines = rows.map((row) =>
    [...fields.map((key) => cell(row[key])), ...(withCurrency ? [cell(currency)] : [])].join(','),
  );
  return [[...fields, ...(withCurrency ? ['currency'] : [])].join(','), ...lines, ''].join('\n');
}

/** RFC 4180 quoting; a text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection). */
function cell(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
