/** Choosing the creatives of one group or tag on the page. Without a script nothing is offered, and all are shown. */
import type { RankedCluster } from '../answers/ranking.js';
import type { ReportCreative } from './data.js';
import { html, type Markup } from './html.js';
import type { Words } from './language/words.js';

/** Tags with more values than this tell creatives apart rather than group them: names, dates, numbers. */
const MAX_VALUES = 40;

/** What a creative can be found by: its cluster and its tags, one text each. */
export const groupsOf = ({ clusterId, tags }: ReportCreative): string[] => [
  ...(clusterId === null ? [] : [`cluster=${clusterId}`]),
  ...Object.entries(tags).map(([key, value]) => `${key}=${value}`),
];

/** The choice above a table of these creatives; nothing where there is nothing to choose. */
export function filterBar(
  creatives: readonly ReportCreative[],
  clusters: readonly RankedCluster[],
  groupedBy: string | null,
  words: Words,
): Markup {
  const present = new Set(creatives.map(({ clusterId }) => clusterId));
  const groups = clusters.filter(({ clusterId }) => present.has(clusterId));
  const byTag = new Map<string, Set<string>>();
  for (const { tags } of creatives) {
    for (const [key, value] of Object.entries(tags)) byTag.set(key, (byTag.get(key) ?? new Set()).add(value));
  }
  const tags = [...byTag].filter(([, values]) => values.size > 1 && values.size <= MAX_VALUES).sort();
  if (groups.length < 2 && tags.length === 0) return html``;
  return html`<p class="filter" hidden><label>${words.filter.show} <select data-filters="leaderboard"><option value="">${words.filter.all}</option>
${groups.length > 1 && html`<optgroup label="${words.filter.kind}">${groups.map(({ clusterId, label }) => html`<option value="cluster=${clusterId}">${words.label(label, groupedBy)}</option>`)}</optgroup>`}
${tags.map(([key, values]) => html`<optgroup label="${words.tag(key)}">${[...values].sort().map((value) => html`<option value="${key}=${value}">${words.tagValue(key, value)}</option>`)}</optgroup>`)}
</select></label> <output></output></p>`;
}
