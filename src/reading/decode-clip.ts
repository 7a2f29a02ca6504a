/** All that is decoded of one clip: every frame in brief, some to be read, and its sound. */
import { decodeAudio, decodeFrames } from '../media/decode.js';
import type { FrameShape } from '../media/frame.js';
import { MediaError } from '../media/media-error.js';
import type { MediaPrograms } from '../media/programs.js';
import { sampleFrames } from '../media/sample.js';
import type { MediaFacts, ShotBoundary } from '../model.js';
import { framesPerSecond, MEASURED_SECONDS } from '../patterns/measure.js';
import { type ReadSchedule, readSchedule } from '../patterns/read-schedule.js';
import { shotBoundaries } from '../patterns/shots.js';
import { SOUND_RATE } from '../patterns/sound.js';
import { FRAME_SIDE, type FrameSummary, summarise } from '../patterns/summary.js';
import type { PictureAt } from './word-reader.js';

export interface DecodedClip {
  /** Empty, as are the samples, where only the frames to be read were asked for. */
  summaries: readonly FrameSummary[];
  boundaries: readonly ShotBoundary[];
  /** Frames to be read, in order of time. */
  pictures: readonly PictureAt[];
  /** One channel at SOUND_RATE. */
  samples: Float32Array;
}

/** The longer side of frames to be read: the words of a larger one are no surer, those of a smaller lose their gaps. */
const LONGEST_SIDE = 960;
const SHORTEST_SIDE = 640;

/** `known` boundaries spare the pass over every frame, and the sound. Throws MediaError. */
export async function decodeClip(
  path: string,
  media: MediaFacts,
  programs: MediaPrograms,
  known: readonly ShotBoundary[] | null,
): Promise<DecodedClip> {
  if (known) {
    return {
      summaries: [],
      boundaries: known,
      pictures: await pictures(path, media, programs, known),
      samples: new Float32Array(0),
    };
  }
  const summaries: FrameSummary[] = [];
  const small = { width: FRAME_SIDE, height: FRAME_SIDE, pixelFormat: 'rgb24' as const };
  const options = { programs, untilSeconds: MEASURED_SECONDS };
  for await (const frame of decodeFrames(path, media, { fps: framesPerSecond(media), ...small }, options)) {
    summaries.push(summarise(frame));
  }
  const boundaries = shotBoundaries(summaries);
  return {
    summaries,
    boundaries,
    pictures: await pictures(path, media, programs, boundaries),
    samples: await sound(path, media, options),
  };
}

async function pictures(
  path: string,
  media: MediaFacts,
  programs: MediaPrograms,
  boundaries: readonly ShotBoundary[],
): Promise<PictureAt[]> {
  const shape = shapeFor(media);
  const frames = await planned(readSchedule(media, boundaries, MEASURED_SECONDS));
  return frames.map(({ atSeconds, data }) => ({
    atSeconds,
    picture: { width: shape.width, height: shape.height, data },
  }));

  async function planned(plan: ReadSchedule) {
    try {
      return await sampleFrames(path, media, shape, programs, plan);
    } catch (thrown) {
      if (!(thrown instanceof MediaError)) throw thrown;
      // A clip whose picture ends at once has a first frame at most.
      return await sampleFrames(path, media, shape, programs, { times: [0], toleranceSeconds: [1] });
    }
  }
}

function shapeFor({ width, height }: MediaFacts): FrameShape {
  const longer = Math.max(width, height);
  const ratio = Math.min(LONGEST_SIDE, Math.max(SHORTEST_SIDE, longer)) / longer;
  const side = (length: number): number => Math.max(1, Math.round(length * ratio));
  return { width: side(width), height: side(height), pixelFormat: 'rgb24' };
}

async function sound(
  path: string,
  media: MediaFacts,
  options: { programs: MediaPrograms; untilSeconds: number },
): Promise<Float32Array> {
  const chunks: Float32Array[] = [];
  for await (const chunk of decodeAudio(path, media, { sampleRate: SOUND_RATE }, options)) chunks.push(chunk);
  const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  return samples;
}
