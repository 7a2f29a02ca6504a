/** A line as small as a word: how one figure went from day to day. */
import { chart } from './charts.js';
import { html, type Markup } from './html.js';

/** Values by day, null where unknown. Fewer than three known days draw nothing. */
export function sparkline(name: string, description: string, values: readonly (number | null)[]): Markup {
  if (values.filter((value) => value !== null).length < 3) return html`<span class="muted">too few days</span>`;
  const drawn = chart(
    name,
    description,
    { width: 96, height: 24 },
    {
      grid: { left: 2, right: 2, top: 3, bottom: 3 },
      xAxis: { type: 'category', show: false, data: values.map((_, index) => index), boundaryGap: false },
      yAxis: { type: 'value', show: false, min: 0 },
      series: [
        {
          type: 'line',
          symbol: 'none',
          connectNulls: true,
          data: [...values],
          lineStyle: { color: 'var(--accent)', width: 1.5 },
        },
      ],
    },
  );
  return html`<span class="sparkline">${drawn}</span>`;
}
