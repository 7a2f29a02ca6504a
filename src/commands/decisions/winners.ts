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
    headline: `${answer.adjust ? 'At the same mix, the' : 'The'} best ${metric.toUpperCase()} so far was most likely bought by ${bestName(answer)}`,
    tables: [
      {
        title: 'Creatives',
        fields: [
          'creative',
          ...(answer.adjust ? (['rankUnadjusted', 'mixFactor'] as const) : []),
          ...figures,
          'clusterId',
        ],
        rows: creatives,
        currency,
      },
      ...(clusters.length > 0
        ? [{ title: 'Clusters', fields: ['clusterId', 'label', ...figures, 'size'] as const, rows: clusters, currency }]
        : []),
    ],
    notes: [
      ...mixNotes(answer),
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

/** A factor nearer to 1 makes no place: the next one in the list may pass by less. */
const LEAST_MIX = 0.05;

/** What was adjusted, and whose place delivery made. */
function mixNotes({ adjust, creatives }: WinnersAnswer): string[] {
  if (adjust === null) return [];
  const moved = creatives
    .filter(({ mixFactor }) => Math.abs((mixFactor ?? 1) - 1) >= LEAST_MIX)
    .map((row) => ({ creative: row.creative, from: row.rankUnadjusted ?? 0, to: creatives.indexOf(row) + 1 }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => Math.min(a.from, a.to) - Math.min(b.from, b.to) || a.to - b.to);
  const most = moved.slice(0, 3).map(({ creative, from, to }) => `${creative} from ${from} to ${to}`);
  return [
    `As if each had been shown to the account's mix of ${adjust.by.join(', ')} (${adjust.cells} cells); counts and raw rates are as delivered.`,
    moved.length === 0
      ? 'Delivery explains no place in the ranking.'
      : `Places that delivery had made: ${most.join('; ')}${moved.length > most.length ? `; and ${moved.length - most.length} more` : ''}.`,
    ...(adjust.unknown > 0
      ? [
          `Of ${adjust.unknown} ${adjust.unknown === 1 ? 'creative' : 'creatives'} the mix is not known for half of the clicks: they stand as delivered (By mix: –).`,
        ]
      : []),
    ...(adjust.clustersAsDelivered ? ['Clusters are groups of ads, and stand as delivered.'] : []),
  ];
}
