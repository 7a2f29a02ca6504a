/** Groups of look-alike creatives, and what tags go with. */
import { z } from 'zod';
import { clusterOf, clustersOf } from '../../answers/clusters.js';
import { tagsOf } from '../../answers/tags.js';
import type { FieldKey } from '../../fields.js';
import { answerOf, judging, limit, questionOf, results } from '../schemas.js';
import { addReadingTool, type Host } from '../tool.js';

const JUDGED = { ...results, ...judging };
const RUN = { runId: z.number().int().min(1).optional().describe('a clustering run; the one in use where not said') };
const FIGURES = [
  'verdict',
  'cvr',
  'cvrLow',
  'cvrHigh',
  'roas',
  'roasLow',
  'roasHigh',
  'probBest',
  'conversions',
  'spendMicros',
] as const satisfies readonly FieldKey[];

const METRICS = ['cvr', 'ctr', 'roas'] as const;

export function addGroupTools(host: Host): void {
  addReadingTool(host, {
    name: 'clusters',
    title: 'Clusters with their results',
    description:
      'The groups of look-alike creatives that pool the evidence, with the pooled rates of each: which kind of creative works.',
    takes: { ...RUN, ...JUDGED, ...limit },
    gives: answerOf(['currency', 'runId', 'silhouette'], { clusters: ['clusterId', 'label', 'size', ...FIGURES] }),
    answer: (db, { runId, limit: _, ...said }) => clustersOf(db, { ...questionOf(said), runId }),
    tell: ({ runId, kind, tag, currency, clusters, warnings }) => ({
      headline: `Run ${runId}, grouped by ${tag ?? kind}`,
      tables: [{ fields: ['clusterId', 'label', 'size', ...FIGURES], rows: clusters, currency }],
      notes: warnings,
    }),
  });
  addReadingTool(host, {
    name: 'cluster',
    title: 'One cluster and its members',
    description: 'The members of one cluster with their results, the largest spend first.',
    takes: {
      clusterId: z.number().int().describe('its number, as the tool clusters gives it'),
      ...RUN,
      ...JUDGED,
      ...limit,
    },
    gives: answerOf(['currency', 'runId'], { creatives: ['creative', 'creativeId', ...FIGURES] }),
    answer: (db, { clusterId, runId, limit: _, ...said }) => clusterOf(db, clusterId, { ...questionOf(said), runId }),
    tell: ({ cluster, currency, creatives }) => ({
      headline: `Cluster ${cluster.clusterId}: ${cluster.label}`,
      tables: [
        { title: 'Together', fields: FIGURES, rows: [{ ...cluster, creatives: undefined }], currency },
        { title: 'Members', fields: ['creative', ...FIGURES], rows: creatives, currency },
      ],
    }),
  });
  addReadingTool(host, {
    name: 'tags',
    title: 'What tags go with',
    description:
      'For each value of each tag (hook, format, talent …) the pooled rate of its creatives against the others, and the share of such findings that is luck (falseDiscovery); `enough` says whether that is within the limit. A tag that goes with better results need not be the cause.',
    takes: {
      tags: z.array(z.string().min(1)).max(50).default([]).describe('only these tags; empty for all'),
      metrics: z.array(z.enum(METRICS)).min(1).optional().describe('only these rates'),
      ...JUDGED,
      ...limit,
    },
    gives: answerOf(['currency'], { effects: ['tag', 'size', 'lift', 'falseDiscovery', 'enough'] }),
    answer: (db, { tags, metrics, limit: _, ...said }) => tagsOf(db, { ...questionOf(said), tags, metrics }),
    tell: ({ effects, warnings }) => ({
      headline:
        effects.length === 0
          ? 'To compare, a tag needs two values with two creatives each that have results'
          : 'The surest first',
      tables: METRICS.map((metric) => ({
        title: metric.toUpperCase(),
        fields: ['tag', 'tagValue', 'size', 'lift', 'falseDiscovery', 'enough'],
        rows: effects
          .filter((effect) => effect.metric === metric)
          .map(({ tag, value, size, lift, falseDiscovery, enough }) => ({
            tag,
            tagValue: value,
            size,
            lift,
            falseDiscovery,
            enough,
          })),
      })),
      notes: warnings,
    }),
  });
}
