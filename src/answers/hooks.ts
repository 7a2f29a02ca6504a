/**
 * Hook swaps: which creatives share a body under different openings, and what each hook does with the body held fixed.
 */
import { hookFamilies } from '../cluster/hooks/families.js';
import { falseDiscoveryRates, permutationWithin } from '../cluster/significance.js';
import { comparableAds, type HookAd, hookLifts } from '../decide/hooks/hook-lifts.js';
import { type CreativeEvidence, prepareEvidence } from '../decide/posterior/evidence.js';
import { UserError } from '../errors.js';
import { type ReportedResults, reportedResults } from '../metrics/reported.js';
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { Totals } from '../model.js';
import { searchKey } from '../patterns/words/search-key.js';
import { seeded } from '../random.js';
import { creativeNames } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { embeddedModels, framesByCreative } from '../store/embeddings.js';
import { creativeEvidence } from '../store/evidence.js';
import { FALSE_DISCOVERY_LIMIT, type Question, termsOf } from './question.js';
import { saidByCreative } from './said.js';

export type HookMetric = 'cvr' | 'ctr' | 'hookRate' | 'roas';

export const HOOK_METRICS: readonly HookMetric[] = ['cvr', 'ctr', 'hookRate', 'roas'];

export interface HooksQuestion extends Question {
  /** Not said is all. */
  metrics?: readonly HookMetric[] | undefined;
  /** Largest share of false discoveries, 0..1. */
  limit?: number | null | undefined;
}

export interface HookMember extends ReportedResults {
  familyId: number;
  creativeId: number;
  creative: string;
  /** Number of its opening, the same in every family. */
  openingId: number;
  /** The words that it opens with, and the kind of hook; null where unknown. */
  says: string | null;
  hook: string | null;
}

export interface HookEffect {
  /** `opening`: one opening, told by its pictures and words. `hook`: a kind of hook. */
  by: 'opening' | 'hook';
  /** Null for a kind of hook. */
  openingId: number | null;
  /** The words of the opening or the name of a creative that has it; for a kind of hook its name. */
  name: string;
  metric: HookMetric;
  families: number;
  /** Ads in those families that have it. */
  size: number;
  /** Its rate over that of the other hooks before the same bodies, less 1, and the interval. */
  lift: number;
  low: number;
  high: number;
  falseDiscovery: number;
  enough: boolean;
}

export interface HooksAnswer {
  modelId: string;
  /** Creatives that were compared. */
  creatives: number;
  limit: number;
  level: number;
  currency: string | null;
  families: readonly { familyId: number; openings: number; members: readonly HookMember[] }[];
  /** The surest first. */
  effects: readonly HookEffect[];
}

interface EffectTerms {
  metrics: readonly HookMetric[];
  limit: number;
  level: number;
  seed: number;
}

/** So many draws tell a chance of one in a thousand from none. */
const ROUNDS = 4000;

/** Throws UserError: NOT_EMBEDDED, MIXED_CURRENCIES. */
export function hooksOf(db: Store, question: HooksQuestion): HooksAnswer {
  const { metrics = HOOK_METRICS } = question;
  const { filter, currency, level, seed } = termsOf(db, question);
  const limit = question.limit ?? FALSE_DISCOVERY_LIMIT;
  const [model] = embeddedModels(db);
  if (!model) throw new UserError('NOT_EMBEDDED', 'No creative has been embedded', 'Run `creo embed` first');
  const saidOf = saidByCreative(db);
  const sameWords = (id: number, otherId: number): boolean | null => {
    const [own, other] = [saidOf(id).says, saidOf(otherId).says];
    return own === null || other === null ? null : isSameText(searchKey(own), searchKey(other));
  };
  const clips = framesByCreative(db, model.modelId);
  const families = hookFamilies(clips, sameWords);
  const evidence = creativeEvidence(db, filter, []);
  const nameOf = creativeNames(db);
  const totalsOf = new Map(evidence.map(({ creativeId, totals }) => [creativeId, totals]));
  const members = families.flatMap(({ familyId, members: own }) =>
    own.map(({ creativeId, openingId }): HookMember => {
      const { says, hook } = saidOf(creativeId);
      const results = reportedResults(totalsOf.get(creativeId) ?? NO_TOTALS);
      return { familyId, creativeId, creative: nameOf(creativeId), openingId, says, hook, ...results };
    }),
  );
  return {
    modelId: model.modelId,
    creatives: clips.length,
    limit,
    level,
    currency,
    families: families.map(({ familyId, members: own }) => ({
      familyId,
      openings: new Set(own.map(({ openingId }) => openingId)).size,
      members: members.filter((member) => member.familyId === familyId),
    })),
    effects: effectsOf(members, evidence, { metrics, limit, level, seed }),
  };
}

/** Recognisers read the same line a little differently in each clip. */
function isSameText(a: string, b: string): boolean {
  const grams = (text: string): Set<string> => new Set([...text].map((_, at) => text.slice(at, at + 3)));
  const [own, other] = [grams(a), grams(b)];
  const shared = [...own].filter((gram) => other.has(gram)).length;
  return shared >= 0.5 * Math.max(own.size, other.size);
}

/** What of the results each metric counts. */
function countsOf(
  evidence: readonly CreativeEvidence[],
): Record<HookMetric, (totals: Totals) => [number, number] | null> {
  const { conversions, revenueMicros } = sumTotals(evidence.map(({ totals }) => totals));
  // Revenue counts as so many orders, fewer where their values differ much.
  const order =
    ((revenueMicros ?? 0) / (conversions || 1)) * (1 + (evidence.length > 0 ? prepareEvidence(evidence).orderCv2 : 0));
  const pair = (events: number | null, exposure: number | null): [number, number] | null =>
    events === null || exposure === null || exposure <= 0 ? null : [events, exposure];
  return {
    cvr: (totals) => pair(totals.conversions, totals.clicks),
    ctr: (totals) => pair(totals.clicks, totals.impressions),
    hookRate: (totals) => pair(totals.plays3s, totals.impressions),
    roas: ({ revenueMicros: revenue, spendMicros: spend }) =>
      order > 0 && revenue !== null && spend !== null ? pair(revenue / order, spend / order) : null,
  };
}

function effectsOf(
  members: readonly HookMember[],
  evidence: readonly CreativeEvidence[],
  { metrics, limit, level, seed }: EffectTerms,
): HookEffect[] {
  const counts = countsOf(evidence);
  const totalsOf = new Map(evidence.map(({ creativeId, totals }) => [creativeId, totals]));
  const random = seeded(seed);
  const hookOf = {
    opening: ({ openingId }: HookMember): string | null => String(openingId),
    hook: ({ hook }: HookMember): string | null => hook,
  };
  const found = (['opening', 'hook'] as const).flatMap((by) =>
    metrics.flatMap((metric) => {
      const ads = members.flatMap((member): HookAd[] => {
        const hook = hookOf[by](member);
        const pair = counts[metric](totalsOf.get(member.creativeId) ?? NO_TOTALS);
        if (hook === null || pair === null) return [];
        return [{ familyId: member.familyId, hook, events: pair[0], exposure: pair[1] }];
      });
      const compared = comparableAds(ads);
      return hookLifts(ads, { level, random }).map(({ hook, ...effect }) => ({
        by,
        openingId: by === 'opening' ? Number(hook) : null,
        name: by === 'opening' ? openingName(members, Number(hook)) : hook,
        metric,
        ...effect,
        chance: permutationWithin(
          compared.map(({ familyId, hook: each, ...counted }) => ({
            ...counted,
            stratum: familyId,
            isInside: each === hook,
          })),
          { rounds: ROUNDS, uniform: random.uniform },
        ),
      }));
    }),
  );
  const rates = falseDiscoveryRates(found.map(({ chance }) => chance));
  return found
    .map(({ chance, ...effect }, place) => {
      const falseDiscovery = rates[place] ?? 1;
      return { ...effect, falseDiscovery, enough: falseDiscovery <= limit };
    })
    .sort((a, b) => a.falseDiscovery - b.falseDiscovery || Math.abs(b.lift) - Math.abs(a.lift));
}

/** The words of an opening, else the first creative that has it. */
function openingName(members: readonly HookMember[], openingId: number): string {
  const own = members.filter((member) => member.openingId === openingId);
  return own.find(({ says }) => says !== null)?.says ?? `as in ${own[0]?.creative ?? openingId}`;
}
