/** What a report is made of: raw figures under the keys of `--json`, gathered by the command. Nothing here runs. */
import type { RecommendItem } from '../answers/recommend-answer.js';
import type { ReportedResults } from '../metrics/reported.js';
import type { Day } from '../units.js';

/** One picture of a clip, small, as a data URI. */
export interface ReportFrame {
  atSeconds: number;
  uri: string;
}

export interface ReportCreative extends ReportedResults {
  creativeId: number;
  creative: string;
  category: string | null;
  clusterId: number | null;
  durationSeconds: number | null;
  /** The hook frame first; empty without media. */
  frames: readonly ReportFrame[];
  /** Its days in order, gaps left out. */
  days: readonly ReportDay[];
  /** What `winners` says of it; null when it has no results. */
  outlook: CreativeOutlook | null;
}

export interface ReportDay extends ReportedResults {
  dateStart: Day;
}

export interface CreativeOutlook {
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  probBest: number | null;
  verdict: string;
}

export interface ReportCluster {
  clusterId: number;
  label: string;
  size: number;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  cvrRaw: number | null;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  roas: number | null;
  probBest: number | null;
  winner: boolean;
  creativeIds: readonly number[];
}

export interface ReportMapPoint {
  creativeId: number;
  x: number;
  y: number;
}

/** The split, as `recommend --json` gives it. */
export interface ReportPlan {
  currency: string | null;
  budgetMicros: number;
  allocatedMicros: number;
  unallocatedMicros: number;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  expectedRoi: number | null;
  confidence: number | null;
  verdict: string;
  elasticity: number;
  items: readonly ReportPlanItem[];
  stop: readonly { creative: string; reason: string }[];
  warnings: readonly string[];
}

export type ReportPlanItem = Pick<
  RecommendItem,
  | 'creativeId'
  | 'creative'
  | 'budgetMicros'
  | 'cvrRaw'
  | 'cvr'
  | 'cvrLow'
  | 'cvrHigh'
  | 'roasRaw'
  | 'roas'
  | 'roasLow'
  | 'roasHigh'
  | 'expectedRevenueMicros'
  | 'probProfit'
  | 'reason'
>;

/** What a tag's value goes with: pooled rates of its creatives, against all others. */
export interface ReportTagEffect {
  tag: string;
  tagValue: string;
  size: number;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  lift: number | null;
  falseDiscovery: number | null;
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

export interface ReportData {
  title: string;
  currency: string | null;
  dateStart: Day | null;
  dateEnd: Day | null;
  platforms: readonly string[];
  /** Share of the truth that each interval is meant to hold, such as 0.8. */
  level: number;
  totals: ReportedResults;
  creatives: readonly ReportCreative[];
  /** How many separate tests they are: edits of one video count once. */
  effectiveCreatives: number;
  clusters: readonly ReportCluster[];
  /** How creatives were grouped: visual, patterns, hybrid or the name of a tag; null when they were not. */
  groupedBy: string | null;
  map: readonly ReportMapPoint[];
  plan: ReportPlan | null;
  tagEffects: readonly ReportTagEffect[];
  before: ReportSnapshot | null;
  now: ReportSnapshot;
  /** Caveats of this very report, such as media that could not be read. */
  notes: readonly string[];
}
