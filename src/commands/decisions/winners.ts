/**
 * `creo winners`: which clusters and creatives bought better results, how sure that is, and what to do with each.
 * `--json`: the keys of WinnersAnswer (answers/winners.ts).
 */
import { type WinnersAnswer, type WinnersQuestion, winnersOf } from '../../answers/winners.js';
import type { Metric } from '../../decide/posterior/winners.js';
import type { FieldKey, View } from '../../fields.js';
import type { Context } from '../../work/context.js';

const RATES: Record<Metric, readonly FieldKey[]> = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh', 'cvrRaw'],
  roas: ['roas', 'roasLow', 'roasHigh', 'roasRaw'],
};

export function run({ db }: Context, question: WinnersQuestion): View<WinnersAnswer> {
  const answer = winnersOf(db, question);
  const { metric, minCvr, currency, clusters, creatives, effectiveCreatives, warnings } = answer;
  const line: FieldKey[] = metric === 'roas' || minCvr !== null ? ['probAboveLine'] : [];
  // What decides first: a narrow terminal leaves out the last.
  const figures: FieldKey[] = ['verdict', ...RATES[metric], 'probBest', 'conversions', 'spendMicros', ...line, 'lift'];
  return {
    json: answer,
    headline: `The best ${metric.toUpperCase()} so far was most likely bought by ${bestName(answer)}`,
    tables: [
      { title: 'Creatives', fields: ['creative', ...figures, 'clusterId'], rows: creatives, currency },
      ...(clusters.length > 0
        ? [{ title: 'Clusters', fields: ['clusterId', 'label', ...figures, 'size'] as const, rows: clusters, currency }]
        : []),
    ],
    notes: [
      'Raw is what the reports say alone, and the best raw figure is in part luck; the figure beside it is what to expect.',
      'The verdict is keep-testing until the expectation is nearly certain and the counts hold however often they are looked at.',
      ...(effectiveCreatives < creatives.length
        ? [
            `Edits of one video are not separate tests: these ${creatives.length} creatives count as ${effectiveCreatives} (creo duplicates).`,
          ]
        : []),
      ...warnings,
    ],
  };
}

function bestName({ clusters, creatives }: WinnersAnswer): string {
  const [cluster] = clusters;
  if (clusters.length > 1 && cluster) return `cluster ${cluster.clusterId} (${cluster.label})`;
  return creatives[0]?.creative ?? 'nobody';
}
