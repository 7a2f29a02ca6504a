/** Creatives that share a body and differ in the opening: the same ad with its hook swapped. Pure. */
import { type PreparedClip, prepareClip, shareBody, shareOpening, type TimedFrames } from './shared-body.js';

export interface FamilyMember {
  creativeId: number;
  /** Number of its opening: the same in every family that it was cut before. From 1. */
  openingId: number;
}

export interface HookFamily {
  /** From 1. */
  familyId: number;
  /** By opening, then by id. At least two, of at least two openings. */
  members: readonly FamilyMember[];
}

/**
 * Families by their first creative. `sameWords` says whether two creatives open with the same words, null where those of
 * either are unknown: the same pictures under another line are another hook.
 */
export function hookFamilies(
  clips: readonly TimedFrames[],
  sameWords: (creativeId: number, otherId: number) => boolean | null = () => null,
): HookFamily[] {
  const prepared = clips.flatMap((clip) => prepareClip(clip) ?? []);
  const bodies = groupsOf(prepared, shareBody).filter((group) => group.length > 1);
  const members = bodies.flat();
  const openings = groupsOf(members, (a, b) => sameWords(a.creativeId, b.creativeId) !== false && shareOpening(a, b));
  const openingOf = new Map(
    openings
      .sort(byFirstId)
      .flatMap((group, place) => group.map(({ creativeId }): [number, number] => [creativeId, place + 1])),
  );
  return bodies
    .sort(byFirstId)
    .map((group) =>
      group
        .map(({ creativeId }) => ({ creativeId, openingId: openingOf.get(creativeId) ?? 0 }))
        .sort((a, b) => a.openingId - b.openingId || a.creativeId - b.creativeId),
    )
    .filter((group) => new Set(group.map(({ openingId }) => openingId)).size > 1)
    .map((group, place) => ({ familyId: place + 1, members: group }));
}

const byFirstId = (a: readonly PreparedClip[], b: readonly PreparedClip[]): number => firstId(a) - firstId(b);

const firstId = (group: readonly PreparedClip[]): number => Math.min(...group.map(({ creativeId }) => creativeId));

/** Groups of what belongs together directly or through others (single linkage). */
function groupsOf<T>(items: readonly T[], together: (a: T, b: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const joined = groups.filter((group) => group.some((other) => together(other, item)));
    const rest = groups.filter((group) => !joined.includes(group));
    groups.splice(0, groups.length, ...rest, [...joined.flat(), item]);
  }
  return groups;
}
