/**
 * What a language has to say on the page: every word, sentence, label and figure in it. A language that lacks one does not
 * compile. Shares and rates are fractions, money is whole micros, days are YYYY-MM-DD.
 */
import type { Verdict } from '../../decide/posterior/winners.js';
import type { Pool, Reason } from '../../decide/split/reasons.js';
import type { PlanVerdict } from '../../decide/split/recommend.js';
import type { FieldKey, Unit, Value } from '../../fields.js';
import type { Remark } from '../../remarks.js';
import type { Day } from '../../units.js';
import type { Markup } from '../html.js';

export type Language = 'en' | 'ru';

/** The fields that the page shows. */
export const SHOWN_FIELDS = [
  'creative',
  'verdict',
  'tag',
  'tagValue',
  'size',
  'impressions',
  'clicks',
  'conversions',
  'spendMicros',
  'revenueMicros',
  'ctr',
  'hookRate',
  'holdRate',
  'cpaMicros',
  'cvr',
  'cvrLow',
  'cvrHigh',
  'cvrRaw',
  'roas',
  'roasLow',
  'roasHigh',
  'roasRaw',
  'lift',
  'falseDiscovery',
  'probBest',
  'budgetMicros',
  'dailyBudgetMicros',
  'firstDailyMicros',
  'lookAgainDays',
  'timesTested',
  'expectedRoas',
  'expectedRevenueMicros',
  'probProfitPlanned',
] as const satisfies readonly FieldKey[];

export type ShownField = (typeof SHOWN_FIELDS)[number];

export interface FieldWords {
  title: string;
  meaning: string;
}

export type Metric = 'cvr' | 'roas';

/** The amounts of a plan in the headline. */
export interface PlanSummary {
  currency: string | null;
  allocatedMicros: number;
  budgetMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  confidence: number | null;
  /** Creatives with money. */
  funded: number;
}

export interface Words extends Figures, Names, Sections {
  language: Language;
  /** The heading where the user gave none. */
  title: string;
  skipToFigures: string;
  fields: Readonly<Record<ShownField, FieldWords>>;
  /** Null for what an earlier version kept in another language alone. */
  reason: (reason: Reason) => string;
  remark: (remark: Remark) => string | null;
  /** Stands where reasons of a kept plan are left out, being in another language; null where none are. */
  leftOut: string | null;
}

interface Figures {
  /** One raw value as people read it; a dash for unknown. */
  value: (value: Value | undefined, unit: Unit, currency: string | null | undefined) => string;
  day: (day: Day) => string;
  period: (first: Day, last: Day) => string;
  /** The ends of an interval, as they stand in brackets behind a figure. */
  range: (low: Markup, high: Markup) => Markup;
}

/** Names that creo itself gives; those of the user stay as they are. */
interface Names {
  verdict: (verdict: Verdict | string) => string;
  tag: (key: string) => string;
  tagValue: (key: string, value: string) => string;
  /** The label of a group; `groupedBy` is the tag whose value it is, or another way to group. */
  label: (label: string, groupedBy: string | null) => string;
}

interface Sections {
  headline: {
    noResults: string;
    creatives: (count: number, separateTests: number) => string;
    tiles: Readonly<
      Record<'spendMicros' | 'revenueMicros' | 'roasRaw' | 'conversions' | 'cpaMicros' | 'ctr' | 'cvrRaw', string>
    >;
    plan: (verdict: PlanVerdict, plan: PlanSummary) => Markup;
    nothingYet: string;
    winner: (label: string, metric: Metric, probBest: number) => Markup;
  };
  split: {
    title: string;
    table: string;
    kept: (day: Markup, budget: string, days: number) => Markup;
    unallocated: (amount: string) => string;
    method: (level: number, elasticity: number) => string;
    stop: string;
  };
  clusters: {
    title: string;
    /** What to do where nothing is grouped. */
    none: Markup;
    explained: (groupedBy: string, metric: Metric, level: number) => string;
    chart: (metric: Metric, level: number) => string;
    best: string;
    size: (count: number) => string;
    counts: Readonly<Record<'spendMicros' | 'impressions' | 'clicks' | 'conversions' | 'revenueMicros', string>>;
    chanceOfBest: string;
    more: (count: number) => string;
    noMedia: string;
    firstFrame: (creative: string) => string;
    frameAt: (creative: string, seconds: number) => string;
    playPreview: (creative: string) => string;
  };
  map: { title: string; explained: string; region: string; chart: (count: number) => string };
  leaderboard: {
    title: string;
    explained: string;
    table: string;
    ctrByDay: string;
    ctrOf: (creative: string) => string;
    tooFewDays: string;
    /** Where not all are shown. */
    shown: (shown: number, all: number) => Markup;
  };
  filter: { show: string; all: string; kind: string };
  tags: { title: string; explained: (level: number) => string; table: string };
  changes: {
    title: string;
    upTo: (day: Day | null) => string;
    moved: (name: 'spend' | 'revenue' | 'conversions', is: string, was: string) => string;
    winner: (is: string | null, was: string | null) => string;
    added: (creatives: readonly string[]) => string;
    verdict: (creative: string, is: string, was: string) => string;
    none: string;
  };
  method: { title: string; lines: (level: number) => readonly string[]; madeBy: string };
}

export type PoolNames = Readonly<Record<Pool, string>>;
