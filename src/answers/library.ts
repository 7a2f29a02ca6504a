/** The creatives of a store with their results: `creo list`. */
import { type ReportedResults, reportedResults } from '../metrics/reported.js';
import { NO_TOTALS } from '../metrics/totals.js';
import { inEnglish } from '../remarks.js';
import { creativesWhere } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { creativeTotals, creativeTotalsOf } from '../store/results.js';
import { scopeRemarks } from '../store/scope.js';
import { tagsInForce } from '../store/tags.js';
import { accountOf } from './account.js';
import { type Question, termsOf } from './question.js';
import { BY_RETURN, type RankedCreative, rankingOf } from './ranking.js';
import { type SaidOfCreative, saidByCreative } from './said.js';
import { scoped } from './scoped.js';

export interface LibraryQuestion extends Question {
  category: string | null;
  /** Only creatives that carry all of these tags. */
  tags: ReadonlyMap<string, string>;
  /** Only the first so many by name, which are found without reading the rest; null for all. */
  first: number | null;
  /** Whether what to expect of each is wanted too; it takes as long as `creo winners`. */
  pooled: boolean;
}

/** What `creo winners` says of a creative, where it was asked for; null without results. */
export type Pooled = {
  [Key in (typeof POOLED_KEYS)[number]]: RankedCreative[Key] | null;
};

const NO_POOLED: Readonly<Record<keyof Pooled, null>> = {
  cvr: null,
  cvrLow: null,
  cvrHigh: null,
  roas: null,
  roasLow: null,
  roasHigh: null,
  probBest: null,
  verdict: null,
};

/** The keys of `Pooled`: asking for one of them asks for all. */
export const POOLED_KEYS = [
  'cvr',
  'cvrLow',
  'cvrHigh',
  'roas',
  'roasLow',
  'roasHigh',
  'probBest',
  'verdict',
] as const satisfies readonly (keyof RankedCreative)[];

export interface LibraryCreative extends ReportedResults, Partial<Pooled> {
  creativeId: number;
  creative: string;
  category: string | null;
  /** Kind and picture size. */
  media: string | null;
  path: string | null;
  durationSeconds: number | null;
  /** As key=value, in one line. */
  tags: string | null;
  /** What its words say: the tags of hook, offer and call to action, and the words that it opens with. */
  hook: string | null;
  offer: string | null;
  cta: string | null;
  says: string | null;
}

export interface LibraryAnswer {
  currency: string | null;
  creatives: LibraryCreative[];
  warnings: readonly string[];
}

/** By name. Throws UserError MIXED_CURRENCIES. */
export const libraryOf = scoped(answerLibraryOf);

function answerLibraryOf(db: Store, question: LibraryQuestion): LibraryAnswer {
  const { category, tags, pooled, first } = question;
  const { currency, filter } = termsOf(db, question);
  const limit = tags.size === 0 ? first : null;
  const chosen = creativesWhere(db, { category, limit });
  const ids = limit === null ? null : chosen.map(({ creativeId }) => creativeId);
  const results = ids === null ? creativeTotals(db, filter) : creativeTotalsOf(db, filter, ids);
  const totals = new Map(results.map((row) => [row.creativeId, row]));
  const outlooks = pooled ? outlooksOf(db, question) : new Map<number, Pooled>();
  const tagsOf = new Map<number, Map<string, string>>();
  for (const { creativeId, key, value } of tagsInForce(db, ids)) {
    tagsOf.set(creativeId, (tagsOf.get(creativeId) ?? new Map()).set(key, value));
  }
  const saidBy = saidByCreative(db);
  const creatives = chosen
    .filter(({ creativeId }) => [...tags].every(([key, value]) => tagsOf.get(creativeId)?.get(key) === value))
    .map(({ creativeId, name, media, path, ...creative }) => ({
      creativeId,
      creative: name,
      category: creative.category,
      media: media ? `${media.kind} ${media.width}×${media.height}` : null,
      path,
      durationSeconds: media?.durationSeconds ?? null,
      tags: [...(tagsOf.get(creativeId) ?? [])].map(([key, value]) => `${key}=${value}`).join(' ') || null,
      ...wordsOf(saidBy(creativeId)),
      ...reportedResults(totals.get(creativeId) ?? NO_TOTALS),
      ...(pooled ? (outlooks.get(creativeId) ?? NO_POOLED) : {}),
    }));
  return { currency, creatives, warnings: scopeRemarks(db).map(inEnglish) };
}

const wordsOf = ({ hook, offer, cta, says }: SaidOfCreative) => ({ hook, offer, cta, says });

function outlooksOf(db: Store, question: Question): Map<number, Pooled> {
  const { creatives } = rankingOf(db, accountOf(db, question), BY_RETURN);
  return new Map(
    creatives.map(({ creativeId, cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh, probBest, verdict }) => [
      creativeId,
      { cvr, cvrLow, cvrHigh, roas, roasLow, roasHigh, probBest, verdict },
    ]),
  );
}
