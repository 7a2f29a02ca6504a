/** What the routes of the API ask for; `creo serve` does it. */
import { MICROS_PER_CENT } from './api-values.js';
import type { AskedScope } from './asked-scope.js';
import type { WorkHooks } from './jobs.js';

export interface NameRequest {
  name: string;
  category: string | null;
}

export interface SaveRequest extends NameRequest {
  /** A path or an http(s) address. */
  media: string;
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

/** What the API can do. It gives JSON in UTF-8, in cents and snake_case, so that this thread need not make it. */
export interface ApiActions {
  save(request: SaveRequest, hooks: WorkHooks): Promise<Buffer>;
  /** Saves a creative without media. */
  saveName(request: NameRequest): Promise<Buffer>;
  updatePerformance(request: PerformanceRequest): Promise<Buffer>;
  cluster(request: ClusterRequest, hooks: WorkHooks): Promise<Buffer>;
  /** `recommended_creatives`, `cluster_info` and what else the answer carries. */
  winning(request: WinningRequest, hooks: WorkHooks): Promise<Buffer>;
  scaling(request: ScalingRequest, hooks: WorkHooks): Promise<Buffer>;
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
