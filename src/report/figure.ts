/** Figures on the page: shown rounded, with the raw value beside for sorting and for programs that read the page. */
import { FIELDS, type Row } from '../fields.js';
import { isNumeric } from '../show/format.js';
import { html, type Markup } from './html.js';
import type { ShownField, Words } from './language/words.js';

/** One figure of a row under its key. */
export function figure(row: Row, key: ShownField, currency: string | null, words: Words): Markup {
  return html`<span class="figure" data-field="${key}" data-value="${rawOf(row, key)}" title="${words.fields[key].meaning}">${shown(row, key, currency, words)}</span>`;
}

/** The same in a table, whose column heads hold the meanings: said again in each cell they would be most of the page. */
export function plainFigure(row: Row, key: ShownField, currency: string | null, words: Words): Markup {
  return html`<span class="figure" data-field="${key}" data-value="${rawOf(row, key)}">${shown(row, key, currency, words)}</span>`;
}

const rawOf = (row: Row, key: ShownField): string => {
  const value = row[key] ?? null;
  return value === null ? '' : String(value);
};

function shown(row: Row, key: ShownField, currency: string | null, words: Words): string {
  const value = row[key] ?? null;
  if (typeof value !== 'string') return words.value(value, FIELDS[key].unit, currency);
  if (key === 'verdict') return words.verdict(value);
  if (key === 'tag') return words.tag(value);
  return key === 'tagValue' ? words.tagValue(String(row.tag ?? ''), value) : value;
}

/** A figure with its interval: "3.1% (2.2% to 4.4%)". */
export function withInterval(
  row: Row,
  keys: readonly [ShownField, ShownField, ShownField],
  currency: string | null,
  words: Words,
): Markup {
  const [key, low, high] = keys;
  const known = row[low] !== null && row[low] !== undefined;
  return html`${figure(row, key, currency, words)}${known && html` <span class="interval">${words.range(figure(row, low, currency, words), figure(row, high, currency, words))}</span>`}`;
}

/** The head of a column: its title, with the meaning on hover, and a button that sorts. */
export function columnHead(key: ShownField, { fields }: Words): Markup {
  const { title, meaning } = fields[key];
  return html`<th scope="col" class="${sideOf(key)}" title="${meaning}"><button type="button">${title}</button></th>`;
}

/** One cell of a table. */
export function cell(row: Row, key: ShownField, currency: string | null, words: Words): Markup {
  return html`<td class="${sideOf(key)}">${plainFigure(row, key, currency, words)}</td>`;
}

const sideOf = (key: ShownField): string => (isNumeric(FIELDS[key].unit) ? 'number' : 'text');
