/** What goes with better results: each tag's value against the creatives without it. */
import type { FieldKey, Row } from '../../fields.js';
import type { ReportData } from '../data.js';
import { cell, columnHead } from '../figure.js';
import { html, type Markup } from '../html.js';

const COLUMNS: readonly FieldKey[] = ['tag', 'tagValue', 'size', 'cvr', 'cvrLow', 'cvrHigh', 'lift', 'falseDiscovery'];

export function tagEffects({ tagEffects: effects, currency, level }: ReportData): Markup {
  if (effects.length === 0) return html``;
  return html`<section id="tags" aria-labelledby="tags-title"><h2 id="tags-title">What goes with better results</h2>
<p>Pooled conversion rate of the creatives with a tag, and how it compares with all others, with ${Math.round(100 * level)}% intervals. The last column is the share of luck among findings at least as strong. Tags go together, so this shows what to test next, not what caused it.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Tags and results"><table class="sortable"><thead><tr>${COLUMNS.map((key) => columnHead(key, true))}</tr></thead>
<tbody>${effects.map((effect) => {
    const { tag, value, size, rate, low, high, lift, falseDiscovery } = effect;
    const row: Row = { tag, tagValue: value, size, cvr: rate, cvrLow: low, cvrHigh: high, lift, falseDiscovery };
    return html`<tr>${COLUMNS.map((key) => cell(row, key, currency))}</tr>`;
  })}</tbody></table></div></section>`;
}
