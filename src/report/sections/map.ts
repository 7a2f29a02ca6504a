/** The map of look-alikes. */
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';
import type { Words } from '../language/words.js';
import { mapChart } from '../map-chart.js';

export function map({ map: points, creatives }: ReportData, words: Words): Markup {
  const { title, explained, region, chart } = words.map;
  if (points.length < 2) return html``;
  const byId = new Map(creatives.map((creative) => [creative.creativeId, creative]));
  return html`<section id="map" aria-labelledby="map-title"><h2 id="map-title">${title}</h2>
<p>${explained}</p>
<figure class="map" tabindex="0" role="region" aria-label="${region}">${mapChart('map', points, byId, chart(points.length))}</figure></section>`;
}
