/** Where the next money goes: the split with what to expect of each part, and who to stop. */
import type { KeptPlan } from '../../answers/kept-plan.js';
import type { Reason } from '../../decide/split/reasons.js';
import type { Row } from '../../fields.js';
import { clusterColor } from '../charts.js';
import type { ReportData } from '../data.js';
import { columnHead, figure, withInterval } from '../figure.js';
import { html, type Markup } from '../html.js';
import type { ShownField, Words } from '../language/words.js';

const HEADS: readonly ShownField[] = [
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

export function split({ plan, plannedAt, creatives, level }: ReportData, words: Words): Markup {
  if (plan === null) return html``;
  const { title, table, method, unallocated } = words.split;
  const { currency, unallocatedMicros, elasticity } = plan;
  const items = plan.items.filter(({ budgetMicros }) => budgetMicros > 0);
  const clusterOf = new Map(creatives.map(({ creativeId, clusterId }) => [creativeId, clusterId]));
  const largest = Math.max(1, ...items.map(({ budgetMicros }) => budgetMicros));
  const rows = items.map((item) => {
    const { why, reason, ...figures } = item;
    const row: Row = { ...figures, creativeId: String(item.creativeId) };
    const number = (key: ShownField): Markup => html`<td class="number">${figure(row, key, currency, words)}</td>`;
    const share = (100 * item.budgetMicros) / largest;
    return html`<tr data-creative="${item.creative}">
<th scope="row">${item.creative}<small class="why">${reasonOf(item, words)}</small></th>
<td class="text">${figure(row, 'verdict', currency, words)}</td>
<td class="number"><span class="bar" style="--share:${share.toFixed(1)}%;--color:${clusterColor(clusterOf.get(item.creativeId) ?? null)}"></span>${figure(row, 'budgetMicros', currency, words)}</td>
${number('dailyBudgetMicros')}
${number('firstDailyMicros')}
${number('lookAgainDays')}
${number('timesTested')}
<td class="number">${withInterval(row, ['roas', 'roasLow', 'roasHigh'], currency, words)}</td>
<td class="number raw">${figure(row, 'roasRaw', currency, words)}</td>
${number('expectedRoas')}
${number('expectedRevenueMicros')}
${number('probProfitPlanned')}</tr>`;
  });
  return html`<section id="split" aria-labelledby="split-title">
<h2 id="split-title">${title}</h2>
${plannedAt !== null && html`<p>${keptLine(plan, plannedAt, words)}</p>`}
${
  items.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="${table}"><table class="sortable">
<thead><tr>${HEADS.map((key) => columnHead(key, words))}</tr></thead><tbody>${rows}</tbody></table></div>`
}
<p>${unallocatedMicros > 0 && `${unallocated(words.value(unallocatedMicros, 'money', currency))} `}${method(level, elasticity)}</p>
${stops(plan, words)}
${notesOf(plan, words).map((note) => html`<p class="note">${note}</p>`)}
</section>`;
}

/** Which plan it is, where it was not made with this report. */
function keptLine({ budgetMicros, currency, horizonDays }: KeptPlan, plannedAt: string, words: Words): Markup {
  const day = words.day(plannedAt.slice(0, 10));
  return words.split.kept(
    html`<time datetime="${plannedAt}">${day}</time>`,
    words.value(budgetMicros, 'money', currency),
    horizonDays,
  );
}

function stops({ stop }: KeptPlan, words: Words): Markup {
  if (stop.length === 0) return html``;
  return html`<h3>${words.split.stop}</h3><ul class="stop">${stop.map((each) => html`<li><b>${each.creative}</b> ${reasonOf(each, words)}</li>`)}</ul>`;
}

/** The reason in the page's language; one that was kept in English alone stands on an English page only. */
function reasonOf({ why, reason }: { why?: Reason; reason: string }, words: Words): string | null {
  if (why !== undefined) return words.reason(why);
  return words.leftOut === null ? reason : null;
}

function notesOf({ remarks, items, stop }: KeptPlan, words: Words): string[] {
  const isLeftOut = words.leftOut !== null && [...items, ...stop].some(({ why }) => why === undefined);
  return [...remarks.map(words.remark), isLeftOut ? words.leftOut : null].filter((note) => note !== null);
}
