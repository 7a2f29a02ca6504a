/** Groups of rows to clusters of creatives: lasting ids, labels, central members. */
import type { Cluster, MapPoint } from '../model.js';
import { centralRows } from './groups.js';
import type { Partition } from './kmeans.js';
import { clusterLabels, type Trait } from './labels.js';
import { principalMap } from './map.js';
import { memberOverlap, sameLabel, stableIds } from './stable-ids.js';
import type { VectorSet } from './vectors.js';

export interface Assembled {
  clusters: Cluster[];
  noise: number[];
  map: MapPoint[];
}

/** What is known about the creatives that are grouped, and the clusters of the run before. */
export interface Surroundings {
  earlier: readonly Cluster[];
  nameOf: (creativeId: number) => string;
  traitsOf: (creativeId: number) => readonly Trait[];
}

/** Clusters from vectors: row i of `points` and of the groups is creative `creativeIds[i]`. */
export function clustersOfVectors(
  creativeIds: readonly number[],
  points: VectorSet,
  { groups, k }: Partition,
  { earlier, nameOf, traitsOf }: Surroundings,
): Assembled {
  const members = membersOf(creativeIds, groups, k);
  const central = centralRows(points, groups, k).map((row) => creativeIds[row]);
  const labels = clusterLabels(
    members.map((ids, group) => ({ creativeIds: ids, centralName: nameOf(central[group]!) })),
    traitsOf,
  );
  const fresh = members.map((ids, group) => ({ creativeIds: ids, label: labels[group]! }));
  const ids = stableIds(earlier, fresh, memberOverlap(earlier, fresh));
  return {
    clusters: byId(
      fresh.map((each, group) => ({ ...each, clusterId: ids[group]!, centralCreativeId: central[group]! })),
    ),
    noise: creativeIds.filter((_, row) => groups[row]! < 0),
    map: principalMap(points).map((place, row) => ({ creativeId: creativeIds[row]!, ...place })),
  };
}

/**
 * Clusters from values, the largest first: a cluster is the creatives of one value and has its name. Those without a value
 * are noise. `further` values have a cluster too, be it of no creative.
 */
export function clustersOfValues(
  creativeIds: readonly number[],
  values: ReadonlyMap<number, string>,
  earlier: readonly Cluster[],
  further: readonly string[] = [],
): Assembled {
  const members = new Map<string, number[]>(further.map((value) => [value, []]));
  for (const id of creativeIds) {
    const value = values.get(id);
    if (value !== undefined) members.set(value, [...(members.get(value) ?? []), id]);
  }
  const fresh = [...members]
    .map(([label, ids]) => ({ label, creativeIds: ids }))
    .sort((a, b) => b.creativeIds.length - a.creativeIds.length || (a.label < b.label ? -1 : 1));
  const ids = stableIds(earlier, fresh, sameLabel);
  return {
    clusters: byId(fresh.map((each, place) => ({ ...each, clusterId: ids[place]! }))),
    noise: creativeIds.filter((id) => !values.has(id)),
    map: [],
  };
}

function membersOf(creativeIds: readonly number[], groups: Int32Array, k: number): number[][] {
  const members = Array.from({ length: k }, (): number[] => []);
  groups.forEach((group, row) => {
    if (group >= 0) members[group]!.push(creativeIds[row]!);
  });
  return members;
}

const byId = (clusters: Cluster[]): Cluster[] => clusters.sort((a, b) => a.clusterId - b.clusterId);
