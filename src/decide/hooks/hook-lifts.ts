/** What a hook does with the body held fixed: its rate against that of the other hooks before the same bodies. Pure. */
import type { Random } from '../../random.js';
import { interval } from '../posterior/statistics.js';
import { type Cell, fitBodyAndHook } from './body-and-hook.js';

export interface HookAd {
  familyId: number;
  /** Name of the hook, the same in every family. */
  hook: string;
  events: number;
  exposure: number;
}

export interface HookLift {
  hook: string;
  /** Families with results in which it stands beside another hook, and its ads in them. */
  families: number;
  size: number;
  /** Posterior mean of its rate over that of the others of the same families, less 1: 0.25 is a quarter more. */
  lift: number;
  low: number;
  high: number;
}

const DRAWS = 4000;

/** Ads without exposure say nothing, nor do families with one hook. Hooks in order of name; none without events. */
export function hookLifts(ads: readonly HookAd[], { level, random }: { level: number; random: Random }): HookLift[] {
  const told = comparableAds(ads);
  const hooks = [...new Set(told.map(({ hook }) => hook))].sort();
  const families = [...new Set(told.map(({ familyId }) => familyId))];
  const cells = told.map(
    ({ familyId, hook, events, exposure }): Cell => ({
      body: families.indexOf(familyId),
      hook: hooks.indexOf(hook),
      events,
      exposure,
    }),
  );
  const fit = cells.length === 0 ? null : fitBodyAndHook(cells, DRAWS, random);
  if (fit === null) return [];
  return hooks.map((hook, own) => {
    const ownFamilies = new Set(told.filter((ad) => ad.hook === hook).map(({ familyId }) => familyId));
    const weights = new Float64Array(hooks.length);
    for (const ad of told) {
      const other = hooks.indexOf(ad.hook);
      if (other !== own && ownFamilies.has(ad.familyId)) weights[other] = (weights[other] ?? 0) + ad.exposure;
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const lifts = Float64Array.from({ length: fit.draws }, (_, draw) => {
      const part = (place: number): number => Math.exp(fit.values[draw * fit.hooks + place] ?? 0);
      const others = weights.reduce((sum, weight, place) => sum + (weight > 0 ? weight * part(place) : 0), 0) / total;
      return part(own) / others - 1;
    });
    const [low, high] = interval(lifts, level);
    return {
      hook,
      families: ownFamilies.size,
      size: told.filter((ad) => ad.hook === hook).length,
      lift: lifts.reduce((sum, value) => sum + value / lifts.length, 0),
      low,
      high,
    };
  });
}

/** Ads with exposure in families where two hooks have it. */
export function comparableAds(ads: readonly HookAd[]): HookAd[] {
  const known = ads.filter(({ exposure }) => exposure > 0);
  const hooksOf = new Map<number, Set<string>>();
  for (const { familyId, hook } of known) hooksOf.set(familyId, (hooksOf.get(familyId) ?? new Set()).add(hook));
  return known.filter(({ familyId }) => (hooksOf.get(familyId)?.size ?? 0) > 1);
}
