/** The ranking as if every creative had been shown to the account's mix of people and places: `creo winners --adjust`. */
import { adjustedPosterior } from '../decide/adjust/adjusted.js';
import { type MixFactor, mixFactors } from '../decide/adjust/same-mix.js';
import type { Metric } from '../decide/posterior/winners.js';
import { UserError } from '../errors.js';
import type { SegmentDimension } from '../model.js';
import type { Store } from '../store/database.js';
import { segmentCells, storedDimensions } from '../store/segments.js';
import type { LearntAccount } from './account.js';
import { groupsAds } from './ad-groups.js';
import { type RankBy, type RankedCluster, type RankedCreative, rankingOf } from './ranking.js';

export interface Adjustment {
  by: readonly SegmentDimension[];
  /** Cells that have clicks. */
  cells: number;
  /** Creatives whose mix is known, and those that stand as delivered since it is not. */
  known: number;
  unknown: number;
  /** Whether clusters are groups of ads rather than of creatives: those are not adjusted. */
  clustersAsDelivered: boolean;
}

export interface MixStanding {
  /** Place by the ranking as delivered, from 1 on. */
  rankUnadjusted: number;
  /** What its rate by the metric is multiplied by; null where its mix is not known, so that it stands as delivered. */
  mixFactor: number | null;
}

export interface SameMixRanking {
  adjust: Adjustment;
  clusters: RankedCluster[];
  creatives: (RankedCreative & MixStanding)[];
}

interface Wanted {
  by: RankBy;
  metric: Metric;
  dimensions: readonly SegmentDimension[];
}

/** A mix is known where this share of the clicks falls to cells. */
const LEAST_KNOWN = 0.5;

/** Throws UserError NO_BREAKDOWN where no import cut its rows by all these dimensions. */
export function sameMixRanking(db: Store, account: LearntAccount, { by, metric, dimensions }: Wanted): SameMixRanking {
  const cells = segmentCells(db, account.filter, dimensions);
  if (cells.length === 0) throw noBreakdown(db, dimensions);
  const clicksOf = new Map(account.posterior.creatives.map(({ creativeId, totals }) => [creativeId, totals.clicks]));
  const isKnown = ([creativeId, { clicks }]: readonly [number, MixFactor]): boolean =>
    clicks >= LEAST_KNOWN * (clicksOf.get(creativeId) ?? Number.POSITIVE_INFINITY);
  const known = new Map([...mixFactors(cells, false)].filter(isKnown));
  const ofKnown = cells.filter(({ creativeId }) => known.has(creativeId));
  const cvr = mixFactors(ofKnown, false);
  const roas = account.conversionValueMicros === null ? mixFactors(ofKnown, true) : cvr;
  const plain = rankingOf(db, account, by);
  const posterior = adjustedPosterior(account.posterior, (creativeId) => ({
    cvr: cvr.get(creativeId)?.factor ?? 1,
    roas: roas.get(creativeId)?.factor ?? 1,
  }));
  const ranking = rankingOf(db, { ...account, posterior }, by);
  const ranks = new Map(plain.creatives.map(({ creativeId }, at) => [creativeId, at + 1]));
  const factors = metric === 'roas' ? roas : cvr;
  return {
    adjust: {
      by: dimensions,
      cells: new Set(ofKnown.map(({ cell }) => cell)).size,
      known: factors.size,
      unknown: plain.creatives.length - factors.size,
      clustersAsDelivered: account.run !== null && groupsAds(account.run),
    },
    clusters: ranking.clusters,
    creatives: ranking.creatives.map((creative) => ({
      ...creative,
      rankUnadjusted: ranks.get(creative.creativeId) ?? 0,
      mixFactor: factors.get(creative.creativeId)?.factor ?? null,
    })),
  };
}

function noBreakdown(db: Store, dimensions: readonly SegmentDimension[]): UserError {
  const stored = storedDimensions(db);
  return new UserError(
    'NO_BREAKDOWN',
    `No import cut its rows by ${dimensions.join(' and ')}${stored.length > 0 ? `; there are cuts by ${stored.join('; ')}` : ''}`,
    `Export the ads by day with the breakdown ${dimensions.join(', ')}, with clicks and conversions, and import it`,
  );
}
