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
  /** Its first seconds as MP4 in base64; null where it has none on this page. */
  preview: string | null;
  /** By tag key; what the page filters by. */
  tags: Readonly<Record<string, string>>;
}

/** The moving previews of a page. */
export interface ReportPreviews {
  count: number;
  /** Of the clips, before they are written as text. */
  bytes: number;
  /** Clips on the contact sheets that were left out, and the limit that did it; 0 and null where all fit. */
  heldBack: number;
  heldBy: 'count' | 'size' | null;
  failed: readonly { creative: string; reason: string }[];
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
  /** Null where none were asked for. */
  previews: ReportPreviews | null;
  before: ReportSnapshot | null;
  now: ReportSnapshot;
  /** The remarks in English, as the terminal shows them. */
  notes: readonly string[];
}
