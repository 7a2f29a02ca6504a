/**
 * k-means against scikit-learn on the same vectors, and whether planted groups are found. scikit-learn is looked for
 * under the python3 on the PATH and Debian's; without it its lines are left out, and that is said.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseK } from '../../src/cluster/choose-k.js';
import { adjustedRand } from '../../src/cluster/compare.js';
import { divide } from '../../src/cluster/divide.js';
import { kMeans } from '../../src/cluster/kmeans.js';
import type { VectorSet } from '../../src/cluster/vectors.js';
import { vectorSet } from '../../src/cluster/vectors.js';
import { chooseModel } from '../../src/embed/choose.js';
import { loadImageModel } from '../../src/embed/image-model.js';
import { embedFiles } from '../../src/embed/pipeline.js';
import { probeMedia } from '../../src/media/probe.js';
import { mediaPrograms } from '../../src/media/programs.js';
import { measure } from '../../src/patterns/measure.js';
import { shotBoundaries } from '../../src/patterns/shots.js';
import { patternVectors } from '../../src/patterns/vectors.js';
import { seeded } from '../../src/random.js';
import { groupedClips } from '../helpers/grouped-clips.js';
import { summariesOf } from '../helpers/summaries.js';
import { plantedVectors } from '../helpers/vectors.js';
import { type BenchLine, median } from './line.js';

const SIZE = { count: 10_000, dims: 512, groups: 20, signal: 0.35 };
const K = 20;
const ROUNDS = 3;

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  try {
    return [...large(folder), small(), ...(await planted(folder))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function large(folder: string): BenchLine[] {
  const points = plantedVectors(SIZE, 1);
  const peer = scikitLearn(points, folder);
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    kMeans(points, { k: K, starts: 1, uniform: seeded(round).uniform });
    seconds.push((performance.now() - started) / 1000);
  }
  const startedAll = performance.now();
  const { inertia } = divide(points, { algorithm: 'kmeans', k: K }, seeded(1).uniform).options;
  const secondsAll = (performance.now() - startedAll) / 1000;
  const what = `k-means, ${SIZE.count} x ${SIZE.dims}, k = ${K}`;
  const missing = 'scikit-learn is not installed here: no peer';
  return [
    {
      part: 'kmeans',
      what: `${what}, one start`,
      figure: `${median(seconds).toFixed(2)} s`,
      against: peer
        ? `${(median(seconds) / peer.seconds).toFixed(2)} of scikit-learn n_init=1 (${peer.seconds.toFixed(2)} s)`
        : missing,
      goal: '<= 2',
    },
    {
      part: 'kmeans',
      what: `${what}, ten starts and the silhouette`,
      figure: `${secondsAll.toFixed(2)} s`,
      against: peer
        ? `${(secondsAll / peer.secondsOfTen).toFixed(2)} of scikit-learn n_init=10 (${peer.secondsOfTen.toFixed(2)} s)`
        : missing,
    },
    {
      part: 'kmeans',
      what: `${what}, inertia of ten starts`,
      figure: Number(inertia).toFixed(2),
      against: peer
        ? `${(Number(inertia) / peer.inertia).toFixed(4)} of scikit-learn n_init=10 (${peer.inertia.toFixed(2)})`
        : missing,
      goal: '<= 1.01',
    },
  ];
}

const PEER = `
import json, sys, time
import numpy
from sklearn.cluster import KMeans
points = numpy.fromfile(sys.argv[1], dtype=numpy.float32).reshape(-1, int(sys.argv[2]))
k = int(sys.argv[3])
seconds = []
for seed in range(${ROUNDS}):
    started = time.perf_counter()
    KMeans(k, n_init=1, random_state=seed).fit(points)
    seconds.append(time.perf_counter() - started)
started = time.perf_counter()
best = KMeans(k, n_init=10, random_state=0).fit(points)
print(json.dumps({"seconds": sorted(seconds)[len(seconds) // 2], "secondsOfTen": time.perf_counter() - started, "inertia": float(best.inertia_)}))
`;

interface Peer {
  /** Median of n_init=1. */
  seconds: number;
  /** Time and inertia of n_init=10. */
  secondsOfTen: number;
  inertia: number;
}

function scikitLearn({ values, dims }: VectorSet, folder: string): Peer | null {
  const file = join(folder, 'points.f32');
  writeFileSync(file, Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, ['-c', PEER, file, String(dims), String(K)], { encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout) as Peer;
  }
  return null;
}

function small(): BenchLine {
  const points = plantedVectors({ count: 100, dims: 256, groups: 5, signal: 1 }, 2);
  const started = performance.now();
  const { partition } = chooseK(points, { starts: 10, uniform: seeded(1).uniform });
  return {
    part: 'kmeans',
    what: '100 creatives, k auto (11 values of k, 10 starts each)',
    figure: `${(performance.now() - started).toFixed(0)} ms`,
    against: `adjusted Rand index ${adjustedRand(partition.groups, points.truth).toFixed(2)}, k = ${partition.k} of 5`,
  };
}

/** Clips in four styles: are the styles found again, from what the bundled network sees, and from measurements alone? */
async function planted(folder: string): Promise<BenchLine[]> {
  const programs = await mediaPrograms({ ffmpegPath: null, ffprobePath: null });
  const clips = groupedClips(folder);
  const files = await Promise.all(clips.map(async ({ path }) => ({ path, media: await probeMedia(path, programs) })));
  const truth = clips.map(({ group }) => group);
  const model = await loadImageModel((await chooseModel('bundled', { modelFolder: null, precision: 'q8' })).model);
  const vectors: Float32Array[] = [];
  for await (const result of embedFiles(files, { model, programs })) {
    if ('vectors' in result) vectors.push(result.vectors.vector);
  }
  await model.dispose();
  const described = [];
  for (const { path, media } of files) {
    const frames = await summariesOf(path);
    const nothing = { textAreas: [], faces: [], samples: new Float32Array(0), speech: [] };
    const figures = measure(media, { frames, boundaries: shotBoundaries(frames), ...nothing });
    if (figures) described.push({ patterns: { creativeId: 0, contentHash: '', ...figures }, media, tags: [] });
  }
  const k = new Set(truth).size;
  const line = (what: string, points: VectorSet): BenchLine => {
    const { groups } = divide(points, { algorithm: 'kmeans', k }, seeded(1).uniform);
    return {
      part: 'kmeans',
      what: `planted groups of ${clips.length} clips, ${what}`,
      figure: `adjusted Rand index ${adjustedRand(groups, truth).toFixed(2)}`,
      goal: '1',
    };
  };
  return [
    line('by the bundled network', vectorSet(vectors)),
    line('by measured patterns, no network', patternVectors(described)),
  ];
}
