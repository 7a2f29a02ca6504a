/** What the routes of the API ask for; `creo serve` does it. */
import { MICROS_PER_CENT } from './api-values.js';
import type { AskedScope } from './asked-scope.js';
import type { WorkHooks } from './jobs.js';

export interface SaveRequest {
  name: string;
  /** A path or an http(s) address; null saves the creative without media. */
  media: string | null;
  category: string | null;
}

export interface PerformanceRequest {
  creativeId: number;
  impressions: number;
  clicks: number;
  conversions: number;
  spendMicros: number;
  revenueMicros: number | null;
  currency: string | null;
  /** Null is today. */
  day: string | null;
}

export interface ClusterRequest {
  by: 'visual' | 'patterns';
  /** Null lets the data choose. */
  k: number | null;
  scope: AskedScope;
}

export interface WinningRequest {
  /** Fraction 0..1; null is no least. */
  minCvr: number | null;
  scope: AskedScope;
}

export interface ScalingRequest extends WinningRequest {
  budgetMicros: number;
}

/** What the API can do. Long work gives the text of its JSON, in cents and snake_case, so that this thread need not make it. */
export interface ApiActions {
  save(request: SaveRequest, hooks: WorkHooks): Promise<string>;
  updatePerformance(request: PerformanceRequest): Promise<object>;
  cluster(request: ClusterRequest, hooks: WorkHooks): Promise<string>;
  /** `recommended_creatives`, `cluster_info` and what else the answer carries. */
  winning(request: WinningRequest, hooks: WorkHooks): Promise<string>;
  scaling(request: ScalingRequest, hooks: WorkHooks): Promise<string>;
}

/** A request to update performance as it comes, in cents. */
export interface PerformanceBody {
  creative_id: number;
  impressions: number;
  clicks: number;
  conversions: number;
  spend: number;
  revenue?: number;
  currency?: string;
  date?: string;
}

export const performanceOf = ({
  creative_id,
  spend,
  revenue,
  currency,
  date,
  ...counts
}: PerformanceBody): PerformanceRequest => ({
  creativeId: creative_id,
  ...counts,
  spendMicros: spend * MICROS_PER_CENT,
  revenueMicros: revenue === undefined ? null : revenue * MICROS_PER_CENT,
  currency: currency ?? null,
  day: date ?? null,
});
