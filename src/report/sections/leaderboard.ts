/** Every creative with its results, where it stands in its own account, and how its CTR went. */
import { rowOf } from '../assemble.js';
import { clusterColor } from '../charts.js';
import type { ReportCreative, ReportData } from '../data.js';
import { cell, columnHead, plainFigure } from '../figure.js';
import { filterBar, groupsOf } from '../filter.js';
import { html, type Markup } from '../html.js';
import type { ShownField, Words } from '../language/words.js';
import { percentiles } from '../percentiles.js';
import { sparkline } from '../sparkline.js';

/** More rows help nobody on one page. */
export const LEADERBOARD_SIZE = 200;

const COLUMNS = [
  'spendMicros',
  'impressions',
  'hookRate',
  'holdRate',
  'ctr',
  'cvrRaw',
  'cpaMicros',
  'roasRaw',
  'conversions',
] as const satisfies readonly ShownField[];

type Column = (typeof COLUMNS)[number];

/** Columns that are ranked, with the end that is good. */
const RANKED: Partial<Record<Column, 'high' | 'low'>> = {
  hookRate: 'high',
  holdRate: 'high',
  ctr: 'high',
  cvrRaw: 'high',
  cpaMicros: 'low',
  roasRaw: 'high',
};

export function leaderboard({ creatives, currency, daysOf, clusters, groupedBy }: ReportData, words: Words): Markup {
  const { title, explained, table, ctrByDay, shown: ofAll } = words.leaderboard;
  const ranked = [...creatives].sort(
    (a, b) => (b.spendMicros ?? -1) - (a.spendMicros ?? -1) || (a.creative < b.creative ? -1 : 1),
  );
  const columns = COLUMNS.filter((key) => ranked.some((creative) => creative[key] !== null));
  const standing = new Map(
    columns.map((key) => {
      const best = RANKED[key];
      return [
        key,
        best
          ? percentiles(
              ranked.map((creative) => creative[key]),
              best,
            )
          : [],
      ] as const;
    }),
  );
  const judged = ranked.some(({ outlook }) => outlook !== null);
  const shown = ranked.slice(0, LEADERBOARD_SIZE);
  return html`<section id="creatives" aria-labelledby="creatives-title"><h2 id="creatives-title">${title}</h2>
<p>${explained}</p>
${filterBar(shown, clusters, groupedBy, words)}
<div class="scroll" tabindex="0" role="region" aria-label="${table}"><table class="sortable" id="leaderboard">
<thead><tr>${columnHead('creative', words)}${judged && columnHead('verdict', words)}${columns.map((key) => columnHead(key, words))}<th scope="col">${ctrByDay}</th></tr></thead>
<tbody>${shown.map((creative, index) => line(creative, { columns, judged, currency, daysOf, words, standing: (key) => standing.get(key)?.[index] ?? null }))}</tbody></table></div>
${ranked.length > shown.length && html`<p class="note">${ofAll(shown.length, ranked.length)}</p>`}
</section>`;
}

interface LineOptions {
  columns: readonly Column[];
  judged: boolean;
  currency: string | null;
  /** Percentile within the account, 0..1; null where there is none. */
  standing: (key: Column) => number | null;
  daysOf: ReportData['daysOf'];
  words: Words;
}

function line(creative: ReportCreative, { columns, judged, currency, standing, daysOf, words }: LineOptions): Markup {
  const row = rowOf(creative);
  const [hook] = creative.frames;
  const cells = columns.map((key) => {
    const rank = standing(key);
    return rank === null
      ? cell(row, key, currency, words)
      : html`<td class="number">${plainFigure(row, key, currency, words)} <small>${Math.round(100 * rank)}</small></td>`;
  });
  const trend = sparkline(
    { description: words.leaderboard.ctrOf(creative.creative), tooFew: words.leaderboard.tooFewDays },
    daysOf(creative.creativeId).map(({ ctr }) => ctr),
  );
  return html`<tr data-creative="${creative.creative}" data-in="${groupsOf(creative).join('\n')}"><th scope="row"><span class="who" style="--color:${clusterColor(creative.clusterId)}">${hook && html`<img src="${hook.uri}" alt="" decoding="async">`}<span>${creative.creative}</span></span></th>
${judged && cell(row, 'verdict', currency, words)}${cells}<td>${trend}</td></tr>`;
}
