/** The map of look-alikes. */
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';
import { mapChart } from '../map-chart.js';

export function map({ map: points, creatives }: ReportData): Markup {
  if (points.length < 2) return html``;
  const byId = new Map(creatives.map((creative) => [creative.creativeId, creative]));
  return html`<section id="map" aria-labelledby="map-title"><h2 id="map-title">Map of look-alikes</h2>
<p>Creatives that look alike lie near each other; the colour is the group. The directions themselves mean nothing.</p>
<figure class="map" tabindex="0" role="region" aria-label="The map, wider than a phone">${mapChart('map', points, byId)}</figure></section>`;
}
