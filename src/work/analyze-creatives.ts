/**
 * Measures pacing, motion, picture, sound and faces of every new or changed file, reads the words on the screen, and with
 * CLIP names hook, emotion, format and talent.
 */
import { judgeWords, saidByCreative } from '../answers/said.js';
import { chooseModel } from '../embed/choose.js';
import type { ModelFolder, Precision } from '../embed/model-folder.js';
import { readTextFile } from '../files/read-text.js';
import { changedSince } from '../media/as-added.js';
import type { Creative, ReadLine } from '../model.js';
import { detectAll, nameVectors } from '../patterns/detect-all.js';
import { patternRow } from '../patterns/rows.js';
import { parseTaxonomy, TAXONOMY, type Taxonomy } from '../patterns/taxonomy.js';
import { resolveLanguages } from '../reading/language-data.js';
import { readyRuntime } from '../runtime/fetch.js';
import { allCreatives } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { framesOf } from '../store/embeddings.js';
import { allPatterns } from '../store/patterns.js';
import { removeDetectedTags, saveTag, tagsInForce } from '../store/tags.js';
import { allWords } from '../store/words.js';
import { type AnalyzedFile, analyseFiles, type TaskOptions, tasksFor, USUAL_LANGUAGES } from './analyzing/files.js';
import { nameSmiles } from './analyzing/smiles.js';
import { keepSubtitles } from './analyzing/subtitles.js';
import { type Detected, nameTalent } from './analyzing/talent.js';
import type { Context } from './context.js';

export interface AnalyzeOptions extends TaskOptions {
  /** `auto`, `clip` or a folder: what names hook and the rest. */
  model: string;
  precision: Precision;
  /** A file that replaces the taxonomy; null for creo's own. */
  taxonomy: string | null;
  /** Below this probability the answer is unknown. */
  threshold: number;
}

/** Throws UserError where a model, a taxonomy or language data cannot be had. */
export async function analyzeCreatives(context: Context, options: AnalyzeOptions) {
  const { db } = context;
  const taxonomy =
    options.taxonomy === null ? TAXONOMY : parseTaxonomy(readTextFile(options.taxonomy), options.taxonomy);
  const { model: folder } = await chooseModel(options.model, {
    modelFolder: context.config.modelFolder,
    precision: options.precision,
  });
  const languages = options.words ? resolveLanguages(options.textLanguages ?? USUAL_LANGUAGES) : null;
  const all = allCreatives(db);
  const files = all.flatMap(fileOf);
  const work = tasksFor(context, files, options);
  const { measured, read, skipped } = await analyseFiles(context, work, languages);
  const { detections, model, notes } = await detected(context, folder, taxonomy, { ...options, files: files.length });
  nameTalent(db, detections);
  nameSmiles(db, detections);
  inTransaction(db, () => {
    keepSubtitles(context, files);
    judgeWords(db);
  });
  const fileById = new Map(files.map((file) => [file.creativeId, file]));
  const words = allWords(db);
  const saidBy = saidByCreative(db);
  const creatives = allPatterns(db).flatMap((patterns) => {
    const { creativeId } = patterns;
    const file = fileById.get(creativeId);
    if (!file) return [];
    const own = { detected: detections.get(creativeId) ?? [], words: words.get(creativeId) ?? [] };
    const { says, tags: said } = saidBy(creativeId);
    return [{ ...patternRow(file.name, patterns, file.media), ...own, says, said }];
  });
  const looked = new Set(work.map(({ file }) => file.creativeId));
  const changed = await changedSince(files.filter(({ creativeId }) => !looked.has(creativeId)));
  const unchanged = files.length - work.length;
  const withoutMedia = all.length - files.length;
  return {
    measured,
    read,
    unchanged,
    withoutMedia,
    model,
    taxonomy: model && taxonomy.version,
    creatives,
    skipped,
    notes: [...(changed === null ? [] : [changed]), ...notes, ...unreadNote([...words.values()].flat())],
  };
}

/** Says that there are lines which nothing here can write. */
function unreadNote(lines: readonly ReadLine[]): string[] {
  const unread = lines.filter(({ language }) => language === null).length;
  if (unread === 0) return [];
  return [
    `${unread} lines are in letters that were not read; --text-language says which languages to expect, \`creo doctor\` which can be read`,
  ];
}

const fileOf = ({ creativeId, name, path, contentHash, media }: Creative): AnalyzedFile[] =>
  path !== null && contentHash !== null && media !== null ? [{ creativeId, name, path, contentHash, media }] : [];

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
      notes: [
        'Emotion beyond smiles, format, and the hook of ads without words, need CLIP (`creo model pull`), or tags that you set: creo tag',
      ],
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
  const { loadTextModel } = await import('../embed/text-model.js');
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
