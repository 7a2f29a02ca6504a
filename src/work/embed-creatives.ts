/**
 * The files of the library to vectors. Only what is new or changed is looked at; each creative is stored as it is done, so
 * that a run that was stopped goes on where it was.
 */
import { findDuplicates } from '../answers/duplicates.js';
import { chooseModel } from '../embed/choose.js';
import { modelRoot, type Precision } from '../embed/model-folder.js';
import { embedFiles } from '../embed/pipeline.js';
import { UserError } from '../errors.js';
import { changedSince } from '../media/as-added.js';
import { mediaPrograms } from '../media/programs.js';
import type { MediaFacts, Subject } from '../model.js';
import { readyRuntime } from '../runtime/fetch.js';
import { allCreatives } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { embeddedHashes, saveVectors } from '../store/embeddings.js';
import type { Context } from './context.js';

export interface EmbedOptions {
  /** `auto`, `clip`, `bundled` or a folder. */
  model: string;
  precision: Precision;
  /** Look at every file again. */
  again: boolean;
}

interface Work {
  creativeId: number;
  name: string;
  path: string;
  contentHash: string;
  media: MediaFacts;
}

export interface Embedded {
  modelId: string;
  /** Null when nothing was left to do. */
  dims: number | null;
  embedded: number;
  unchanged: number;
  withoutMedia: number;
  creatives: readonly { creativeId: number; creative: string; frames: number; subjects: readonly Subject[] }[];
  skipped: readonly { path: string; reason: string }[];
  /** What to do about files that changed since they were added; null where none did. */
  changed: string | null;
}

/** Throws UserError where the model is not there or does not fit. */
export async function embedCreatives(
  context: Context,
  { model: choice, precision, again }: EmbedOptions,
): Promise<Embedded> {
  const { config, db, log, signal } = context;
  const { model: folder, remark } = await modelFor(context, choice, precision);
  const { modelId } = folder;
  const all = allCreatives(db);
  const withMedia = all.flatMap(({ creativeId, name, path, contentHash, media }): Work[] =>
    path !== null && contentHash !== null && media !== null ? [{ creativeId, name, path, contentHash, media }] : [],
  );
  const done = again ? new Map<number, string>() : embeddedHashes(db, modelId);
  const work = withMedia.filter(({ creativeId, contentHash }) => done.get(creativeId) !== contentHash);
  const creatives: { creativeId: number; creative: string; frames: number; subjects: readonly Subject[] }[] = [];
  const skipped: { path: string; reason: string }[] = [];
  let dims: number | null = null;
  if (work.length > 0) {
    if (remark !== null) log(remark);
    // On demand: loading ONNX Runtime takes longer than a run that finds nothing new.
    const { loadSeparateModel } = await import('../embed/separate-model.js');
    await readyRuntime(context);
    const model = await loadSeparateModel(folder);
    dims = model.dims;
    const progress = context.progress('Embedding', work.length, 'files');
    try {
      for await (const result of embedFiles(work, { model, programs: await mediaPrograms(config), signal })) {
        const { creativeId, name, path, contentHash } = result.file;
        if ('skipped' in result) {
          skipped.push({ path, reason: result.skipped });
          log(`skipped ${path}: ${result.skipped}`);
        } else {
          inTransaction(db, () => saveVectors(db, { creativeId, modelId, contentHash, ...result.vectors }));
          const { frames, subjects } = result.vectors;
          creatives.push({ creativeId, creative: name, frames: frames.length, subjects });
        }
        progress.note(name);
        progress.advance();
      }
      progress.done();
    } finally {
      await model.dispose();
    }
    if (creatives.length > 0) findDuplicates(db, modelId);
  }
  const looked = new Set(work.map(({ creativeId }) => creativeId));
  const changed = await changedSince(withMedia.filter(({ creativeId }) => !looked.has(creativeId)));
  const unchanged = withMedia.length - work.length;
  const withoutMedia = all.length - withMedia.length;
  return { modelId, dims, embedded: creatives.length, unchanged, withoutMedia, creatives, skipped, changed };
}

/** `chooseModel`, with an offer to fetch CLIP where it is asked for by name, is not there, and a person is. */
async function modelFor({ config, ask, progress, signal }: Context, choice: string, precision: Precision) {
  const options = { modelFolder: config.modelFolder, precision };
  try {
    return await chooseModel(choice, options);
  } catch (thrown) {
    if (!(thrown instanceof UserError && thrown.code === 'NO_CLIP' && ask.available)) throw thrown;
    const [{ clipBytes }, { HUB, pullClip }] = await Promise.all([
      import('../embed/clip-files.js'),
      import('../embed/pull.js'),
    ]);
    const size = `${Math.round(clipBytes(precision) / 1e6)} MB`;
    const message = `CLIP is not on this machine. Fetch it now (${size} from ${HUB})?`;
    if (!(await ask.confirm({ message, flag: 'creo model pull' }, true))) throw thrown;
    await pullClip({
      root: modelRoot(config.modelFolder),
      precision,
      signal,
      onFile: (file, bytes) => progress(file, bytes, 'bytes'),
    });
    return chooseModel(choice, options);
  }
}
