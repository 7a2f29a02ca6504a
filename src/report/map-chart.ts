/** The map of the creatives: near each other means alike to the model. Thumbnails where there is media, dots where not. */

import type { MapPoint } from '../model.js';
import { chart, clusterColor } from './charts.js';
import type { ReportCreative } from './data.js';
import type { Markup } from './html.js';
import { type Spot, spread } from './spread.js';

const SIZE = { width: 1160, height: 540 };
const MARGIN = 40;

/** More thumbnails than this leave no room between them; then all are dots. */
const MAX_THUMBNAILS = 80;

/** A thumbnail on a card of the cluster's colour. */
const CARD = { width: 38, height: 60 };
const THUMBNAIL = [32, 54];

const DOT = 12;

export function mapChart(
  name: string,
  points: readonly MapPoint[],
  creatives: ReadonlyMap<number, ReportCreative>,
  description: string,
): Markup {
  const withPictures = points.length <= MAX_THUMBNAILS;
  const placed = withPictures
    ? spread(inArea(points), { width: CARD.width + 4, height: CARD.height + 4 }, SIZE)
    : inArea(points);
  const marks = points.map(({ creativeId }, index) => {
    const creative = creatives.get(creativeId);
    const uri = withPictures ? creative?.frames[0]?.uri : undefined;
    const { x, y } = placed[index] ?? { x: 0, y: 0 };
    return {
      name: creative?.creative ?? '',
      value: [x, SIZE.height - y],
      uri,
      color: clusterColor(creative?.clusterId ?? null),
    };
  });
  return chart(name, description, SIZE, {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: 'value', show: false, min: 0, max: SIZE.width },
    yAxis: { type: 'value', show: false, min: 0, max: SIZE.height },
    series: [
      {
        type: 'scatter',
        data: marks.map(({ uri, color, ...mark }) => ({
          ...mark,
          symbol: uri ? 'rect' : 'circle',
          symbolSize: uri ? [CARD.width, CARD.height] : DOT,
          itemStyle: { color, opacity: 1 },
        })),
      },
      {
        type: 'scatter',
        data: marks.flatMap(({ uri, color, ...mark }) =>
          uri ? [{ ...mark, symbol: `image://${uri}`, symbolSize: THUMBNAIL, itemStyle: { opacity: 1 } }] : [],
        ),
      },
    ],
  });
}

/** The points scaled into the area, y downwards. */
function inArea(points: readonly MapPoint[]): Spot[] {
  const scale = (values: readonly number[], length: number) => {
    const low = Math.min(...values);
    const range = Math.max(...values) - low || 1;
    return (value: number): number => MARGIN + ((value - low) / range) * (length - 2 * MARGIN);
  };
  const x = scale(
    points.map((point) => point.x),
    SIZE.width,
  );
  const y = scale(
    points.map((point) => point.y),
    SIZE.height,
  );
  return points.map((point) => ({ x: x(point.x), y: SIZE.height - y(point.y) }));
}
