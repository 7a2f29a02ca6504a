/**
 * `creo tags`: what each tag value goes with. `--json`: `{ limit, level, currency, effects: [{ tag, value, metric, size,
 * others, rate, low, high, lift, falseDiscovery, enough }] }`, the surest first. metric is cvr, ctr or roas.
 */
import type { RateDraws } from '../../cluster/pooled.js';
import { type TagEvidence, type TagMetric, tagEffects } from '../../cluster/tag-effects.js';
import type { Draws } from '../../decide/posterior/draws.js';
import type { CreativeEvidence } from '../../decide/posterior/evidence.js';
import { posterior } from '../../decide/posterior/posterior.js';
import { UserError } from '../../errors.js';
import type { FieldKey, Table, View } from '../../fields.js';
import { seeded } from '../../random.js';
import { creativeEvidence } from '../../store/evidence.js';
import { groupValues } from '../../store/groupings.js';
import { type ResultsFilter, resultsCurrency } from '../../store/results.js';
import { tagsInForce } from '../../store/tags.js';
import type { Context } from '../context.js';

export interface TagsOptions {
  /** Only these tags; empty for all, and the category. */
  tags: readonly string[];
  metrics: readonly TagMetric[];
  /** Largest share of false discoveries, 0..1. */
  limit: number;
  level: number;
  seed: number;
  filter: ResultsFilter;
}

const COLUMNS: Record<TagMetric, readonly FieldKey[]> = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh'],
  ctr: ['ctr', 'ctrLow', 'ctrHigh'],
  roas: ['roas', 'roasLow', 'roasHigh'],
};

export function run({ db }: Context, { tags, metrics, limit, level, seed, filter }: TagsOptions): View {
  const currency = resultsCurrency(db, filter);
  const evidence = creativeEvidence(db, filter, []);
  if (evidence.length === 0) {
    throw new UserError('NO_RESULTS', 'There are no results yet', 'Read the exports of the ad platforms: creo import');
  }
  const known = [...new Set([...tagsInForce(db).map(({ key }) => key), 'category'])].sort();
  const wanted = known.filter((tag) => tags.length === 0 || tags.includes(tag));
  const grouped = wanted
    .map((tag) => ({ tag, values: new Map(groupValues(db, tag).map(({ creativeId, value }) => [creativeId, value])) }))
    .filter(({ values }) => values.size > 0);
  if (grouped.length === 0) {
    throw new UserError(
      'NO_TAGS',
      tags.length > 0 ? `No creative has a tag ${tags.join(' or ')}` : 'No creative has a tag',
      'Set some: creo tag NAME hook=question, or creo tag --file tags.csv',
    );
  }
  const effects = tagEffects(
    evidence,
    grouped.map((each) => evidenceOf(evidence, each, seed)),
    { limit, level, uniform: seeded(seed).uniform },
  ).filter(({ metric }) => metrics.includes(metric));
  return {
    json: { limit, level, currency, effects },
    headline: `${effects.filter(({ enough }) => enough).length} of ${effects.length} effects have enough evidence (at most ${Math.round(limit * 100)}% of such findings are luck)`,
    tables: metrics.map((metric) => tableOf(metric, effects)),
    notes:
      effects.length === 0
        ? ['To compare, a tag needs two values with two creatives each that have results.']
        : ['Platforms show ads to different people: a tag that goes with better results need not be the cause.'],
  };
}

function tableOf(metric: TagMetric, effects: ReturnType<typeof tagEffects>): Table {
  const [rate, low, high] = COLUMNS[metric];
  return {
    title: metric.toUpperCase(),
    fields: ['tag', 'tagValue', 'size', rate, low, high, 'lift', 'falseDiscovery', 'enough'],
    rows: effects
      .filter((effect) => effect.metric === metric)
      .map((effect) => ({
        tag: effect.tag,
        tagValue: effect.value,
        size: effect.size,
        [rate]: effect.rate,
        [low]: effect.low,
        [high]: effect.high,
        lift: effect.lift,
        falseDiscovery: effect.falseDiscovery,
        enough: effect.enough,
      })),
  };
}

/** Posterior draws of each metric, with the creatives pooled by the values of one tag. */
function evidenceOf(
  evidence: readonly CreativeEvidence[],
  { tag, values }: Pick<TagEvidence, 'tag' | 'values'>,
  seed: number,
): TagEvidence {
  const distinct = [...new Set(values.values())].sort();
  const grouped = evidence.map((each) => {
    const value = values.get(each.creativeId);
    return { ...each, clusterId: value === undefined ? null : distinct.indexOf(value) };
  });
  const results = posterior(grouped, { seed });
  const rows = {
    creativeIds: results?.creatives.map(({ creativeId }) => creativeId) ?? [],
    draws: results?.draws ?? 0,
  };
  const drawsOf = (draws: Draws | null | undefined): RateDraws | null => (draws ? { ...rows, of: draws.of } : null);
  return {
    tag,
    values,
    draws: { cvr: drawsOf(results?.cvr), roas: drawsOf(results?.roas), ctr: clickDraws(grouped, seed) },
  };
}

/** Clicks on impressions are pooled by the same model as conversions on clicks. */
function clickDraws(grouped: readonly CreativeEvidence[], seed: number): RateDraws | null {
  const shifted = grouped
    .filter(({ totals }) => (totals.impressions ?? 0) > 0)
    .map(({ days = [], totals, ...each }) => ({
      ...each,
      totals: { ...totals, clicks: totals.impressions, conversions: totals.clicks, revenueMicros: null },
      days: days.map((day) => ({ ...day, clicks: day.impressions, conversions: day.clicks, revenueMicros: null })),
    }));
  const results = posterior(shifted, { seed });
  return results?.cvr
    ? {
        creativeIds: results.creatives.map(({ creativeId }) => creativeId),
        draws: results.draws,
        of: results.cvr.of,
      }
    : null;
}
