/** How near embedding comes to the model's own pace, what a second run costs, and how fast a search is. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nearest } from '../../src/cluster/nearest.js';
import { dot, normalised } from '../../src/cluster/vectors.js';
import { run as embed } from '../../src/commands/media/embed.js';
import { resolveConfig } from '../../src/config.js';
import { type ImageModel, loadImageModel } from '../../src/embed/image-model.js';
import { bundledModel, type ModelFolder, namedFolder } from '../../src/embed/model-folder.js';
import { embedFiles, type MediaFile } from '../../src/embed/pipeline.js';
import { type Frame, frameBytes } from '../../src/media/frame.js';
import { probeMedia } from '../../src/media/probe.js';
import { readAhead } from '../../src/media/read-ahead.js';
import { sampleFrames } from '../../src/media/sample.js';
import { seeded } from '../../src/random.js';
import { addCreative } from '../../src/store/creatives.js';
import { openStore } from '../../src/store/database.js';
import { saveEmbedding } from '../../src/store/embeddings.js';
import { loadSeparateModel } from '../helpers/built.js';
import { makeClip, programs } from '../helpers/clips.js';
import { VIT_B_32, writeClip } from '../helpers/tiny-clip.js';
import { type BenchLine, median } from './line.js';

const CLIPS = 32;
const MEBIBYTE = 2 ** 20;

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  try {
    const small = clipsOf(folder, '540x960');
    const large = clipsOf(folder, '1080x1920');
    const bundled = await bundledModel();
    const lines = [
      await paced('bundled network, 540x960', bundled, small),
      await paced('bundled network, 1080x1920', bundled, large),
    ];
    const clip = writeClip(join(folder, 'clip'), { size: VIT_B_32, visionOnly: true });
    for (const precision of ['q8', 'fp32'] as const) {
      const model = await namedFolder(clip, precision);
      lines.push(await paced(`CLIP ViT-B/32 shape ${precision}, 1080x1920`, model, large));
    }
    return [...lines, await precisionLine(clip), await secondRun(), search()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Several copies of one clip of 15 s: moving, grainy, a key frame every two seconds. */
function clipsOf(folder: string, size: string): string[] {
  const encode = [
    '-vf',
    'noise=alls=6:allf=t',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '26',
    '-pix_fmt',
    'yuv420p',
  ];
  const first = makeClip(folder, `${size}.mp4`, { size, fps: 30, seconds: 15, keyFrames: 60, encode });
  return Array.from({ length: CLIPS }, (_, index) => {
    const path = join(folder, `${size}-${index}.mp4`);
    copyFileSync(first, path);
    return path;
  });
}

/**
 * Frames a second from files to vectors, over those of a session alike that is fed ready tensors just before and after.
 * Decoding takes the same cores, so beside it stands what decoding all and then running the model would reach;
 * overlapping fills the gaps that each of them leaves on the cores, and may come out above.
 */
async function paced(what: string, folder: ModelFolder, paths: readonly string[]): Promise<BenchLine> {
  const model = await loadSeparateModel(folder);
  const files = await Promise.all(paths.map(async (path) => ({ path, media: await probeMedia(path, programs) })));
  const before = await ceiling(folder);
  const started = performance.now();
  let frames = 0;
  for await (const result of embedFiles(files, { model, programs })) {
    if ('skipped' in result) throw new Error(`${result.file.path}: ${result.skipped}`);
    frames += result.vectors.frames.length;
  }
  const pace = (1000 * frames) / (performance.now() - started);
  const after = await ceiling(folder);
  const own = (before.pace + after.pace) / 2;
  const peak = (process.resourceUsage().maxRSS + after.peakKibibytes) / 1024;
  const decoding = await decodingPace(files, model);
  const inTurn = decoding / (decoding + own);
  await model.dispose();
  return {
    part: 'embed',
    what,
    figure:
      `${pace.toFixed(1)} frames/s, ${(pace / (frames / files.length)).toFixed(1)} clips/s, ` +
      `${peak.toFixed(0)} MiB with the model`,
    against:
      `${(pace / own).toFixed(2)} of the session's own ${own.toFixed(1)} frames/s; decoding alone ` +
      `${decoding.toFixed(1)}, and one after the other ${inTurn.toFixed(2)}`,
    goal: '>= 0.85',
  };
}

/** Frames a second of the decoders alone, as many of them at once as there are cores. */
async function decodingPace(files: readonly MediaFile[], { input }: ImageModel): Promise<number> {
  const decode = ({ path, media }: MediaFile): Promise<Frame[]> => sampleFrames(path, media, input.shape, programs);
  const started = performance.now();
  let frames = 0;
  const running = availableParallelism();
  for await (const decoded of readAhead(files, decode, { running, ahead: 2 * running })) frames += decoded.length;
  return (1000 * frames) / (performance.now() - started);
}

/** Frames a second of a session like the one that embeds, fed ready tensors. */
async function ceiling(folder: ModelFolder): Promise<{ pace: number; peakKibibytes: number }> {
  const program = fileURLToPath(new URL('./embed/model-pace.ts', import.meta.url));
  const args = [...process.execArgv, program, JSON.stringify(folder)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

/** How far 8 bits turn the vectors of a CLIP-shaped model with random weights. */
async function precisionLine(clip: string): Promise<BenchLine> {
  const exact = await loadImageModel(await namedFolder(clip, 'fp32'));
  const whole = await loadImageModel(await namedFolder(clip, 'q8'));
  const { uniform } = seeded(1);
  const cosines: number[] = [];
  for (let frame = 0; frame < 10; frame += 1) {
    const data = new Uint8Array(frameBytes(exact.input.shape)).map(() => Math.floor(256 * uniform()));
    const [[a], [b]] = await Promise.all([exact.run([{ data }]), whole.run([{ data }])]);
    cosines.push(dot(a.vector, b.vector));
  }
  return {
    part: 'embed',
    what: 'cosine of q8 and fp32 vectors, lowest of 10 pictures',
    figure: Math.min(...cosines).toFixed(4),
  };
}

/** `creo embed` over a library that has not changed. */
async function secondRun(): Promise<BenchLine> {
  const files = 5000;
  const db = openStore(':memory:', { create: true });
  const { modelId } = await bundledModel();
  const media = {
    kind: 'video',
    durationSeconds: 15,
    width: 1080,
    height: 1920,
    fps: 30,
    hasAudio: true,
    hdr: null,
    sizeBytes: 1,
  } as const;
  for (let file = 0; file < files; file += 1) {
    const contentHash = `hash ${file}`;
    const named = { name: `ad ${file}`, category: null, path: `/ads/${file}.mp4`, contentHash, media };
    const creativeId = addCreative(db, { ...named, createdAt: '2026-07-14T09:00:00.000Z' });
    saveEmbedding(db, { creativeId, modelId, contentHash, vector: new Float32Array(256).fill(1 / 16) });
  }
  const context = {
    config: resolveConfig({}, {}),
    db,
    log: () => {},
    progress: () => ({ advance() {}, note() {}, done() {} }),
    ask: { available: false, select: never, text: never, confirm: never },
    isRead: false,
    now: () => '2026-07-14T09:00:00.000Z',
    signal: new AbortController().signal,
  };
  const started = performance.now();
  await embed(context, { model: 'bundled', precision: 'q8', again: false });
  const each = (performance.now() - started) / files;
  db.close();
  return {
    part: 'embed',
    what: 'a second run over unchanged files',
    figure: `${each.toFixed(3)} ms a file`,
    goal: '< 1 ms',
  };
}

const never = (): Promise<never> => Promise.reject(new Error('nobody is there to answer'));

function search(): BenchLine {
  const [count, dims] = [100_000, 512];
  const { uniform } = seeded(1);
  const values = new Float32Array(count * dims).map(() => uniform() - 0.5);
  const query = normalised(values.slice(0, dims)) ?? values;
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    nearest({ values, count, dims }, query, 10);
    return performance.now() - started;
  });
  const size = `${((count * dims * 4) / MEBIBYTE).toFixed(0)} MiB`;
  return {
    part: 'embed',
    what: `nearest 10 of 100,000 x 512 vectors (${size})`,
    figure: `${median(times).toFixed(0)} ms`,
    goal: '< 1000 ms',
  };
}
