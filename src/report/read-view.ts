/** Answers of other commands, as `--json` gives them, to what the report shows. What is not as expected is left out. */
import type { ReportTagEffect } from './data.js';

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
