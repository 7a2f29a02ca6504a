/** What a report is made of: raw figures under the keys of `--json`, gathered by the command. Nothing here runs. */
import type { KeptPlan } from '../answers/kept-plan.js';
import type { OverviewAnswer, OverviewCreative, OverviewDay } from '../answers/overview.js';
import type { TagEffect } from '../cluster/tag-effects.js';
import type { Day } from '../units.js';

/** One picture of a clip, small, as a data URI. */
export interface ReportFrame {
  atSeconds: number;
  uri: string;
}

/** A creative of the overview with its pictures. */
export interface ReportCreative extends OverviewCreative {
  /** The hook frame first; empty without media. */
  frames: readonly ReportFrame[];
  /** By tag key; what the page filters by. */
  tags: Readonly<Record<string, string>>;
}

/** The figures that one report keeps for the next, to say what changed. */
export interface ReportSnapshot {
  /** Last day of the results. */
  dateEnd: Day | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  conversions: number | null;
  /** Label of the winning cluster. */
  winner: string | null;
  /** Creatives with results, by name. */
  creatives: readonly string[];
  /** Verdict of each creative by name. */
  verdicts: Readonly<Record<string, string>>;
}

export interface ReportData extends Omit<OverviewAnswer, 'creatives' | 'daysOf'> {
  title: string;
  creatives: readonly ReportCreative[];
  /** Days of one creative; asked for the few that are drawn. */
  daysOf: (creativeId: number) => readonly OverviewDay[];
  /** The split of the budget that was given, else the last plan that was kept. */
  plan: KeptPlan | null;
  /** Instant of the kept plan; null for a plan made with this report. */
  plannedAt: string | null;
  /** What a tag's value goes with, in conversion rate. */
  tagEffects: readonly TagEffect[];
  before: ReportSnapshot | null;
  now: ReportSnapshot;
  /** The remarks in English, as the terminal shows them. */
  notes: readonly string[];
}
