/**
 * `creo winners`: which clusters and creatives bought better results, how sure that is, and what to do with each.
 * `--json`: `{ currency, metric, minCvr, breakEvenRoas, conversionValueMicros, level, seed, clusters: [{ clusterId, label, size, cvr, roas, lift,
 * probBest, expectedLoss, probAboveLine, verdict, winner, … }], creatives: [{ creativeId, creative, … }], warnings }`.
 */

import { accountPosterior } from '../../answers/account.js';
import { winnersAnswer } from '../../answers/winners-answer.js';
import { effectiveCount } from '../../cluster/duplicates.js';
import type { Metric } from '../../decide/posterior/winners.js';
import { UserError } from '../../errors.js';
import type { FieldKey, View } from '../../fields.js';
import { defaultsOf } from '../../store/defaults.js';
import { storedDuplicates } from '../../store/duplicates.js';
import type { ResultsFilter } from '../../store/results.js';
import type { Context } from '../context.js';

export interface WinnersOptions {
  /** Null takes ROAS where there is revenue and no minimum CVR is asked for, else CVR. */
  metric: Metric | null;
  minCvr: number | null;
  /** Null takes the store's target ROAS, else 1. */
  breakEvenRoas: number | null;
  valueMicros: number | null;
  level: number;
  seed: number;
  filter: ResultsFilter;
}

const RATES: Record<Metric, readonly FieldKey[]> = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh', 'cvrRaw'],
  roas: ['roas', 'roasLow', 'roasHigh', 'roasRaw'],
};

export function run({ db }: Context, options: WinnersOptions): View {
  const { minCvr, valueMicros, level, seed, filter } = options;
  const account = accountPosterior(db, { filter, seed, valueMicros });
  const { currency, posterior, run: clustering, conversionValueMicros, warnings } = account;
  const metric = options.metric ?? (posterior.roas && minCvr === null ? 'roas' : 'cvr');
  if (posterior[metric] === null) {
    throw metric === 'cvr'
      ? new UserError('NO_CLICKS', 'No creative has clicks, so there is no CVR', 'Rank by return: --metric roas')
      : new UserError(
          'NO_REVENUE',
          'No creative has revenue, so there is no ROAS',
          'State the worth of one: --value 40',
        );
  }
  const breakEvenRoas = options.breakEvenRoas ?? defaultsOf(db).targetRoas ?? 1;
  const labels = new Map((clustering?.clusters ?? []).map(({ clusterId, label }) => [clusterId, label]));
  const { creatives, clusters } = winnersAnswer(
    posterior,
    { metric, minCvr, level, breakEvenRoas },
    (clusterId) => labels.get(clusterId) ?? '',
  );
  const line: FieldKey[] = metric === 'roas' || minCvr !== null ? ['probAboveLine'] : [];
  // What decides first: a narrow terminal leaves out the last.
  const figures: FieldKey[] = ['verdict', ...RATES[metric], 'probBest', 'conversions', 'spendMicros', ...line, 'lift'];
  const best = clusters.length > 1 ? `cluster ${clusters[0].clusterId} (${clusters[0].label})` : creatives[0].creative;
  const effectiveCreatives = effectiveCount(
    creatives.map(({ creativeId }) => creativeId),
    storedDuplicates(db),
  );
  return {
    json: {
      currency,
      metric,
      minCvr,
      breakEvenRoas,
      conversionValueMicros,
      level,
      seed,
      effectiveCreatives,
      clusters,
      creatives,
      warnings,
    },
    headline: `The best ${metric.toUpperCase()} so far was most likely bought by ${best}`,
    tables: [
      { title: 'Creatives', fields: ['creative', ...figures, 'clusterId'], rows: creatives, currency },
      ...(clusters.length > 0
        ? [
            {
              title: 'Clusters',
              fields: ['clusterId', 'label', ...figures, 'size'] as FieldKey[],
              rows: clusters,
              currency,
            },
          ]
        : []),
    ],
    notes: [
      'Raw is what the reports say alone, and the best raw figure is in part luck; the figure beside it is what to expect.',
      'A verdict needs a near-certain expectation and counts that hold under daily looks; until then it is keep-testing.',
      ...(effectiveCreatives < creatives.length
        ? [
            `Edits of one video are not separate tests: these ${creatives.length} creatives count as ${effectiveCreatives} (creo duplicates).`,
          ]
        : []),
      ...warnings,
    ],
  };
}
