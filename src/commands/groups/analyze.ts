/**
 * `creo analyze`: measures pacing, motion, picture, sound and faces of every new or changed file, reads the words on the
 * screen, and with CLIP names hook, emotion, format and talent. `--json`: `{ measured, read, unchanged, withoutMedia, model,
 * taxonomy, creatives: [{ creativeId, creative, shots, firstCutSeconds, meanShotSeconds, densestShots, pace, dynamicStart,
 * quickPacing, talksAtOnce, motion, brightness, saturation, colours, textArea, loudnessLufs, silence, voiceScore,
 * speechShare, speechStartSeconds, beatScore, beatsPerMinute, faceShare, severalFacesShare, mostFaces, mostFacesSeconds,
 * looks, boundaries, words: [{ atSeconds, untilSeconds, text, box, confidence, language, furniture, block }], says,
 * said: [{ key, value, line, atSeconds, medium, score, discount, amountMicros, currency }],
 * detected: [{ tag, value, score, atSeconds }] }], skipped: [{ path, reason }] }`. `said` is what the words say, on the screen
 * or spoken (from subtitles beside the file); a detected value of null is unknown; model and taxonomy are null where
 * nothing could be named.
 */
import { judgeWords, saidByCreative } from '../../answers/said.js';
import { chooseModel } from '../../embed/choose.js';
import type { ModelFolder, Precision } from '../../embed/model-folder.js';
import type { View } from '../../fields.js';
import { readTextFile } from '../../files/read-text.js';
import { subtitleFinder } from '../../files/subtitles.js';
import { WORDS_VERSION } from '../../lettering/captions.js';
import { MediaError } from '../../media/media-error.js';
import { mediaPrograms } from '../../media/programs.js';
import { readAhead } from '../../media/read-ahead.js';
import type { Creative, MediaFacts, ReadLine, ShotBoundary } from '../../model.js';
import { type CreativeDetection, detectAll, nameVectors } from '../../patterns/detect-all.js';
import { PATTERNS_VERSION } from '../../patterns/measure.js';
import { patternRow } from '../../patterns/rows.js';
import { settledTalent, talentOf } from '../../patterns/talent.js';
import { parseTaxonomy, TAXONOMY, type Taxonomy } from '../../patterns/taxonomy.js';
import { spokenLines } from '../../patterns/words/subtitles.js';
import { analyseClip, type ClipAnalysis } from '../../reading/analyse-clip.js';
import { resolveLanguages } from '../../reading/language-data.js';
import type { ReaderLanguages } from '../../reading/word-reader.js';
import { allCreatives } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { framesOf } from '../../store/embeddings.js';
import { allPatterns, measuredHashes, savePatterns } from '../../store/patterns.js';
import { allSpoken, forgetSaid, saveSpoken } from '../../store/said.js';
import { removeDetectedTags, saveTag, tagsInForce } from '../../store/tags.js';
import { allWords, readings, saveReading, saveWords } from '../../store/words.js';
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
  /** Whether to read the words on the screen. */
  words: boolean;
  /** Languages, ISO 639-1, that they may be in. */
  textLanguages: readonly string[];
}

/** Clips that are decoded at once: one while another is looked at. */
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
  const languages = options.words ? resolveLanguages(options.textLanguages) : null;
  const all = allCreatives(db);
  const files = all.flatMap(fileOf);
  const work = tasksFor(context, files, options);
  const { measured, read, skipped } = await analyseFiles(context, work, languages);
  const { detections, model, notes } = await detected(context, folder, taxonomy, { ...options, files: files.length });
  nameTalent(context, detections);
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
  const unchanged = files.length - work.length;
  const withoutMedia = all.length - files.length;
  return {
    json: { measured, read, unchanged, withoutMedia, model, taxonomy: model && taxonomy.version, creatives, skipped },
    headline: [
      `${measured} measured, ${unchanged} unchanged`,
      ...(read > 0 ? [`${read} read`] : []),
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
        rows: creatives.map(({ colours, boundaries, detected: own, words: lines, said, ...row }) => row),
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
      {
        title: 'Said',
        fields: ['creative', 'tag', 'tagValue', 'line', 'atSeconds'],
        rows: creatives.flatMap(({ creative, said }) =>
          said.map(({ key, value, line, atSeconds }) => ({ creative, tag: key, tagValue: value, line, atSeconds })),
        ),
      },
    ],
    notes: [...notes, ...unreadNote([...words.values()].flat())],
  };
}

/** What is to be done of each file: nothing of those that were measured, and read, as they are. */
function tasksFor({ db }: Context, files: readonly File[], { again, words, textLanguages }: AnalyzeOptions): Task[] {
  const measuredBefore = again ? new Map<number, string>() : measuredHashes(db, PATTERNS_VERSION);
  const readBefore = readings(db);
  const boundaries = new Map(allPatterns(db).map((patterns) => [patterns.creativeId, patterns.boundaries]));
  const languages = [...new Set(textLanguages)].sort().join(',');
  return files.flatMap((file): Task[] => {
    const { creativeId, contentHash } = file;
    const isMeasured = measuredBefore.get(creativeId) === contentHash;
    const before = readBefore.get(creativeId);
    const isRead =
      !again &&
      before?.contentHash === contentHash &&
      before.version === WORDS_VERSION &&
      before.languages === languages;
    const read = words && !isRead;
    if (isMeasured && !read) return [];
    return [{ file, known: isMeasured ? (boundaries.get(creativeId) ?? null) : null, read, languages }];
  });
}

/** Takes over the subtitles that lie beside the files, where they are others than before. */
function keepSubtitles({ db, log }: Context, files: readonly File[]): void {
  const before = allSpoken(db);
  const subtitlesOf = subtitleFinder();
  for (const { creativeId, path } of files) {
    const found = subtitlesOf(path);
    // A file that is away for now keeps what was read of it.
    if (found === null) continue;
    const lines = spokenLines(readTextFile(found));
    if (lines.length === 0) log(`no subtitles could be read from ${found}`);
    if (JSON.stringify(lines) !== JSON.stringify(before.get(creativeId) ?? [])) saveSpoken(db, creativeId, lines);
  }
}

/** Says that there are lines which nothing here can write. */
function unreadNote(lines: readonly ReadLine[]): string[] {
  const unread = lines.filter(({ language }) => language === null).length;
  if (unread === 0) return [];
  return [
    `${unread} lines are in letters that were not read; --text-language says which languages to expect, \`creo doctor\` which can be read`,
  ];
}

/** Tells from the faces who is seen, beside what CLIP named in this run or an earlier one. */
function nameTalent({ db }: Context, detections: Map<number, Detected[]>): void {
  const before = new Map(
    tagsInForce(db)
      .filter(({ key, source }) => key === 'talent' && source === 'detected')
      .map((tag) => [tag.creativeId, tag.value]),
  );
  inTransaction(db, () => {
    for (const patterns of allPatterns(db)) {
      const { creativeId } = patterns;
      const own = detections.get(creativeId) ?? [];
      const named = own.find(({ tag }) => tag === 'talent')?.value ?? before.get(creativeId) ?? null;
      const talent = settledTalent(talentOf(patterns), named);
      if (!talent) continue;
      saveTag(db, { creativeId, key: 'talent', source: 'detected', ...talent });
      detections.set(creativeId, [...own.filter(({ tag }) => tag !== 'talent'), { tag: 'talent', ...talent }]);
    }
  });
}

interface Task {
  file: File;
  /** Where its shots end, of a file whose figures are known and only its words wanted. */
  known: readonly ShotBoundary[] | null;
  read: boolean;
  /** The languages of this run, as they are noted with what was read. */
  languages: string;
}

const fileOf = ({ creativeId, name, path, contentHash, media }: Creative): File[] =>
  path !== null && contentHash !== null && media !== null ? [{ creativeId, name, path, contentHash, media }] : [];

/** Analyses these files and stores each as it is done, so that a run that was stopped goes on where it was. */
async function analyseFiles(
  { config, db, log, progress: startProgress, signal }: Context,
  work: readonly Task[],
  languages: ReaderLanguages | null,
) {
  const skipped: { path: string; reason: string }[] = [];
  let measured = 0;
  let read = 0;
  if (work.length === 0) return { measured, read, skipped };
  const programs = await mediaPrograms(config);
  const progress = startProgress(languages ? 'Measuring and reading' : 'Measuring', work.length, 'files');
  // On demand: loading the networks takes longer than starting everything else.
  const { startReader } = await import('../../reading/separate-reader.js');
  const reader = await startReader(work.some((task) => task.read) ? languages : null);
  const analyse = async (task: Task): Promise<{ task: Task; analysis: ClipAnalysis | null; reason: string }> => {
    try {
      const analysis = await analyseClip({ ...task.file, ...task }, programs, reader);
      const isEmpty = analysis.figures === null && task.known === null;
      return { task, analysis: isEmpty ? null : analysis, reason: 'no frame can be decoded' };
    } catch (thrown) {
      if (thrown instanceof MediaError) return { task, analysis: null, reason: thrown.message };
      throw thrown;
    }
  };
  try {
    for await (const { task, analysis, reason } of readAhead(work, analyse, {
      running: RUNNING,
      ahead: RUNNING,
      signal,
    })) {
      if (signal.aborted) break;
      const { creativeId, contentHash, name, path } = task.file;
      if (analysis) {
        const { figures, words } = analysis;
        inTransaction(db, () => {
          if (figures) savePatterns(db, { creativeId, contentHash, ...figures }, PATTERNS_VERSION);
          if (words) {
            saveReading(db, creativeId, { contentHash, version: WORDS_VERSION, languages: task.languages });
            saveWords(db, creativeId, words);
            forgetSaid(db, creativeId);
          }
        });
        if (figures) measured += 1;
        if (words) read += 1;
      } else {
        skipped.push({ path, reason });
        log(`skipped ${path}: ${reason}`);
      }
      progress.note(name);
      progress.advance();
    }
  } finally {
    await reader.dispose();
  }
  progress.done();
  return { measured, read, skipped };
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
      notes: [
        'Emotion and format, and the hook of ads without words, need CLIP (`creo model pull`), or tags that you set: creo tag',
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
  const { loadTextModel } = await import('../../embed/text-model.js');
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
