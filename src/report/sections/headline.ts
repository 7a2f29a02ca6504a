/** The top of the page: the verdict in one sentence, and the figures it rests on. */

import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import type { FieldKey, Row } from '../../fields.js';
import { format, probability } from '../../show/format.js';
import type { ReportData } from '../data.js';
import { figure } from '../figure.js';
import { html, type Markup } from '../html.js';

const TILES: readonly FieldKey[] = [
  'spendMicros',
  'revenueMicros',
  'roasRaw',
  'conversions',
  'cpaMicros',
  'ctr',
  'cvrRaw',
];

export function headline(data: ReportData): Markup {
  const { title, currency, dateStart, dateEnd, platforms, totals, creatives, effectiveCreatives, plan } = data;
  const period = dateStart === null ? 'no results yet' : `${dateStart} to ${dateEnd}`;
  const tests = effectiveCreatives < creatives.length ? `, ${effectiveCreatives} separate tests` : '';
  const facts = [
    period,
    ...platforms,
    `${creatives.length === 1 ? '1 creative' : `${creatives.length} creatives`}${tests}`,
    ...(currency ? [currency] : []),
  ];
  const row: Row = { ...totals };
  return html`<header>
<p class="kicker">${facts.join(' · ')}</p>
<h1>${title}</h1>
<p class="verdict">${plan ? planSentence(plan) : outlookSentence(data)}</p>
<dl class="tiles">${TILES.filter((key) => row[key] !== null).map((key) => html`<div><dt>${tileTitle(key)}</dt><dd>${figure(row, key, currency)}</dd></div>`)}</dl>
</header>`;
}

const TILE_TITLES: Partial<Record<FieldKey, string>> = {
  spendMicros: 'Spend',
  revenueMicros: 'Revenue',
  roasRaw: 'ROAS',
  conversions: 'Conversions',
  cpaMicros: 'CPA',
  ctr: 'CTR',
  cvrRaw: 'CVR',
};

const tileTitle = (key: FieldKey): string => TILE_TITLES[key] ?? key;

const VERDICTS: Record<string, string | undefined> = {
  scale: 'Scale',
  'test-more': 'Test more before scaling',
  'do-not-scale': 'Do not scale yet',
};

function planSentence(plan: RecommendAnswer): Markup {
  const amount = (micros: number | null): string => format(micros, 'money', plan.currency);
  const { allocatedMicros, budgetMicros, expectedRevenueMicros, items, confidence } = plan;
  const verdict = VERDICTS[plan.verdict] ?? plan.verdict;
  if (allocatedMicros === 0) {
    return html`<strong>${verdict}.</strong> None of the ${amount(budgetMicros)} is likely to earn itself back on what is known so far.`;
  }
  const count = items.filter((item) => item.budgetMicros > 0).length;
  const revenue =
    expectedRevenueMicros === null
      ? html``
      : html` Expected revenue ${amount(expectedRevenueMicros)} (${amount(plan.expectedRevenueLowMicros)} to ${amount(plan.expectedRevenueHighMicros)})`;
  const sure =
    confidence === null ? html`.` : html`; the chance that it earns back its cost is ${probability(confidence)}.`;
  return html`<strong>${verdict}:</strong> ${amount(allocatedMicros)} of ${amount(budgetMicros)} on ${count} ${count === 1 ? 'creative' : 'creatives'}.${revenue}${sure}`;
}

function outlookSentence({ clusters, metric }: ReportData): Markup {
  const winner = clusters.find((cluster) => cluster.winner);
  if (!winner || winner.probBest === null) {
    return html`Nothing can be said yet about which kind of creative works: there are no results, or no groups to compare.`;
  }
  return html`Creatives of the kind <strong>${winner.label}</strong> bought the better results so far: the chance that their ${metric === 'roas' ? 'return' : 'conversion rate'} is the best is ${probability(winner.probBest)}.`;
}
