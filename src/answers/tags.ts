/** What each tag value goes with, and whether that is more than luck: `creo tags` and the report. */
import { type TagEffect, type TagEvidence, type TagMetric, tagEffects } from '../cluster/tag-effects.js';
import type { Completion } from '../decide/posterior/completion.js';
import type { Draws } from '../decide/posterior/draws.js';
import type { CreativeEvidence } from '../decide/posterior/evidence.js';
import { groupRate } from '../decide/posterior/group-rate.js';
import { posterior } from '../decide/posterior/posterior.js';
import { UserError } from '../errors.js';
import type { Totals } from '../model.js';
import { seeded } from '../random.js';
import { inEnglish } from '../remarks.js';
import type { Store } from '../store/database.js';
import { creativeEvidence } from '../store/evidence.js';
import { groupValues } from '../store/groupings.js';
import { scopeRemarks } from '../store/scope.js';
import { tagsInForce } from '../store/tags.js';
import { conversionValue, valuePerConversion } from './conversion-value.js';
import { FALSE_DISCOVERY_LIMIT, type Question, termsOf } from './question.js';
import { scoped } from './scoped.js';
import { settlingOf } from './settling.js';

export interface TagsQuestion extends Question {
  /** Only these tags; not said or empty for all, and the category. */
  tags?: readonly string[] | undefined;
  /** Not said is all. */
  metrics?: readonly TagMetric[] | undefined;
  /** Largest share of false discoveries, 0..1. */
  limit?: number | null | undefined;
}

export interface TagsAnswer {
  limit: number;
  level: number;
  currency: string | null;
  /** The surest first. */
  effects: TagEffect[];
  warnings: readonly string[];
}

/** Throws UserError NO_RESULTS, NO_TAGS, MIXED_CURRENCIES. */
export const tagsOf = scoped(answerTagsOf);

function answerTagsOf(db: Store, question: TagsQuestion): TagsAnswer {
  const terms = termsOf(db, question);
  const { filter, currency, level, seed, valueMicros } = terms;
  const { tags = [], metrics } = question;
  const limit = question.limit ?? FALSE_DISCOVERY_LIMIT;
  const settling = settlingOf(db, terms);
  const evidence = creativeEvidence(db, filter, [], settling?.recentOf);
  if (evidence.length === 0) {
    throw new UserError('NO_RESULTS', 'There are no results yet', 'Read the exports of the ad platforms: creo import');
  }
  const grouped = wantedTags(db, tags);
  const value = conversionValue(db, { results: evidence, statedMicros: valueMicros, currency });
  const learnt = {
    seed,
    level,
    valuePerConversion: valuePerConversion(value),
    completion: settling?.completion ?? null,
  };
  const effects = tagEffects(
    evidence,
    grouped.map((each) => evidenceOf(evidence, each, learnt)),
    { limit, uniform: seeded(seed).uniform },
  );
  return {
    limit,
    level,
    currency,
    effects: effects.filter(({ metric }) => metrics?.includes(metric) ?? true),
    warnings: [...scopeRemarks(db), ...value.remarks, ...(settling?.remarks ?? [])].map(inEnglish),
  };
}

function wantedTags(db: Store, tags: readonly string[]): Pick<TagEvidence, 'tag' | 'values'>[] {
  const known = [...new Set([...tagsInForce(db).map(({ key }) => key), 'category'])].sort();
  const grouped = known
    .filter((tag) => tags.length === 0 || tags.includes(tag))
    .map((tag) => ({ tag, values: new Map(groupValues(db, tag).map(({ creativeId, value }) => [creativeId, value])) }))
    .filter(({ values }) => values.size > 0);
  if (grouped.length > 0) return grouped;
  throw new UserError(
    'NO_TAGS',
    tags.length > 0 ? `No creative has a tag ${tags.join(' or ')}` : 'No creative has a tag',
    'Set some: creo tag NAME hook=question, or creo tag --file tags.csv',
  );
}

interface Learning {
  seed: number;
  level: number;
  valuePerConversion: number | null;
  completion: Completion | null;
}

/** The pooled rates of each metric, with the creatives pooled by the values of one tag. */
function evidenceOf(
  evidence: readonly CreativeEvidence[],
  { tag, values }: Pick<TagEvidence, 'tag' | 'values'>,
  { seed, level, valuePerConversion: value, completion }: Learning,
): TagEvidence {
  const distinct = [...new Set(values.values())].sort();
  const grouped = evidence.map((each) => {
    const own = values.get(each.creativeId);
    return { ...each, clusterId: own === undefined ? null : distinct.indexOf(own) };
  });
  const results = posterior(grouped, { seed, valuePerConversion: value, completion });
  const clicks = posterior(grouped.filter(({ totals }) => (totals.impressions ?? 0) > 0).map(asClicks), { seed });
  const creatives = results?.creatives ?? [];
  return {
    tag,
    values,
    rateOf: {
      cvr: rates(results?.cvr, creatives, ({ totals }) => totals.clicks, level),
      roas: rates(results?.roas, creatives, ({ totals }) => totals.spendMicros, level),
      // What counts as a click there is an impression.
      ctr: rates(clicks?.cvr, clicks?.creatives ?? [], ({ totals }) => totals.clicks, level),
    },
  };
}

/** Clicks on impressions are pooled by the same model as conversions on clicks. */
const asClicks = ({ days = [], totals, ...each }: CreativeEvidence): CreativeEvidence => ({
  ...each,
  totals: shifted(totals),
  days: days.map(shifted),
});

/** Impressions in place of clicks, and clicks in place of conversions. */
const shifted = <Row extends Totals>({ parts, ...row }: Row): Totals => ({
  ...row,
  clicks: row.impressions,
  conversions: row.clicks,
  revenueMicros: null,
  ...(parts && { parts: parts.map(shifted) }),
});

/** The rate of some creatives together; null where nothing was learnt of the metric. */
function rates(
  draws: Draws | null | undefined,
  creatives: readonly CreativeEvidence[],
  weightOf: (creative: CreativeEvidence) => number | null,
  level: number,
): TagEvidence['rateOf'][TagMetric] {
  if (!draws) return null;
  const rowOf = new Map(creatives.map(({ creativeId }, row) => [creativeId, row]));
  const weights = Float64Array.from(creatives, (creative) => weightOf(creative) ?? 0);
  return (creativeIds) => {
    const rows = creativeIds.flatMap((id) => rowOf.get(id) ?? []).filter((row) => (weights[row] ?? 0) > 0);
    return rows.length === 0
      ? null
      : groupRate(
          draws,
          rows.sort((a, b) => a - b),
          weights,
          level,
        );
  };
}
