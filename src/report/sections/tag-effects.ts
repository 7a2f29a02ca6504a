/** What goes with better results: each tag's value against the creatives without it. */
import type { Row } from '../../fields.js';
import type { ReportData } from '../data.js';
import { cell, columnHead } from '../figure.js';
import { html, type Markup } from '../html.js';
import type { ShownField, Words } from '../language/words.js';

const COLUMNS: readonly ShownField[] = [
  'tag',
  'tagValue',
  'size',
  'cvr',
  'cvrLow',
  'cvrHigh',
  'lift',
  'falseDiscovery',
];

export function tagEffects({ tagEffects: effects, currency, level }: ReportData, words: Words): Markup {
  if (effects.length === 0) return html``;
  return html`<section id="tags" aria-labelledby="tags-title"><h2 id="tags-title">${words.tags.title}</h2>
<p>${words.tags.explained(level)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.tags.table}"><table class="sortable"><thead><tr>${COLUMNS.map((key) => columnHead(key, words))}</tr></thead>
<tbody>${effects.map((effect) => {
    const { tag, value, size, rate, low, high, lift, falseDiscovery } = effect;
    const row: Row = { tag, tagValue: value, size, cvr: rate, cvrLow: low, cvrHigh: high, lift, falseDiscovery };
    return html`<tr>${COLUMNS.map((key) => cell(row, key, currency, words))}</tr>`;
  })}</tbody></table></div></section>`;
}
