/** Decoding: pictures of a clip in any size, and its sound. One ffmpeg process a call, nothing on disk, memory bounded. */
import type { MediaFacts } from '../model.js';
import { ffmpegOutput } from './ffmpeg.js';
import { fileType } from './file-type.js';
import type { Frame, FrameShape } from './frame.js';
import { pictureFrames } from './pictures.js';
import type { MediaPrograms } from './programs.js';
import { readable } from './readable.js';
import { evenTimes } from './sample-times.js';
import { framesAt, slices, videoFrames } from './video-frames.js';

/** Which frames: `fps` a second, evenly from the start; or the first frame at or after each of `times` (seconds, ascending). */
export type FrameChoice = { fps: number } | { times: readonly number[] };

export interface DecodeOptions {
  programs: MediaPrograms;
  /** Stop after this many seconds of the clip, to bound the work on a long one. Default: all of it. */
  untilSeconds?: number;
}

/**
 * The frames of a clip, in order of time, as raw pixels. With `fps`, a clip of d seconds gives about d x fps frames, and
 * frame n is what is shown at n / fps seconds. With `times`, `atSeconds` is where the frame really is; a moment after
 * the last frame gives none, and a frame that serves two moments comes once. A still picture gives one frame.
 * Leaving the loop early ends ffmpeg. Throws MediaError when nothing can be decoded; a clip that is damaged further on
 * ends early.
 */
export async function* decodeFrames(
  path: string,
  facts: MediaFacts,
  choice: FrameChoice & FrameShape,
  { programs, untilSeconds = Number.POSITIVE_INFINITY }: DecodeOptions,
): AsyncGenerator<Frame> {
  if (await isPicture(path, facts)) {
    const end = Math.min(facts.durationSeconds, untilSeconds);
    const times = 'fps' in choice ? evenTimes(end, choice.fps) : choice.times;
    yield* pictureFrames(path, facts.kind === 'image' ? [0] : times, choice);
    return;
  }
  const clip = { path, hdr: facts.hdr };
  if ('times' in choice) {
    yield* framesAt(clip, choice.times, choice, programs);
    return;
  }
  const frames = videoFrames(clip, programs, choice, {
    inputOptions: Number.isFinite(untilSeconds) ? ['-t', String(untilSeconds)] : [],
    choose: [`fps=${choice.fps}:round=up`],
  });
  let count = 0;
  for await (const { data } of frames) {
    yield { atSeconds: count / choice.fps, data };
    count += 1;
  }
}

/** Whether sharp decodes this file rather than ffmpeg: stills, and animated webp. Throws MediaError when it cannot be read. */
export async function isPicture(path: string, { kind }: MediaFacts): Promise<boolean> {
  const type = await readable(fileType(path));
  return kind === 'image' || type === 'webp';
}

/** Samples of one chunk of sound: about a second at 16 kHz. */
const CHUNK_SAMPLES = 16_384;

/**
 * The sound of a clip, mixed to one channel, as samples of -1..1 in chunks of at most 16,384. A clip without sound
 * (`facts.hasAudio` false) gives none. Throws MediaError when the sound cannot be decoded.
 */
export async function* decodeAudio(
  path: string,
  facts: MediaFacts,
  { sampleRate }: { sampleRate: number },
  { programs, untilSeconds }: DecodeOptions,
): AsyncGenerator<Float32Array> {
  if (!facts.hasAudio) return;
  const output = ffmpegOutput({
    program: programs.ffmpeg,
    path,
    inputOptions: ['-nostats', ...(untilSeconds === undefined ? [] : ['-t', String(untilSeconds)])],
    outputOptions: ['-vn', '-sn', '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le'],
  });
  for await (const bytes of slices(output, 4 * CHUNK_SAMPLES, { keepLast: true })) {
    yield new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
  }
}
