/** Rates with their intervals, a line each: what is known, and how well. */
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from '#echarts';
import { format } from '../show/format.js';
import { chart, clusterColor, valueAxis } from './charts.js';
import type { Markup } from './html.js';

export interface IntervalRow {
  label: string;
  value: number;
  low: number;
  high: number;
  /** The rate of these counts alone, shown as a ring; null when unknown. */
  raw: number | null;
  clusterId: number | null;
}

/** Each row holds its label above its line, so that the chart stays readable at the width of a phone. */
const ROW_HEIGHT = 46;
const WIDTH = 480;
const MARGIN = 12;
const LABEL_RISE = 24;

export function intervalChart(
  name: string,
  description: string,
  rows: readonly IntervalRow[],
  unit: 'rate' | 'multiple',
): Markup {
  const shown = (value: number): string => format(value, unit, null);
  const drawRow = (_: unknown, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const row = rows[Number(api.value(0))];
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
          x: MARGIN,
          y: y1 - LABEL_RISE,
          style: { text: row.label, fill: 'var(--ink)', fontSize: 13, width: WIDTH - 2 * MARGIN, overflow: 'truncate' },
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
    { width: WIDTH, height: 44 + ROW_HEIGHT * rows.length },
    {
      grid: { left: MARGIN, right: MARGIN, top: 14, bottom: 28 },
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
