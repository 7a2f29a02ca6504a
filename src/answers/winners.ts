/** Who bought better results, how sure that is, and what to do with each: `creo winners` and the API. */
import type { Metric } from '../decide/posterior/winners.js';
import { UserError } from '../errors.js';
import type { SegmentDimension } from '../model.js';
import type { Store } from '../store/database.js';
import { learntAccount } from './account.js';
import type { Question } from './question.js';
import { metricOf, type RankBy, type RankedCluster, type RankedCreative, rankingOf } from './ranking.js';
import { type Adjustment, type MixStanding, sameMixRanking } from './same-mix.js';
import { scoped } from './scoped.js';
import type { Delays } from './settling.js';

export interface WinnersQuestion extends Question, Partial<RankBy> {
  /** Compares creatives as if each had been shown to the account's mix of these; none or not said: as delivered. */
  adjust?: readonly SegmentDimension[] | null | undefined;
}

export interface WinnersAnswer {
  currency: string | null;
  metric: Metric;
  minCvr: number | null;
  breakEvenRoas: number;
  conversionValueMicros: number | null;
  level: number;
  seed: number;
  effectiveCreatives: number;
  /** What was adjusted for; null where the ranking is as delivered. */
  adjust: Adjustment | null;
  clusters: RankedCluster[];
  creatives: (RankedCreative & Partial<MixStanding>)[];
  /** What is still coming in of the results; null where everything counts as reported. */
  delays: Delays | null;
  warnings: readonly string[];
}

/** Throws UserError NO_RESULTS, MIXED_CURRENCIES, NO_BREAKDOWN without parts to adjust by, and NO_CLICKS or NO_REVENUE where the rate that is asked for is not known. */
export const winnersOf = scoped(answerWinnersOf);

function answerWinnersOf(db: Store, question: WinnersQuestion): WinnersAnswer {
  const by = { metric: question.metric ?? null, minCvr: question.minCvr ?? null };
  const account = learntAccount(db, question);
  const metric = metricOf(account, by);
  if (metric === null) throw unknownRate(by);
  const { adjust, creatives, clusters } = question.adjust?.length
    ? sameMixRanking(db, account, { by, metric, dimensions: question.adjust })
    : { adjust: null, ...rankingOf(db, account, by) };
  const { currency, breakEvenRoas, conversionValueMicros, level, seed, effectiveCreatives, settling, warnings } =
    account;
  return {
    currency,
    metric,
    minCvr: by.minCvr,
    breakEvenRoas,
    conversionValueMicros,
    level,
    seed,
    effectiveCreatives,
    adjust,
    clusters,
    creatives,
    delays: settling?.delays ?? null,
    warnings,
  };
}

const unknownRate = ({ metric }: RankBy): UserError =>
  metric === 'roas'
    ? new UserError('NO_REVENUE', 'No creative has revenue, so there is no ROAS', 'State the worth of one: --value 40')
    : new UserError('NO_CLICKS', 'No creative has clicks, so there is no CVR', 'Rank by return: --metric roas');

/** The winning cluster with its members, or without clusters the winning creative. */
export function bestOf({ clusters, creatives }: Pick<WinnersAnswer, 'clusters' | 'creatives'>): {
  cluster: RankedCluster | null;
  creatives: RankedCreative[];
} {
  const cluster = clusters.find(({ winner }) => winner) ?? null;
  return {
    cluster,
    creatives: creatives.filter(({ clusterId, winner }) =>
      cluster === null ? winner : clusterId === cluster.clusterId,
    ),
  };
}
