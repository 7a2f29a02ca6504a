/** The kinds of creative: pooled rates with their intervals, and a contact sheet of each. */
import type { RankedCluster } from '../../answers/ranking.js';
import { FIELDS, type Row } from '../../fields.js';
import { rowOf } from '../assemble.js';
import { clusterColor } from '../charts.js';
import type { ReportCreative, ReportData } from '../data.js';
import { figure, withInterval } from '../figure.js';
import { html, type Markup } from '../html.js';
import { type IntervalRow, intervalChart } from '../interval-chart.js';
import type { Words } from '../language/words.js';

/** Creatives on a contact sheet: those with the most spend; the rest are counted. */
export const SHEET_SIZE = 12;

const INTERVALS = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh', 'cvrRaw'],
  roas: ['roas', 'roasLow', 'roasHigh', 'roasRaw'],
} as const;

const COUNTS = ['spendMicros', 'impressions', 'clicks', 'conversions', 'revenueMicros'] as const;

export function clusters(data: ReportData, words: Words): Markup {
  const { title, none, explained, chart } = words.clusters;
  if (data.clusters.length === 0) {
    return html`<section id="clusters" aria-labelledby="clusters-title"><h2 id="clusters-title">${title}</h2>
<p>${none}</p></section>`;
  }
  const { level, groupedBy } = data;
  const metric = data.metric ?? 'cvr';
  const rows = data.clusters.flatMap((cluster): IntervalRow[] => {
    const { clusterId } = cluster;
    const label = words.label(cluster.label, groupedBy);
    const [value, low, high, raw] = INTERVALS[metric].map((key) => cluster[key]);
    return value == null || low == null || high == null
      ? []
      : [{ label, value, low, high, raw: raw ?? null, clusterId }];
  });
  const shown = (value: number): string => words.value(value, FIELDS[metric].unit, null);
  return html`<section id="clusters" aria-labelledby="clusters-title">
<h2 id="clusters-title">${title}</h2>
<p>${explained(groupedBy ?? '', metric, level)}</p>
${rows.length > 0 && html`<figure class="intervals">${intervalChart(`${metric}-by-cluster`, chart(metric, level), rows, shown)}</figure>`}
<div class="clusters">${data.clusters.map((cluster) => card(cluster, data, words))}</div>
</section>`;
}

function card(cluster: RankedCluster, { creatives, currency, groupedBy }: ReportData, words: Words): Markup {
  const { best, size, counts, chanceOfBest, more } = words.clusters;
  const { creatives: _, ...figures } = cluster;
  const row: Row = { ...figures, clusterId: String(cluster.clusterId) };
  const members = creatives
    .filter(({ clusterId }) => clusterId === cluster.clusterId)
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0));
  const cvr = withInterval(row, ['cvr', 'cvrLow', 'cvrHigh'], currency, words);
  const roas = withInterval(row, ['roas', 'roasLow', 'roasHigh'], currency, words);
  const known = COUNTS.filter((key) => row[key] !== null);
  return html`<article class="cluster${cluster.winner ? ' winner' : ''}" data-cluster="${cluster.clusterId}" style="--color:${clusterColor(cluster.clusterId)}">
<h3>${words.label(cluster.label, groupedBy)}${cluster.winner && html` <span class="badge">${best}</span>`}</h3>
<p class="rates"><b>CVR</b> ${cvr} <b>ROAS</b> ${roas} <b>${chanceOfBest}</b> ${figure(row, 'probBest', currency, words)}</p>
<p class="muted">${size(cluster.size)}${known.map((key) => html` · ${counts[key]} ${figure(row, key, currency, words)}`)}</p>
<ul class="sheet">${members.slice(0, SHEET_SIZE).map((member) => tile(member, currency, words))}</ul>
${members.length > SHEET_SIZE && html`<p class="muted">${more(members.length - SHEET_SIZE)}</p>`}
</article>`;
}

function tile(creative: ReportCreative, currency: string | null, words: Words): Markup {
  const row = rowOf(creative);
  return html`<li><div class="frames">${frames(creative, words)}</div><span class="name">${creative.creative}</span>${creative.says !== null && html`<q class="says">${creative.says}</q>`}<span class="muted">${figure(row, 'spendMicros', currency, words)} · CVR ${figure(row, 'cvr', currency, words)}</span></li>`;
}

/** The hook frame, and below it the later ones. */
function frames({ creative, frames: [hook, ...later] }: ReportCreative, words: Words): Markup {
  const { noMedia, firstFrame, frameAt } = words.clusters;
  if (hook === undefined) return html`<span class="no-media">${noMedia}</span>`;
  return html`<img class="hook" src="${hook.uri}" alt="${firstFrame(creative)}" decoding="async">${later.length > 0 && html`<span class="later" style="--n:${later.length}">${later.map(({ uri, atSeconds }) => html`<img src="${uri}" alt="${frameAt(creative, atSeconds)}" decoding="async">`)}</span>`}`;
}
