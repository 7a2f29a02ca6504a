/** The top of the page: the verdict in one sentence, and the figures it rests on. */
import type { Row } from '../../fields.js';
import type { ReportData } from '../data.js';
import { figure } from '../figure.js';
import { html, type Markup } from '../html.js';
import type { Words } from '../language/words.js';

const TILES = ['spendMicros', 'revenueMicros', 'roasRaw', 'conversions', 'cpaMicros', 'ctr', 'cvrRaw'] as const;

export function headline(data: ReportData, words: Words): Markup {
  const { title, currency, dateStart, dateEnd, platforms, totals, creatives, effectiveCreatives } = data;
  const { noResults, creatives: counted, tiles } = words.headline;
  const facts = [
    dateStart === null || dateEnd === null ? noResults : words.period(dateStart, dateEnd),
    ...platforms,
    counted(creatives.length, effectiveCreatives),
    ...(currency ? [currency] : []),
  ];
  const row: Row = { ...totals };
  return html`<header>
<p class="kicker">${facts.join(' · ')}</p>
<h1>${title}</h1>
<p class="verdict">${verdict(data, words)}</p>
<dl class="tiles">${TILES.filter((key) => row[key] !== null).map((key) => html`<div><dt>${tiles[key]}</dt><dd>${figure(row, key, currency, words)}</dd></div>`)}</dl>
</header>`;
}

/** What follows from the plan; without one, which group did best. */
function verdict({ plan, clusters, metric, groupedBy }: ReportData, words: Words): Markup {
  if (plan !== null) {
    const funded = plan.items.filter(({ budgetMicros }) => budgetMicros > 0).length;
    return words.headline.plan(plan.verdict, { ...plan, funded });
  }
  const winner = clusters.find((cluster) => cluster.winner);
  return winner === undefined || winner.probBest === null
    ? html`${words.headline.nothingYet}`
    : words.headline.winner(words.label(winner.label, groupedBy), metric ?? 'cvr', winner.probBest);
}
