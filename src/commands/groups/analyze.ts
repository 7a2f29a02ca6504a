/**
 * `creo analyze`: measures pacing, motion, picture and sound of every new or changed file, and with CLIP names hook,
 * emotion, format and talent. `--json`: `{ measured, unchanged, withoutMedia, model, taxonomy, creatives: [{ creativeId,
 * creative, shots, firstCutSeconds, meanShotSeconds, densestShots, pace, dynamicStart, quickPacing, motion, brightness,
 * saturation, colours, textArea, loudnessLufs, silence, voiceScore, beatScore, beatsPerMinute, looks, boundaries,
 * detected: [{ tag, value, score, atSeconds }] }], skipped: [{ path, reason }] }`. A detected value of null is unknown;
 * model and taxonomy are null where nothing could be named.
 */
import { chooseModel } from '../../embed/choose.js';
import type { ModelFolder, Precision } from '../../embed/model-folder.js';
import type { View } from '../../fields.js';
import { readTextFile } from '../../files/read-text.js';
import { changedSince, readAsAdded } from '../../media/as-added.js';
import { decodeAudio, decodeFrames } from '../../media/decode.js';
import { MediaError } from '../../media/media-error.js';
import { type MediaPrograms, mediaPrograms } from '../../media/programs.js';
import { readAhead } from '../../media/read-ahead.js';
import type { Creative, MediaFacts, Patterns } from '../../model.js';
import { type CreativeDetection, detectAll, nameVectors } from '../../patterns/detect-all.js';
import {
  type Decoded,
  framesPerSecond,
  MEASURED_SECONDS,
  measure,
  PATTERNS_VERSION,
  textTimes,
} from '../../patterns/measure.js';
import { patternRow } from '../../patterns/rows.js';
import { SOUND_RATE } from '../../patterns/sound.js';
import { FRAME_SIDE, type FrameSummary, summarise } from '../../patterns/summary.js';
import { parseTaxonomy, TAXONOMY, type Taxonomy } from '../../patterns/taxonomy.js';
import { TEXT_FRAME_SIDE, textLikeArea } from '../../patterns/text-area.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { allCreatives } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { framesOf } from '../../store/embeddings.js';
import { allPatterns, measuredHashes, savePatterns } from '../../store/patterns.js';
import { removeDetectedTags, saveTag, tagsInForce } from '../../store/tags.js';
import type { Context } from '../context.js';

export interface AnalyzeOptions {
  /** Measure every file again. */
  again: boolean;
  /** `auto`, `clip` or a folder: what names hook and the rest. */
  model: string;
  precision: Precision;
  /** A file that replaces the taxonomy; null for creo's own. */
  taxonomy: string | null;
  /** Below this probability the answer is unknown. */
  threshold: number;
}

/** Clips that are decoded at once: one while another is measured. */
const RUNNING = 2;

type Detected = Omit<CreativeDetection, 'creativeId'>;

interface File {
  creativeId: number;
  name: string;
  path: string;
  contentHash: string;
  media: MediaFacts;
}

export async function run(context: Context, options: AnalyzeOptions): Promise<View> {
  const { db } = context;
  const taxonomy =
    options.taxonomy === null ? TAXONOMY : parseTaxonomy(readTextFile(options.taxonomy), options.taxonomy);
  const { model: folder } = await chooseModel(options.model, {
    modelFolder: context.config.modelFolder,
    precision: options.precision,
  });
  const all = allCreatives(db);
  const files = all.flatMap(fileOf);
  const done = options.again ? new Map<number, string>() : measuredHashes(db, PATTERNS_VERSION);
  const work = files.filter(({ creativeId, contentHash }) => done.get(creativeId) !== contentHash);
  const { measured, skipped } = await measureFiles(context, work);
  const { detections, model, notes } = await detected(context, folder, taxonomy, { ...options, files: files.length });
  const fileById = new Map(files.map((file) => [file.creativeId, file]));
  const creatives = allPatterns(db).flatMap((patterns) => {
    const { creativeId } = patterns;
    const file = fileById.get(creativeId);
    return file ? [{ ...patternRow(file.name, patterns, file.media), detected: detections.get(creativeId) ?? [] }] : [];
  });
  const looked = new Set(work.map(({ creativeId }) => creativeId));
  const changed = await changedSince(files.filter(({ creativeId }) => !looked.has(creativeId)));
  const unchanged = files.length - work.length;
  const withoutMedia = all.length - files.length;
  return {
    json: { measured, unchanged, withoutMedia, model, taxonomy: model && taxonomy.version, creatives, skipped },
    headline: [
      `${measured} measured, ${unchanged} unchanged`,
      ...(withoutMedia > 0 ? [`${withoutMedia} without a file`] : []),
      ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ].join(', '),
    tables: [
      {
        fields: [
          'creative',
          'shots',
          'firstCutSeconds',
          'meanShotSeconds',
          'quickPacing',
          'motion',
          'loudnessLufs',
          'looks',
        ],
        rows: creatives.map(({ colours, boundaries, detected: own, ...row }) => row),
      },
      {
        title: 'Detected',
        fields: ['creative', 'tag', 'tagValue', 'score', 'atSeconds'],
        rows: creatives.flatMap(({ creative, detected: own }) =>
          own.flatMap(({ tag, value, ...each }) =>
            value === null ? [] : [{ creative, tag, tagValue: value, ...each }],
          ),
        ),
      },
    ],
    notes: changed === null ? notes : [changed, ...notes],
  };
}

const fileOf = ({ creativeId, name, path, contentHash, media }: Creative): File[] =>
  path !== null && contentHash !== null && media !== null ? [{ creativeId, name, path, contentHash, media }] : [];

/** Measures these files and stores each as it is done, so that a run that was stopped goes on where it was. */
async function measureFiles({ config, db, log, progress: startProgress, signal }: Context, work: readonly File[]) {
  const skipped: { path: string; reason: string }[] = [];
  let measured = 0;
  if (work.length === 0) return { measured, skipped };
  const programs = await mediaPrograms(config);
  const progress = startProgress('Measuring', work.length, 'files');
  const decode = async (file: File): Promise<{ file: File; patterns: Patterns | null; reason: string }> => {
    const { creativeId, contentHash, path, media } = file;
    try {
      const figures = measure(media, await readAsAdded(file, () => decoded(path, media, programs)));
      return { file, patterns: figures && { creativeId, contentHash, ...figures }, reason: 'no frame can be decoded' };
    } catch (thrown) {
      if (thrown instanceof MediaError) return { file, patterns: null, reason: thrown.message };
      throw thrown;
    }
  };
  for await (const { file, patterns, reason } of readAhead(work, decode, {
    running: RUNNING,
    ahead: RUNNING,
    signal,
  })) {
    if (signal.aborted) break;
    if (patterns) {
      inTransaction(db, () => savePatterns(db, patterns, PATTERNS_VERSION));
      measured += 1;
    } else {
      skipped.push({ path: file.path, reason });
      log(`skipped ${file.path}: ${reason}`);
    }
    progress.note(file.name);
    progress.advance();
  }
  progress.done();
  return { measured, skipped };
}

async function decoded(path: string, media: MediaFacts, programs: MediaPrograms): Promise<Decoded> {
  const options = { programs, untilSeconds: MEASURED_SECONDS };
  const frames: FrameSummary[] = [];
  const small = { width: FRAME_SIDE, height: FRAME_SIDE, pixelFormat: 'rgb24' as const };
  for await (const frame of decodeFrames(path, media, { fps: framesPerSecond(media), ...small }, options)) {
    frames.push(summarise(frame));
  }
  const textAreas: number[] = [];
  const gray = { width: TEXT_FRAME_SIDE, height: TEXT_FRAME_SIDE, pixelFormat: 'gray' as const };
  for await (const { data } of decodeFrames(path, media, { times: textTimes(media), ...gray }, options)) {
    textAreas.push(textLikeArea(data));
  }
  const chunks: Float32Array[] = [];
  for await (const chunk of decodeAudio(path, media, { sampleRate: SOUND_RATE }, options)) chunks.push(chunk);
  const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  return { frames, textAreas, samples };
}

/** Names what the frames show and keeps the answers as detected tags; those of a person or a naming convention stand above them. */
async function detected(
  context: Context,
  folder: ModelFolder,
  taxonomy: Taxonomy,
  { model, threshold, files }: AnalyzeOptions & { files: number },
) {
  const { db, signal, progress: startProgress } = context;
  const nothing = { detections: new Map<number, Detected[]>(), model: null };
  if (signal.aborted) return { ...nothing, notes: ['Stopped; `creo analyze` goes on from here'] };
  if (!folder.hasText) {
    return {
      ...nothing,
      notes: ['Hook, emotion, format and talent need CLIP (`creo model pull`), or tags that you set: creo tag'],
    };
  }
  const frames = framesOf(db, folder.modelId);
  if (frames.length === 0) {
    return {
      ...nothing,
      notes: [`No frames were looked at with ${folder.modelId} yet: run \`creo embed --model ${model}\``],
    };
  }
  // On demand: loading ONNX Runtime takes longer than everything else here.
  const { loadTextModel } = await import('../../embed/text-model.js');
  await readyRuntime(context);
  const textModel = await loadTextModel(folder);
  const progress = startProgress('Reading the taxonomy', null, 'descriptions');
  const names = await nameVectors(taxonomy, async (texts) => {
    const vectors = await textModel.vectorsOf(texts);
    progress.advance(texts.length);
    return vectors;
  });
  progress.done();
  await textModel.dispose();
  const found = detectAll(frames, names, {
    threshold,
    given: tagsInForce(db).filter(({ source }) => source === 'person'),
  });
  const detections = new Map<number, Detected[]>();
  for (const { creativeId, ...detection } of found) {
    detections.set(creativeId, [...(detections.get(creativeId) ?? []), detection]);
  }
  inTransaction(db, () => {
    for (const [creativeId, own] of detections) {
      // What an earlier taxonomy saw is gone with it.
      removeDetectedTags(db, creativeId);
      for (const { tag, value, score, atSeconds } of own) {
        if (value !== null) saveTag(db, { creativeId, key: tag, value, source: 'detected', score, atSeconds });
      }
    }
  });
  const unseen = files - detections.size;
  const notes =
    unseen > 0
      ? [`${unseen} files were not looked at with ${folder.modelId}: run \`creo embed --model ${model}\``]
      : [];
  return { detections, model: folder.modelId, notes };
}
