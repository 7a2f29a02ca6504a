/** Where the next money goes: the split with what to expect of each part, and who to stop. */

import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import type { FieldKey, Row } from '../../fields.js';
import { format } from '../../show/format.js';
import { clusterColor } from '../charts.js';
import type { ReportData } from '../data.js';
import { columnHead, figure, withInterval } from '../figure.js';
import { html, type Markup } from '../html.js';

const HEADS: readonly FieldKey[] = [
  'creative',
  'verdict',
  'budgetMicros',
  'dailyBudgetMicros',
  'firstDailyMicros',
  'lookAgainDays',
  'timesTested',
  'roas',
  'roasRaw',
  'expectedRoas',
  'expectedRevenueMicros',
  'probProfitPlanned',
];

export function split({ plan, plannedAt, creatives, level }: ReportData): Markup {
  if (plan === null) return html``;
  const { currency, unallocatedMicros, elasticity } = plan;
  const items = plan.items.filter(({ budgetMicros }) => budgetMicros > 0);
  const clusterOf = new Map(creatives.map(({ creativeId, clusterId }) => [creativeId, clusterId]));
  const largest = Math.max(1, ...items.map(({ budgetMicros }) => budgetMicros));
  const rows = items.map((item) => {
    const row: Row = { ...item, creativeId: String(item.creativeId) };
    const share = (100 * item.budgetMicros) / largest;
    return html`<tr data-creative="${item.creative}">
<th scope="row">${item.creative}<small class="why">${item.reason}</small></th>
<td class="text">${figure(row, 'verdict', currency)}</td>
<td class="number"><span class="bar" style="--share:${share.toFixed(1)}%;--color:${clusterColor(clusterOf.get(item.creativeId) ?? null)}"></span>${figure(row, 'budgetMicros', currency)}</td>
<td class="number">${figure(row, 'dailyBudgetMicros', currency)}</td>
<td class="number">${figure(row, 'firstDailyMicros', currency)}</td>
<td class="number">${figure(row, 'lookAgainDays', currency)}</td>
<td class="number">${figure(row, 'timesTested', currency)}</td>
<td class="number">${withInterval(row, ['roas', 'roasLow', 'roasHigh'], currency)}</td>
<td class="number raw">${figure(row, 'roasRaw', currency)}</td>
<td class="number">${figure(row, 'expectedRoas', currency)}</td>
<td class="number">${figure(row, 'expectedRevenueMicros', currency)}</td>
<td class="number">${figure(row, 'probProfitPlanned', currency)}</td></tr>`;
  });
  return html`<section id="split" aria-labelledby="split-title">
<h2 id="split-title">Where the next money goes</h2>
${plannedAt !== null && html`<p>The plan of <time datetime="${plannedAt}">${plannedAt.slice(0, 10)}</time>, the last that was kept: ${format(plan.budgetMicros, 'money', currency)} over ${plan.horizonDays} ${plan.horizonDays === 1 ? 'day' : 'days'}, on the results of then.</p>`}
${
  items.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="Split of the budget"><table class="sortable">
<thead><tr>${HEADS.map((key) => columnHead(key, true))}</tr></thead><tbody>${rows}</tbody></table></div>`
}
<p>${unallocatedMicros > 0 ? `${format(unallocatedMicros, 'money', currency)} stays unallocated: more would bring less than it costs, or a limit binds. ` : ''}Intervals hold the truth in ${Math.round(100 * level)} of 100 cases. Raw figures are those of the creative's own test; what to expect is pooled with its look-alikes. Revenue is taken to grow as spend^${elasticity.toFixed(2)}, and in one case of four to saturate far beyond the tests. ROAS is that of the test; expected ROAS and the chance of profit hold at the planned spend.</p>
${stops(plan)}
${plan.warnings.map((warning) => html`<p class="note">${warning}</p>`)}
</section>`;
}

function stops({ stop }: RecommendAnswer): Markup {
  if (stop.length === 0) return html``;
  return html`<h3>Stop</h3><ul class="stop">${stop.map(({ creative, reason }) => html`<li><b>${creative}</b> ${reason}</li>`)}</ul>`;
}
