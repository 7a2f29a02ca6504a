/** Vectors to groups by the algorithm that was asked for, with the reasons for what was chosen. */
import { UserError } from '../errors.js';
import { chooseK } from './choose-k.js';
import { chooseRadius, dbscan, pairSquares } from './dbscan.js';
import { type KMeansPartition, kMeans, type Partition } from './kmeans.js';
import { distinctRows } from './order.js';
import { meanSilhouette } from './silhouette.js';
import type { VectorSet } from './vectors.js';

export type Division =
  | { algorithm: 'kmeans'; k: number | 'auto' }
  /** `radius` as a squared distance; 'auto' takes it from the data. */
  | { algorithm: 'dbscan'; radius: number | 'auto'; minSize: number };

export interface Divided extends Partition {
  silhouette: number | null;
  /** What was settled on the way: the inertia, or the radius. */
  options: Readonly<Record<string, string | number>>;
  /** One line on how k or the radius was chosen; null when the caller gave it. */
  reason: string | null;
}

/** Starts of k-means: more hardly ever find anything better. */
const STARTS = 10;

/** Their squared distances take 256 MB. */
const MOST_ROWS_IN_PAIRS = 8000;

/** Divides the rows, which checkedDivision has let pass. */
export function divide(points: VectorSet, division: Division, uniform: () => number): Divided {
  if (division.algorithm === 'dbscan') {
    const { minSize } = division;
    const squares = pairSquares(points);
    const radius = division.radius === 'auto' ? chooseRadius(points, squares, minSize) : division.radius;
    const partition = dbscan(squares, { radius, minSize });
    return {
      ...partition,
      silhouette: meanSilhouette(points, partition.groups, partition.k),
      options: { radius, minSize },
      reason:
        division.radius === 'auto'
          ? `Radius ${radius.toPrecision(3)}: of those tried, its groups stand apart best.`
          : null,
    };
  }
  if (division.k !== 'auto') {
    const partition = kMeans(points, { k: division.k, starts: STARTS, uniform });
    return dividedInto(partition, meanSilhouette(points, partition.groups, partition.k), null);
  }
  const { partition, silhouette, tried } = chooseK(points, { starts: STARTS, uniform });
  const reason =
    tried.length === 0
      ? 'One group: there is too little difference or there are too few creatives to tell groups apart.'
      : `k = ${partition.k}: silhouettes ${tried.map((each) => `${each.k}: ${each.silhouette.toFixed(2)}`).join(', ')}; the fewest groups within 0.02 of the best.`;
  return dividedInto(partition, silhouette, reason);
}

const dividedInto = (
  { groups, k, inertia }: KMeansPartition,
  silhouette: number | null,
  reason: string | null,
): Divided => ({ groups, k, silhouette, options: { inertia }, reason });

/**
 * The division, if these rows can be divided so. Throws UserError: TOO_FEW_CREATIVES (fewer than two), K_TOO_LARGE (more
 * groups than creatives, or than creatives that differ), TOO_MANY_CREATIVES (for DBSCAN).
 */
export function checkedDivision(points: VectorSet, division: Division): Division {
  if (points.count < 2) {
    throw new UserError(
      'TOO_FEW_CREATIVES',
      `${points.count === 1 ? 'Only one' : 'No'} creative can be compared, and groups need two`,
      'Add more creatives, then run `creo embed`',
    );
  }
  if (division.algorithm === 'dbscan' && points.count > MOST_ROWS_IN_PAIRS) {
    throw new UserError(
      'TOO_MANY_CREATIVES',
      `DBSCAN compares every pair, which is too much for ${points.count} creatives (at most ${MOST_ROWS_IN_PAIRS})`,
      'Use --algorithm kmeans',
    );
  }
  if (division.algorithm !== 'kmeans' || division.k === 'auto') return division;
  const distinct = distinctRows(points);
  if (division.k > distinct) {
    const only =
      distinct === 1
        ? `the ${points.count} creatives that can be compared are all alike`
        : distinct < points.count
          ? `only ${distinct} of the ${points.count} creatives differ from each other`
          : `only ${points.count} creatives can be compared`;
    throw new UserError(
      'K_TOO_LARGE',
      `-k ${division.k} is too many: ${only}`,
      `Use -k ${distinct}${distinct > 1 ? ' or less' : ''}, or -k auto`,
    );
  }
  return division;
}
