/** The page in English. Fields and remarks are worded where terminals take them from. */
import type { Verdict } from '../../decide/posterior/winners.js';
import { reasonInEnglish } from '../../decide/split/reasons.js';
import type { PlanVerdict } from '../../decide/split/recommend.js';
import { FIELDS } from '../../fields.js';
import { inEnglish } from '../../remarks.js';
import { format, probability } from '../../show/format.js';
import { html } from '../html.js';
import type { Metric, PlanSummary, Words } from './words.js';

const PLAN_VERDICTS: Record<PlanVerdict, string> = {
  scale: 'Scale',
  'test-more': 'Test more before scaling',
  'do-not-scale': 'Do not scale yet',
};

const RATES: Record<Metric, string> = { cvr: 'conversion rate', roas: 'ROAS' };

const percent = (share: number): number => Math.round(100 * share);
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const creatives = (count: number): string => counted(count, 'creative', 'creatives');

function plan(verdict: PlanVerdict, { currency, confidence, ...amounts }: PlanSummary) {
  const amount = (micros: number | null): string => format(micros, 'money', currency);
  const { allocatedMicros, budgetMicros, expectedRevenueMicros, funded } = amounts;
  const lead = PLAN_VERDICTS[verdict];
  if (allocatedMicros === 0) {
    return html`<strong>${lead}.</strong> None of the ${amount(budgetMicros)} is likely to earn itself back on what is known so far.`;
  }
  const revenue =
    expectedRevenueMicros !== null &&
    ` Expected revenue ${amount(expectedRevenueMicros)} (${amount(amounts.expectedRevenueLowMicros)} to ${amount(amounts.expectedRevenueHighMicros)}).`;
  const sure = confidence !== null && ` The chance that it earns back its cost is ${probability(confidence)}.`;
  return html`<strong>${lead}:</strong> ${amount(allocatedMicros)} of ${amount(budgetMicros)} on ${creatives(funded)}.${revenue}${sure}`;
}

export const ENGLISH: Words = {
  language: 'en',
  title: 'Creative report',
  skipToFigures: 'Skip to the figures',
  fields: FIELDS,
  reason: reasonInEnglish,
  remark: inEnglish,
  leftOut: null,
  value: format,
  day: (day) => day,
  period: (first, last) => `${first} to ${last}`,
  range: (low, high) => html`(${low} to ${high})`,
  verdict: (verdict: Verdict | string) => verdict,
  tag: (key) => key,
  tagValue: (_, value) => value,
  label: (label) => label,
  headline: {
    noResults: 'no results yet',
    creatives: (count, tests) => `${creatives(count)}${tests < count ? `, ${tests} separate tests` : ''}`,
    tiles: {
      spendMicros: 'Spend',
      revenueMicros: 'Revenue',
      roasRaw: 'ROAS',
      conversions: 'Conversions',
      cpaMicros: 'CPA',
      ctr: 'CTR',
      cvrRaw: 'CVR',
    },
    plan,
    nothingYet:
      'Nothing can be said yet about which kind of creative works: there are no results, or no groups to compare.',
    winner: (label, metric, probBest) =>
      html`Creatives of the kind <strong>${label}</strong> bought the better results so far: the chance that their ${metric === 'roas' ? 'return' : 'conversion rate'} is the best is ${probability(probBest)}.`,
  },
  split: {
    title: 'Where the next money goes',
    table: 'Split of the budget',
    kept: (day, budget, days) =>
      html`The plan of ${day}, the last that was kept: ${budget} over ${counted(days, 'day', 'days')}, on the results of then.`,
    unallocated: (amount) => `${amount} stays unallocated: more would bring less than it costs, or a limit binds.`,
    method: (level, elasticity) =>
      `Intervals hold the truth in ${percent(level)} of 100 cases. Raw figures are those of the creative's own test; what to expect is pooled with its look-alikes. Revenue is taken to grow as spend^${elasticity.toFixed(2)}, and in one case of four to saturate far beyond the tests. ROAS is that of the test; expected ROAS and the chance of profit hold at the planned spend.`,
    stop: 'Stop',
  },
  clusters: {
    title: 'Kinds of creative',
    none: html`The creatives are not grouped yet: <code>creo cluster --visual</code>, or <code>creo cluster --by TAG</code>.`,
    explained: (groupedBy, metric, level) =>
      `Grouped by ${groupedBy}. The dot is the ${RATES[metric]} to expect, the line its ${percent(level)}% interval, the ring what the reports alone say.`,
    chart: (metric, level) =>
      `${metric === 'cvr' ? 'Conversion rate' : 'ROAS'} of each kind of creative with its ${percent(level)}% interval`,
    best: 'most likely best',
    size: creatives,
    counts: {
      spendMicros: 'spend',
      impressions: 'impressions',
      clicks: 'clicks',
      conversions: 'conversions',
      revenueMicros: 'revenue',
    },
    chanceOfBest: 'P(best)',
    more: (count) => `and ${count} more with less spend`,
    noMedia: 'no media',
    firstFrame: (creative) => `First frame of ${creative}`,
    frameAt: (creative, seconds) => `${creative} at ${seconds.toFixed(1)} s`,
    playPreview: (creative) => `Play the start of ${creative}, without sound`,
  },
  map: {
    title: 'Map of look-alikes',
    explained:
      'Creatives that look alike lie near each other; the colour is the group. The directions themselves mean nothing.',
    region: 'The map, wider than a phone',
    chart: (count) => `Map of ${creatives(count)}: look-alikes lie near each other, the colour is the cluster`,
  },
  leaderboard: {
    title: 'Creatives',
    explained:
      'Raw results. The small number is the percentile within this account, 100 the best. The line is the CTR by day: where it falls, the audience is getting tired of the ad, or the auction changed.',
    table: 'Creatives with their results',
    ctrByDay: 'CTR by day',
    ctrOf: (creative) => `CTR of ${creative} by day`,
    tooFewDays: 'too few days',
    shown: (shown, all) => html`The ${shown} with the most spend of ${all}; <code>creo list</code> has them all.`,
  },
  filter: { show: 'Show', all: 'all creatives', kind: 'kind' },
  tags: {
    title: 'What goes with better results',
    explained: (level) =>
      `Pooled conversion rate of the creatives with a tag, and how it compares with all others, with ${percent(level)}% intervals. The last column is the share of luck among findings at least as strong. Tags go together, so this shows what to test next, not what caused it.`,
    table: 'Tags and results',
  },
  changes: {
    title: 'Since the last report',
    upTo: (day) => `The last report held results up to ${day ?? 'no day'}.`,
    moved: (name, is, was) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${is}, was ${was}`,
    winner: (is, was) => `Most likely best kind: ${is ?? 'none'}, was ${was ?? 'none'}`,
    added: (names) => `New creatives with results: ${names.join(', ')}`,
    verdict: (creative, is, was) => `${creative}: ${is}, was ${was}`,
    none: 'No figure changed.',
  },
  method: {
    title: 'How to read this',
    lines: (level) => [
      "A test of a few dozen clicks shows one or two purchases, and its raw rate is mostly luck. What to expect of a creative is its own result pulled toward that of its look-alikes, and theirs toward the account's; how strongly is learnt from this account.",
      `Intervals are meant to hold the truth in ${percent(level)} of 100 cases. Where they overlap, the order of the creatives is not settled.`,
      'Results at a small spend do not hold at a large one: revenue grows more slowly than spend, by a stated assumption.',
      'The platforms show ads to different people, and count conversions by their own attribution. A creative that bought better results is not proved to be the better creative.',
      'Hook and hold rates explain where an ad loses its viewers; they hardly predict which ad sells.',
    ],
    madeBy: "Made by creo on the buyer's own machine; nothing on this page is loaded from elsewhere.",
  },
};
