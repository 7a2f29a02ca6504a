/** The kinds of creative: pooled rates with their intervals, and a contact sheet of each. */
import type { RankedCluster } from '../../answers/ranking.js';
import { FIELDS, type Row } from '../../fields.js';
import { rowOf } from '../assemble.js';
import { clusterColor } from '../charts.js';
import type { ReportCreative, ReportData, ReportFrame } from '../data.js';
import { figure, withInterval } from '../figure.js';
import { html, type Markup } from '../html.js';
import { type IntervalRow, intervalChart } from '../interval-chart.js';
import type { Words } from '../language/words.js';

/** Creatives on a contact sheet: those with the most spend; the rest are counted. */
export const SHEET_SIZE = 12;

/** A creative, as a contact sheet places it. */
type Placed = Pick<ReportCreative, 'creativeId' | 'clusterId' | 'spendMicros'>;

/** The members of a cluster, those with the most spend first. */
const membersOf = <Each extends Placed>(cluster: number, creatives: readonly Each[]): Each[] =>
  creatives
    .filter(({ clusterId }) => clusterId === cluster)
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0));

/** The creatives that contact sheets show, by id. */
export function onSheets(creatives: readonly Placed[]): ReadonlySet<number> {
  const clusters = new Set(creatives.flatMap(({ clusterId }) => clusterId ?? []));
  return new Set(
    [...clusters].flatMap((cluster) =>
      membersOf(cluster, creatives)
        .slice(0, SHEET_SIZE)
        .map(({ creativeId }) => creativeId),
    ),
  );
}

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
  const members = membersOf(cluster.clusterId, creatives);
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

/** The hook frame, which plays where there is a preview, and below it the later ones. */
function frames(creative: ReportCreative, words: Words): Markup {
  const [hook, ...later] = creative.frames;
  const { noMedia, frameAt } = words.clusters;
  if (hook === undefined) return html`<span class="no-media">${noMedia}</span>`;
  return html`${opening(creative, hook, words)}${later.length > 0 && html`<span class="later" style="--n:${later.length}">${later.map(({ uri, atSeconds }) => html`<img src="${uri}" alt="${frameAt(creative.creative, atSeconds)}" decoding="async">`)}</span>`}`;
}

function opening({ creative, creativeId, preview }: ReportCreative, { uri }: ReportFrame, words: Words): Markup {
  const { firstFrame, playPreview } = words.clusters;
  if (preview === null) return html`<img class="hook" src="${uri}" alt="${firstFrame(creative)}" decoding="async">`;
  return html`<button class="preview" type="button" aria-pressed="false" aria-label="${playPreview(creative)}"><video class="hook" muted playsinline loop preload="none" poster="${uri}" data-clip="${clipId(creativeId)}" aria-hidden="true"></video></button>`;
}

/** Where a clip stands in the page. */
export const clipId = (creativeId: number): string => `clip-${creativeId}`;
