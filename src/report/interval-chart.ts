/** Rates with their intervals, a line each: what is known, and how well. */
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from '#echarts';
import { chart, clusterColor, valueAxis } from './charts.js';
import { html, type Markup } from './html.js';

export interface IntervalRow {
  label: string;
  value: number;
  low: number;
  high: number;
  /** The rate of these counts alone, shown as a ring; null when unknown. */
  raw: number | null;
  clusterId: number | null;
}

/** A chart cannot be stretched and keep its letters readable: it is drawn twice, and the page shows the one that fits. */
interface Layout {
  width: number;
  rowHeight: number;
  /** Left of the plot. */
  margin: number;
  /** Where a row's label starts, how far above its line, and how wide it may be. */
  label: { x: number; rise: number; width: number };
}

const MARGIN = 12;

/** For a desk: labels stand left of their lines. */
const WIDE: Layout = { width: 1160, rowHeight: 32, margin: 290, label: { x: MARGIN, rise: 7, width: 260 } };

/** For a phone: labels stand above their lines. */
const NARROW: Layout = { width: 480, rowHeight: 46, margin: MARGIN, label: { x: MARGIN, rise: 24, width: 456 } };

export function intervalChart(
  name: string,
  description: string,
  rows: readonly IntervalRow[],
  shown: (value: number) => string,
): Markup {
  return html`<div class="wide">${drawn(`${name}-wide`, description, rows, shown, WIDE)}</div><div class="narrow">${drawn(name, description, rows, shown, NARROW)}</div>`;
}

function drawn(
  name: string,
  description: string,
  rows: readonly IntervalRow[],
  shown: (value: number) => string,
  layout: Layout,
): Markup {
  const drawRow = (_: unknown, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const row = rows[Number(api.value(0))];
    if (row === undefined) return null;
    const at = (value: number): [number, number] => {
      const [x = 0, y = 0] = api.coord([value, Number(api.value(0))]);
      return [x, y];
    };
    const [x1, y1] = at(row.low);
    const [x2] = at(row.high);
    const [cx] = at(row.value);
    const color = clusterColor(row.clusterId);
    const ring = row.raw === null ? [] : [at(row.raw)[0]];
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1, x2, y1, y2: y1 }, style: { stroke: color, lineWidth: 3, lineCap: 'round' } },
        { type: 'circle', shape: { cx, cy: y1, r: 6 }, style: { fill: color } },
        {
          type: 'text',
          x: layout.label.x,
          y: y1 - layout.label.rise,
          style: { text: row.label, fill: 'var(--ink)', fontSize: 13, width: layout.label.width, overflow: 'truncate' },
        },
        ...ring.map((x) => ({
          type: 'circle' as const,
          shape: { cx: x, cy: y1, r: 5 },
          style: { fill: 'none', stroke: 'var(--ink)', lineWidth: 1.5 },
        })),
      ],
    };
  };
  const largest = Math.max(...rows.flatMap(({ high, raw }) => [high, raw ?? 0]));
  return chart(
    name,
    description,
    { width: layout.width, height: 44 + layout.rowHeight * rows.length },
    {
      grid: { left: layout.margin, right: MARGIN, top: 14, bottom: 28 },
      xAxis: {
        ...valueAxis(shown),
        min: 0,
        max: largest * 1.04,
        axisLabel: { color: 'var(--muted)', formatter: shown, showMaxLabel: false, hideOverlap: true },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        show: false,
      },
      series: [
        {
          type: 'custom',
          renderItem: drawRow,
          data: rows.map((row, index) => [index, row.value]),
          encode: { x: 1, y: 0 },
        },
      ],
    },
  );
}
