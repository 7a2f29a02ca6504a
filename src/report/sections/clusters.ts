/** The kinds of creative: pooled rates with their intervals, and a contact sheet of each. */

import type { RankedCluster } from '../../answers/ranking.js';
import type { FieldKey, Row } from '../../fields.js';
import { rowOf } from '../assemble.js';
import { clusterColor } from '../charts.js';
import type { ReportCreative, ReportData } from '../data.js';
import { figure, withInterval } from '../figure.js';
import { html, type Markup } from '../html.js';
import { type IntervalRow, intervalChart } from '../interval-chart.js';

/** Creatives on a contact sheet: those with the most spend; the rest are counted. */
export const SHEET_SIZE = 12;

const METRICS = {
  cvr: { title: 'Conversion rate', rate: 'conversion rate', unit: 'rate' },
  roas: { title: 'ROAS', rate: 'ROAS', unit: 'multiple' },
} as const;
const INTERVALS = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh', 'cvrRaw'],
  roas: ['roas', 'roasLow', 'roasHigh', 'roasRaw'],
} as const;

const COUNTS: readonly FieldKey[] = ['spendMicros', 'impressions', 'clicks', 'conversions', 'revenueMicros'];

export function clusters(data: ReportData): Markup {
  if (data.clusters.length === 0) {
    return html`<section id="clusters" aria-labelledby="clusters-title"><h2 id="clusters-title">Kinds of creative</h2>
<p>The creatives are not grouped yet: <code>creo cluster --visual</code>, or <code>creo cluster --by TAG</code>.</p></section>`;
  }
  const metric = data.metric ?? 'cvr';
  const { title, rate, unit } = METRICS[metric];
  const rows = data.clusters.flatMap((cluster): IntervalRow[] => {
    const { label, clusterId } = cluster;
    const [value, low, high, raw] = INTERVALS[metric].map((key) => cluster[key]);
    return value == null || low == null || high == null
      ? []
      : [{ label, value, low, high, raw: raw ?? null, clusterId }];
  });
  const percent = Math.round(100 * data.level);
  return html`<section id="clusters" aria-labelledby="clusters-title">
<h2 id="clusters-title">Kinds of creative</h2>
<p>Grouped by ${data.groupedBy ?? ''}. The dot is the ${rate} to expect, the line its ${percent}% interval, the ring what the reports alone say.</p>
${rows.length > 0 && html`<figure class="intervals">${intervalChart(`${metric}-by-cluster`, `${title} of each kind of creative with its ${percent}% interval`, rows, unit)}</figure>`}
<div class="clusters">${data.clusters.map((cluster) => card(cluster, data))}</div>
</section>`;
}

function card(cluster: RankedCluster, { creatives, currency }: ReportData): Markup {
  const { creatives: _, ...figures } = cluster;
  const row: Row = { ...figures, clusterId: String(cluster.clusterId) };
  const members = creatives
    .filter(({ clusterId }) => clusterId === cluster.clusterId)
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0));
  return html`<article class="cluster${cluster.winner ? ' winner' : ''}" data-cluster="${cluster.clusterId}" style="--color:${clusterColor(cluster.clusterId)}">
<h3>${cluster.label}${cluster.winner && html` <span class="badge">most likely best</span>`}</h3>
<p class="rates"><b>CVR</b> ${withInterval(row, ['cvr', 'cvrLow', 'cvrHigh'], currency)} <b>ROAS</b> ${withInterval(row, ['roas', 'roasLow', 'roasHigh'], currency)} <b>P(best)</b> ${figure(row, 'probBest', currency)}</p>
<p class="muted">${cluster.size === 1 ? '1 creative' : `${cluster.size} creatives`}${COUNTS.filter((key) => row[key] !== null).map((key) => html` · ${name(key)} ${figure(row, key, currency)}`)}</p>
<ul class="sheet">${members.slice(0, SHEET_SIZE).map((member) => tile(member, currency))}</ul>
${members.length > SHEET_SIZE && html`<p class="muted">and ${members.length - SHEET_SIZE} more with less spend</p>`}
</article>`;
}

const NAMES: Partial<Record<FieldKey, string>> = { spendMicros: 'spend', revenueMicros: 'revenue' };

const name = (key: FieldKey): string => NAMES[key] ?? key;

function tile(creative: ReportCreative, currency: string | null): Markup {
  const [hook, ...later] = creative.frames;
  const row = rowOf(creative);
  return html`<li><div class="frames">${
    hook
      ? html`<img class="hook" src="${hook.uri}" alt="First frame of ${creative.creative}" decoding="async">${later.length > 0 && html`<span class="later" style="--n:${later.length}">${later.map(({ uri, atSeconds }) => html`<img src="${uri}" alt="${creative.creative} at ${atSeconds.toFixed(1)} s" decoding="async">`)}</span>`}`
      : html`<span class="no-media">no media</span>`
  }</div><span class="name">${creative.creative}</span>${creative.says !== null && html`<q class="says">${creative.says}</q>`}<span class="muted">${figure(row, 'spendMicros', currency)} · CVR ${figure(row, 'cvr', currency)}</span></li>`;
}
