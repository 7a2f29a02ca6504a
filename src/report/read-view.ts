/** Answers of other commands, as `--json` gives them, to what the report shows. What is not as expected is left out. */
import type { ReportPlan, ReportTagEffect } from './data.js';

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordsAt = (json: unknown, key: string): Json[] => {
  const list = isRecord(json) ? json[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const numberAt = (record: Json, key: string): number | null => {
  const value = record[key];
  return typeof value === 'number' ? value : null;
};

const textAt = (record: Json, key: string): string => {
  const value = record[key];
  return typeof value === 'string' ? value : '';
};

/** The effects on the conversion rate of `creo tags --json`, in its order. */
export const tagEffectsIn = (json: unknown): ReportTagEffect[] =>
  recordsAt(json, 'effects')
    .filter((effect) => effect.metric === 'cvr')
    .map((effect) => ({
      tag: textAt(effect, 'tag'),
      tagValue: textAt(effect, 'value'),
      size: numberAt(effect, 'size') ?? 0,
      cvr: numberAt(effect, 'rate'),
      cvrLow: numberAt(effect, 'low'),
      cvrHigh: numberAt(effect, 'high'),
      lift: numberAt(effect, 'lift'),
      falseDiscovery: numberAt(effect, 'falseDiscovery'),
    }));

/** The plan of `creo recommend --json`; null when it is not one. */
export function planIn(json: unknown): ReportPlan | null {
  if (!isRecord(json)) return null;
  const budgetMicros = numberAt(json, 'budgetMicros');
  const allocatedMicros = numberAt(json, 'allocatedMicros');
  if (budgetMicros === null || allocatedMicros === null) return null;
  return {
    currency: textAt(json, 'currency') || null,
    budgetMicros,
    allocatedMicros,
    unallocatedMicros: numberAt(json, 'unallocatedMicros') ?? 0,
    expectedRevenueMicros: numberAt(json, 'expectedRevenueMicros'),
    expectedRevenueLowMicros: numberAt(json, 'expectedRevenueLowMicros'),
    expectedRevenueHighMicros: numberAt(json, 'expectedRevenueHighMicros'),
    expectedRoi: numberAt(json, 'expectedRoi'),
    confidence: numberAt(json, 'confidence'),
    verdict: textAt(json, 'verdict'),
    elasticity: numberAt(json, 'elasticity') ?? 1,
    items: recordsAt(json, 'items').map((item) => ({
      creativeId: numberAt(item, 'creativeId') ?? 0,
      creative: textAt(item, 'creative'),
      budgetMicros: numberAt(item, 'budgetMicros') ?? 0,
      cvrRaw: numberAt(item, 'cvrRaw'),
      cvr: numberAt(item, 'cvr'),
      cvrLow: numberAt(item, 'cvrLow'),
      cvrHigh: numberAt(item, 'cvrHigh'),
      roasRaw: numberAt(item, 'roasRaw'),
      roas: numberAt(item, 'roas'),
      roasLow: numberAt(item, 'roasLow'),
      roasHigh: numberAt(item, 'roasHigh'),
      expectedRevenueMicros: numberAt(item, 'expectedRevenueMicros'),
      probProfit: numberAt(item, 'probProfit'),
      reason: textAt(item, 'reason'),
    })),
    stop: recordsAt(json, 'stop').map((stop) => ({
      creative: textAt(stop, 'creative'),
      reason: textAt(stop, 'reason'),
    })),
    warnings: warningsAt(json),
  };
}

/** Warnings are texts, or records with a message. */
const warningsAt = (json: Json): string[] =>
  Array.isArray(json.warnings)
    ? json.warnings.flatMap((warning: unknown) =>
        typeof warning === 'string' ? [warning] : isRecord(warning) ? [textAt(warning, 'message')] : [],
      )
    : [];
