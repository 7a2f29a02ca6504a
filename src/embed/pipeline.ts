/**
 * Media files to vectors. The frames of the next clips are decoded while the model looks at the present one, and only a
 * few clips are in memory at any time.
 */
import { availableParallelism } from 'node:os';
import { meanDirection } from '../cluster/vectors.js';
import { readAsAdded } from '../media/as-added.js';
import type { Frame } from '../media/frame.js';
import { MediaError } from '../media/media-error.js';
import type { MediaPrograms } from '../media/programs.js';
import { readAhead } from '../media/read-ahead.js';
import { sampleFrames } from '../media/sample.js';
import type { FrameVector, MediaFacts, Subject } from '../model.js';
import type { FrameResult, ImageModel } from './image-model.js';
import { subjectsOf } from './subjects.js';
import { thumbnail } from './thumbnail.js';

export interface MediaFile {
  path: string;
  media: MediaFacts;
  /** Content that the file must still have; left out for one that is not in the library. */
  contentHash?: string;
}

/** What a model makes of one file. */
export interface FileVectors {
  /** Mean direction of the frames, L2-normalised. */
  vector: Float32Array;
  frames: readonly FrameVector[];
  /** Empty for a model without classes. */
  subjects: readonly Subject[];
}

export type FileResult<File> = { file: File } & ({ vectors: FileVectors } | { skipped: string });

export interface EmbedOptions {
  model: ImageModel;
  programs: MediaPrograms;
  signal?: AbortSignal;
}

/** Clips that may be under way, decoded or looked at: their frames are about 2 MB each. */
const CLIPS_AHEAD = 8;

/**
 * The vectors of each file, in order. A file that cannot be decoded, or is not the one that was added, comes with the reason, and the rest go on. When
 * `signal` is aborted no further file is given.
 */
export async function* embedFiles<File extends MediaFile>(
  files: Iterable<File>,
  { model, programs, signal }: EmbedOptions,
): AsyncGenerator<FileResult<File>> {
  const work = async (
    file: File,
  ): Promise<{ file: File; vectors: Promise<FileVectors> } | { file: File; skipped: string }> => {
    try {
      const { path, media, contentHash } = file;
      const sample = (): Promise<Frame[]> => sampleFrames(path, media, model.input.shape, programs);
      const frames = await (contentHash === undefined ? sample() : readAsAdded({ path, media, contentHash }, sample));
      // Asked at once and waited for in turn: the model is never without the next clip, and the decoder is free again.
      const vectors = vectorsOf(frames, model);
      vectors.catch(() => {});
      return { file, vectors };
    } catch (thrown) {
      if (thrown instanceof MediaError) return { file, skipped: thrown.message };
      throw thrown;
    }
  };
  const options = { running: decoders(), ahead: CLIPS_AHEAD, ...(signal ? { signal } : {}) };
  for await (const found of readAhead(files, work, options)) {
    if (signal?.aborted) return;
    yield 'skipped' in found ? found : { file: found.file, vectors: await found.vectors };
  }
}

const decoders = (): number => Math.max(2, availableParallelism());

async function vectorsOf(frames: readonly Frame[], model: ImageModel): Promise<FileVectors> {
  const { framesAtOnce } = model;
  const runs = Array.from({ length: Math.ceil(frames.length / framesAtOnce) }, (_, run) =>
    model.run(frames.slice(run * framesAtOnce, (run + 1) * framesAtOnce)),
  );
  const results = await Promise.all(runs);
  return combined(frames, results.flat(), model);
}

function combined(
  frames: readonly Frame[],
  results: readonly FrameResult[],
  { labels, input }: ImageModel,
): FileVectors {
  const moments = frames.map(({ atSeconds, data }, row) => ({
    atSeconds,
    thumbnail: thumbnail(data, input.shape),
    ...results[row]!,
  }));
  const scored = moments.flatMap(({ atSeconds, scores }) => (scores ? [{ atSeconds, scores }] : []));
  return {
    // Directions of pictures never cancel out in practice; the first frame would then stand for the clip.
    vector: meanDirection(moments.map(({ vector }) => vector)) ?? moments[0]!.vector,
    frames: moments.map(({ atSeconds, vector, thumbnail: small }) => ({ atSeconds, vector, thumbnail: small })),
    subjects: labels ? subjectsOf(scored, labels) : [],
  };
}
