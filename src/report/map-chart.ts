/** The map of the creatives: near each other means alike to the model. Thumbnails where there is media, dots where not. */
import { chart, clusterColor } from './charts.js';
import type { ReportCreative, ReportMapPoint } from './data.js';
import type { Markup } from './html.js';

const SIZE = { width: 760, height: 480 };

/** More thumbnails than this hide each other; then all are dots. */
const MAX_THUMBNAILS = 80;

const HEIGHT_OF_THUMBNAIL = 54;

export function mapChart(name: string, points: readonly ReportMapPoint[], creatives: ReadonlyMap<number, ReportCreative>): Markup {
  const withPictures = points.length <= MAX_THUMBNAILS;
  const dot = (point: ReportMapPoint) => {
    const creative = creatives.get(point.creativeId);
    const color = clusterColor(creative?.clusterId ?? null);
    return { value: [point.x, point.y], name: creative?.creative ?? '', itemStyle: { color, opacity: 1 } };
  };
  const pictured = withPictures ? points.filter(({ creativeId }) => creatives.get(creativeId)?.frames.length) : [];
  const range = (values: readonly number[]) => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = 0.08 * (high - low || 1);
    return { type: 'value' as const, show: false, min: low - margin, max: high + margin };
  };
  return chart(
    name,
    `Map of ${points.length} creatives: look-alikes lie near each other, the colour is the cluster`,
    SIZE,
    {
      grid: { left: 8, right: 8, top: 8, bottom: 8 },
      xAxis: range(points.map(({ x }) => x)),
      yAxis: range(points.map(({ y }) => y)),
      series: [
        // A coloured card behind each thumbnail carries the cluster; without a thumbnail it is a dot.
        {
          type: 'scatter',
          data: points.map((point) =>
            pictured.includes(point)
              ? { ...dot(point), symbol: 'roundRect', symbolSize: [36, HEIGHT_OF_THUMBNAIL + 6] }
              : { ...dot(point), symbol: 'circle', symbolSize: 14 },
          ),
        },
        {
          type: 'scatter',
          data: pictured.map((point) => ({
            ...dot(point),
            symbol: `image://${creatives.get(point.creativeId)?.frames[0]?.uri}`,
            symbolSize: [30, HEIGHT_OF_THUMBNAIL],
          })),
        },
      ],
    },
  );
}
