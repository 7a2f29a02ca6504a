/** Views to text: a table for people, JSON and CSV of raw values under the stable keys of fields.ts. */
import { csvCell } from '../export/csv.js';
import { FIELDS, type Field, type Row, type Table, type View } from '../fields.js';
import { harmless, harmlessJson } from './harmless.js';
import { renderTable } from './table.js';
import { wrapped } from './width.js';

export interface RenderOptions {
  format: 'table' | 'json' | 'csv';
  /** Columns that a line may take; null when the output is not a terminal. */
  width: number | null;
  color: boolean;
}

export function render(view: View, options: RenderOptions): string {
  if (options.format === 'json') return `${harmlessJson(JSON.stringify(view.json, null, 2))}\n`;
  if (options.format === 'csv') return view.tables[0] ? csv(view.tables[0]) : '';
  const prose = (lines: readonly string[]): string => {
    const text = lines.map(harmless).join('\n');
    return options.width === null ? text : wrapped(text, options.width);
  };
  const blocks = [
    prose([view.headline ?? '']),
    ...view.tables.filter(({ rows }) => rows.length > 0).map((table) => renderTable(harmlessTable(table), options)),
    prose(view.notes ?? []),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const harmlessTable = ({ title, ...table }: Table): Table => ({
  ...table,
  ...(title === undefined ? {} : { title: harmless(title) }),
  rows: table.rows.map(harmlessRow),
});

/** A break inside a cell is a blank, as a table has it. */
const harmlessRow = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'string' ? harmless(value.replace(/\s*\n\s*/g, ' ')) : value,
    ]),
  );

function csv({ fields, rows, currency }: Table): string {
  const withCurrency =
    currency && !fields.includes('currency') && fields.some((key) => (FIELDS[key] as Field).unit === 'money');
  const lines = rows.map((row) =>
    [...fields.map((key) => csvCell(row[key] ?? null)), ...(withCurrency ? [csvCell(currency)] : [])].join(','),
  );
  return [[...fields, ...(withCurrency ? ['currency'] : [])].join(','), ...lines, ''].join('\n');
}
