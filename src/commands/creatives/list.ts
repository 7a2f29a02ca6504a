/**
 * `creo list`: the creatives with the reports' own results. `--json`: `{ currency, creatives: [{ creativeId, creative, … }] }`;
 * what to expect of each (cvr, roas and the verdict of `creo winners`) is there when `--columns` or `--sort` names it.
 */
import { type LibraryAnswer, type LibraryQuestion, libraryOf, POOLED_KEYS } from '../../answers/library.js';
import type { View } from '../../fields.js';
import { type Arrangement, arranged } from '../../show/arrange.js';
import type { Context } from '../../work/context.js';

export interface ListOptions {
  question: Omit<LibraryQuestion, 'pooled' | 'first'>;
  arrangement: Arrangement;
}

const USUAL = [
  'creative',
  'spendMicros',
  'conversions',
  'cvrRaw',
  'roasRaw',
  'clicks',
  'impressions',
  'category',
  'media',
] as const;

export function run({ db }: Context, { question, arrangement }: ListOptions): View<LibraryAnswer> {
  const { columns, sort, limit } = arrangement;
  const named = [...(columns ?? []), sort?.replace(/^-/, '') ?? ''].map((name) => name.trim().toLowerCase());
  const pooled = POOLED_KEYS.some((key) => named.includes(key.toLowerCase()));
  const { currency, creatives, warnings } = libraryOf(db, { ...question, pooled, first: sort === null ? limit : null });
  const { rows, fields } = arranged(creatives, USUAL, arrangement);
  return {
    json: { currency, creatives: rows, warnings },
    headline: rows.length === 1 ? '1 creative' : `${rows.length} creatives`,
    tables: [{ fields, rows, currency }],
    notes: warnings,
  };
}
