/** Charts as SVG text, drawn by ECharts without a browser. Colours are CSS variables, so that light, dark and print share them. */
import { type EChartsCoreOption, init } from '#echarts';
import { Markup } from './html.js';

export interface ChartSize {
  width: number;
  height: number;
}

/** Colours of clusters by their number; more clusters begin again. Okabe & Ito's palette, told apart by colour-blind readers too. */
export const clusterColor = (clusterId: number | null): string =>
  clusterId === null ? 'var(--muted)' : `var(--c${1 + ((clusterId - 1) % 8)})`;

/**
 * Draws one chart. `name` is unique on the page (it makes the ids) and `description` says what it shows to those who
 * cannot see it.
 */
export function chart(
  name: string,
  description: string,
  { width, height }: ChartSize,
  option: EChartsCoreOption,
): Markup {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit', color: 'var(--ink)' },
      ...option,
    });
    return new Markup(selfContained(drawn.renderToSVGString(), name, description));
  } finally {
    drawn.dispose();
  }
}

/** One value axis in the page's colours. */
export const valueAxis = (format: (value: number) => string) => ({
  type: 'value' as const,
  axisLabel: { color: 'var(--muted)', formatter: format, hideOverlap: true },
  splitLine: { lineStyle: { color: 'var(--line)' } },
  axisLine: { show: false },
});

/** ECharts numbers its ids by instance: named after the chart they are unique on the page and the same on every run. */
function selfContained(svg: string, name: string, description: string): string {
  const label = description.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return svg
    .replace(/\bzr\d+-/g, `${name}-`)
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ (class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<svg width="(\d+)" height="(\d+)"/, `<svg class="chart" role="img" aria-label="${label}"`);
}
