/**
 * The frames of a creative that stand for it. Key frames cost a tenth of others, and encoders put them at cuts, so they
 * are taken wherever they are dense enough; only what they miss is decoded.
 */
import type { MediaFacts } from '../model.js';
import { isPicture } from './decode.js';
import type { Frame, FrameShape } from './frame.js';
import { MediaError } from './media-error.js';
import { pictureFrames } from './pictures.js';
import type { MediaPrograms } from './programs.js';
import { nearestFrames, type SampleTimes, sampleTimes } from './sample-times.js';
import { KEY_FRAMES_ONLY, soughtFrames, WITHOUT_SIDE_FRAMES } from './sought-frames.js';
import { collect, framesAt, videoFrames } from './video-frames.js';

/** Longer clips are not read through: each moment is sought, so that an hour costs what a minute does. */
const READ_THROUGH_SECONDS = 90;

/** In a clip of key frames only (ProRes, MJPEG) reading them all costs more than seeking: this many are read at most. */
const MAX_KEY_FRAMES = 120;

/**
 * The frames of a plan for this clip (by default `sampleTimes`), in order of time; one frame for a still picture. Never
 * empty. Throws MediaError when not a single frame can be decoded.
 */
export async function sampleFrames(
  path: string,
  facts: MediaFacts,
  shape: FrameShape,
  programs: MediaPrograms,
  plan: SampleTimes = sampleTimes(facts.durationSeconds),
): Promise<Frame[]> {
  const frames = (await isPicture(path, facts))
    ? await collect(pictureFrames(path, facts.kind === 'image' ? [0] : plan.times, shape))
    : await videoSamples(path, facts, shape, programs, plan);
  if (frames.length === 0) throw new MediaError('no frame of it can be decoded');
  return frames;
}

async function videoSamples(
  path: string,
  facts: MediaFacts,
  shape: FrameShape,
  programs: MediaPrograms,
  plan: SampleTimes,
) {
  const clip = { path, hdr: facts.hdr };
  if (facts.durationSeconds > READ_THROUGH_SECONDS) return inOrder(await soughtFrames(clip, plan, shape, programs));
  const keyFrames = await collect(
    videoFrames(clip, programs, shape, {
      inputOptions: KEY_FRAMES_ONLY,
      choose: [],
      maxFrames: MAX_KEY_FRAMES,
    }),
  );
  const { chosen, missing } = nearestFrames(
    plan,
    keyFrames.map(({ atSeconds }) => atSeconds),
  );
  const kept = chosen.flatMap((row) => keyFrames[row] ?? []);
  if (missing.length === 0) return kept;
  const wanted: SampleTimes = {
    times: missing.flatMap((row) => plan.times[row] ?? []),
    toleranceSeconds: missing.flatMap((row) => plan.toleranceSeconds[row] ?? []),
  };
  const further =
    keyFrames.length === MAX_KEY_FRAMES
      ? await soughtFrames(clip, wanted, shape, programs)
      : await collect(framesAt(clip, wanted.times, shape, programs, WITHOUT_SIDE_FRAMES));
  return inOrder([...kept, ...further]);
}

/** By time; of two frames of the same moment the first stays. */
const inOrder = (frames: readonly Frame[]): Frame[] =>
  [...frames]
    .sort((a, b) => a.atSeconds - b.atSeconds)
    .filter(({ atSeconds }, index, all) => index === 0 || atSeconds > all[index - 1]!.atSeconds);
