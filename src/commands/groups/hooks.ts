/**
 * `creo hooks`: creatives that share a body and differ in the opening, and what each hook does with the body held fixed.
 * `--json`: `{ modelId, creatives, limit, level, currency, families: [{ familyId, openings, members: [{ familyId, creativeId,
 * creative, openingId, says, hook, impressions, clicks, conversions, spendMicros, … }] }], effects: [{ by, openingId, name,
 * metric, families, size, lift, low, high, falseDiscovery, enough }] }`, the surest effects first. `by` is opening (one
 * opening, told by its pictures and words) or hook (a kind of hook); metric is cvr, ctr, hookRate or roas.
 */
import {
  HOOK_METRICS,
  type HookEffect,
  type HookMetric,
  type HooksAnswer,
  type HooksQuestion,
  hooksOf,
} from '../../answers/hooks.js';
import type { Table, View } from '../../fields.js';
import type { Context } from '../../work/context.js';

const TITLES: Record<HookMetric, string> = { cvr: 'CVR', ctr: 'CTR', hookRate: 'Hook rate', roas: 'ROAS' };

/** Longer words are cut in tables; `--json` has them whole. */
const MOST_LETTERS = 44;

export function run({ db }: Context, question: HooksQuestion): View<HooksAnswer> {
  const answer = hooksOf(db, question);
  const { families, effects, currency, creatives, limit } = answer;
  const enough = effects.filter((effect) => effect.enough).length;
  return {
    json: answer,
    headline: headline(creatives, families.length, families.flatMap(({ members }) => members).length),
    tables: [
      {
        title: 'Families',
        fields: ['familyId', 'openingId', 'creative', 'hook', 'says', 'clicks', 'conversions', 'cvrRaw', 'hookRate'],
        rows: families.flatMap(({ members }) => members.map((member) => ({ ...member, says: shortened(member.says) }))),
        currency,
      },
      ...(question.metrics ?? HOOK_METRICS).map((metric) => tableOf(metric, effects)),
    ],
    notes: notesOf(families.length, effects, enough, limit),
  };
}

function headline(creatives: number, families: number, members: number): string {
  if (families === 0) return `None of the ${creatives} creatives share a body under different openings`;
  return `${members} of ${creatives} creatives are ${families === 1 ? 'one ad' : `${families} ads`} with swapped hooks`;
}

function tableOf(metric: HookMetric, effects: readonly HookEffect[]): Table {
  return {
    title: `${TITLES[metric]} against the other hooks before the same bodies`,
    fields: ['openingId', 'hookName', 'families', 'lift', 'liftLow', 'liftHigh', 'falseDiscovery', 'enough'],
    rows: effects
      .filter((effect) => effect.metric === metric)
      .map(({ name, low, high, openingId, families, lift, falseDiscovery, enough }) => ({
        openingId,
        hookName: shortened(name),
        families,
        lift,
        liftLow: low,
        liftHigh: high,
        falseDiscovery,
        enough,
      })),
  };
}

function notesOf(families: number, effects: readonly HookEffect[], enough: number, limit: number): string[] {
  if (families === 0)
    return ['A family is two clips or more whose frames after the first three seconds are the same footage.'];
  if (effects.length === 0) return ['No two hooks of a family have results yet: `creo import` reads them.'];
  return [
    `${enough} of ${effects.length} effects have enough evidence (at most ${Math.round(limit * 100)}% of such findings are luck).`,
    'Platforms show ads to different people: a hook that goes with better results need not be the cause.',
  ];
}

const shortened = (text: string | null): string | null => {
  const letters = [...(text ?? '')];
  return text === null || letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
};
