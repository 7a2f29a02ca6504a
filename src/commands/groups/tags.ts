/**
 * `creo tags`: what each tag value goes with. `--json`: the keys of TagsAnswer (answers/tags.ts): effects: [{ tag, value,
 * metric, size, others, rate, low, high, lift, falseDiscovery, enough }], the surest first. metric is cvr, ctr or roas.
 */
import { type TagsAnswer, type TagsQuestion, tagsOf } from '../../answers/tags.js';
import type { TagMetric } from '../../cluster/tag-effects.js';
import type { FieldKey, Table, View } from '../../fields.js';
import type { Context } from '../../work/context.js';

const COLUMNS: Record<TagMetric, readonly [rate: FieldKey, low: FieldKey, high: FieldKey]> = {
  cvr: ['cvr', 'cvrLow', 'cvrHigh'],
  ctr: ['ctr', 'ctrLow', 'ctrHigh'],
  roas: ['roas', 'roasLow', 'roasHigh'],
};

export function run({ db }: Context, question: TagsQuestion): View<TagsAnswer> {
  const answer = tagsOf(db, question);
  const { limit, effects, warnings } = answer;
  const metrics: readonly TagMetric[] = question.metrics ?? ['cvr', 'ctr', 'roas'];
  return {
    json: answer,
    headline: `${effects.filter(({ enough }) => enough).length} of ${effects.length} effects have enough evidence (at most ${Math.round(limit * 100)}% of such findings are luck)`,
    tables: metrics.map((metric) => tableOf(metric, answer)),
    notes: [
      effects.length === 0
        ? 'To compare, a tag needs two values with two creatives each that have results.'
        : 'Platforms show ads to different people: a tag that goes with better results need not be the cause.',
      ...warnings,
    ],
  };
}

function tableOf(metric: TagMetric, { effects }: TagsAnswer): Table {
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
