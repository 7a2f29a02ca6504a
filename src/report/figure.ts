/** Figures on the page: shown rounded, with the raw value beside for sorting and for programs that read the page. */
import { FIELDS, type Field, type FieldKey, type Row } from '../fields.js';
import { format, isNumeric } from '../show/format.js';
import { html, type Markup } from './html.js';

/** One figure of a row under its key. */
export function figure(row: Row, key: FieldKey, currency: string | null): Markup {
  const field: Field = FIELDS[key];
  const value = row[key] ?? null;
  return html`<span class="figure" data-field="${key}" data-value="${value === null ? '' : String(value)}" title="${field.meaning}">${format(value, field.unit, currency)}</span>`;
}

/** The same in a table, whose column heads hold the meanings: said again in each cell they would be most of the page. */
export function plainFigure(row: Row, key: FieldKey, currency: string | null): Markup {
  const value = row[key] ?? null;
  return html`<span class="figure" data-field="${key}" data-value="${value === null ? '' : String(value)}">${format(value, FIELDS[key].unit, currency)}</span>`;
}

/** A figure with its interval: "3.1% (2.2% to 4.4%)". */
export function withInterval(row: Row, keys: readonly [FieldKey, FieldKey, FieldKey], currency: string | null): Markup {
  const [key, low, high] = keys;
  const known = row[low] !== null && row[low] !== undefined;
  return html`${figure(row, key, currency)}${known && html` <span class="interval">(${figure(row, low, currency)} to ${figure(row, high, currency)})</span>`}`;
}

/** The head of a column: its title, with the meaning on hover, and a button that sorts where the table can be sorted. */
export function columnHead(key: FieldKey, sortable: boolean): Markup {
  const field: Field = FIELDS[key];
  const side = isNumeric(field.unit) ? 'number' : 'text';
  return sortable
    ? html`<th scope="col" class="${side}" title="${field.meaning}"><button type="button">${field.title}</button></th>`
    : html`<th scope="col" class="${side}" title="${field.meaning}">${field.title}</th>`;
}

/** One cell of a table. */
export function cell(row: Row, key: FieldKey, currency: string | null): Markup {
  const field: Field = FIELDS[key];
  return html`<td class="${isNumeric(field.unit) ? 'number' : 'text'}">${plainFigure(row, key, currency)}</td>`;
}
