/** The files of `creo analyze`: which are to be done, and doing them, each stored as it is finished. */
import { WORDS_VERSION } from '../../lettering/captions.js';
import { readAsAdded } from '../../media/as-added.js';
import { MediaError } from '../../media/media-error.js';
import { mediaPrograms } from '../../media/programs.js';
import { readAhead } from '../../media/read-ahead.js';
import type { MediaFacts, ShotBoundary } from '../../model.js';
import { PATTERNS_VERSION } from '../../patterns/measure.js';
import { analyseClip, type ClipAnalysis } from '../../reading/analyse-clip.js';
import type { ReaderLanguages } from '../../reading/word-reader.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { inTransaction } from '../../store/database.js';
import { allPatterns, measuredHashes, savePatterns } from '../../store/patterns.js';
import { forgetSaid } from '../../store/said.js';
import { readings, saveReading, saveWords } from '../../store/words.js';
import type { Context } from '../context.js';

/** What buyers' ads are written in where they do not say, of what creo brings the data for. */
export const USUAL_LANGUAGES: readonly string[] = ['en', 'ru'];

/** Clips that are decoded at once: one while another is looked at. */
const RUNNING = 2;

export interface AnalyzedFile {
  creativeId: number;
  name: string;
  path: string;
  contentHash: string;
  media: MediaFacts;
}

export interface Task {
  file: AnalyzedFile;
  /** Where its shots end, of a file whose figures are known and only its words wanted. */
  known: readonly ShotBoundary[] | null;
  read: boolean;
  /** The languages of this run, as they are noted with what was read. */
  languages: string;
}

export interface TaskOptions {
  /** Measure, and read, every file again. */
  again: boolean;
  /** Whether to read the words on the screen. */
  words: boolean;
  /** Languages (ISO 639-1) that they may be in; null for the usual ones, and what was read in others stays. */
  textLanguages: readonly string[] | null;
}

/** What is to be done of each file: nothing of those that were measured, and read, as they are. */
export function tasksFor(
  { db }: Context,
  files: readonly AnalyzedFile[],
  { again, words, textLanguages }: TaskOptions,
): Task[] {
  const measuredBefore = again ? new Map<number, string>() : measuredHashes(db, PATTERNS_VERSION);
  const readBefore = readings(db);
  const boundaries = new Map(allPatterns(db).map((patterns) => [patterns.creativeId, patterns.boundaries]));
  const languages = [...new Set(textLanguages ?? USUAL_LANGUAGES)].sort().join(',');
  return files.flatMap((file): Task[] => {
    const { creativeId, contentHash } = file;
    const isMeasured = measuredBefore.get(creativeId) === contentHash;
    const before = readBefore.get(creativeId);
    const isRead =
      !again &&
      before?.contentHash === contentHash &&
      before.version === WORDS_VERSION &&
      (textLanguages === null || before.languages === languages);
    const read = words && !isRead;
    if (isMeasured && !read) return [];
    return [{ file, known: isMeasured ? (boundaries.get(creativeId) ?? null) : null, read, languages }];
  });
}

/** Analyses these files and stores each as it is done, so that a run that was stopped goes on where it was. */
export async function analyseFiles(context: Context, work: readonly Task[], languages: ReaderLanguages | null) {
  const { config, db, log, progress: startProgress, signal } = context;
  const skipped: { path: string; reason: string }[] = [];
  let measured = 0;
  let read = 0;
  if (work.length === 0) return { measured, read, skipped };
  const programs = await mediaPrograms(config);
  await readyRuntime(context);
  const progress = startProgress(languages ? 'Measuring and reading' : 'Measuring', work.length, 'files');
  // On demand: loading the networks takes longer than starting everything else.
  const { startReader } = await import('../../reading/separate-reader.js');
  const reader = await startReader(work.some((task) => task.read) ? languages : null);
  const analyse = async (task: Task): Promise<{ task: Task; analysis: ClipAnalysis | null; reason: string }> => {
    try {
      const analysis = await readAsAdded(task.file, () => analyseClip({ ...task.file, ...task }, programs, reader));
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
