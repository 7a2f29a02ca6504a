/** Frames of a video through one ffmpeg process: raw pixels from its output, moments from its log. */
import type { HdrTransfer } from '../model.js';
import { ffmpegOutput } from './ffmpeg.js';
import { type Frame, type FrameShape, frameBytes } from './frame.js';
import type { MediaPrograms } from './programs.js';
import { toneMapFilters } from './tone-map.js';

/** A video file, and how it codes light. */
export interface Clip {
  path: string;
  hdr: HdrTransfer | null;
}

export interface VideoFramesOptions {
  inputOptions: readonly string[];
  /** Filters that choose frames, before the resize. */
  choose: readonly string[];
  maxFrames?: number;
  /** The moment that the input was sought to, from which ffmpeg then counts. Default: 0. */
  fromSeconds?: number;
}

/** Any rate serves: timestamps are rewritten to it, so that ffmpeg neither repeats nor drops a frame on its way out. */
const OUTPUT_FPS = 25;

/** The stream whose facts `probeMedia` gives: ffmpeg by itself would take the largest. Pictures attached to sound are none. */
export const FIRST_VIDEO = ['-map', '0:V:0'];

/** Nearest to the reference image processors of the models (Pillow's bicubic). */
const RESIZE = 'flags=bicubic+accurate_rnd+full_chroma_int';

/** The chosen frames in order, each with its moment in the clip. Throws MediaError when ffmpeg fails. */
export async function* videoFrames(
  { path, hdr }: Clip,
  programs: MediaPrograms,
  shape: FrameShape,
  { inputOptions, choose, maxFrames, fromSeconds = 0 }: VideoFramesOptions,
): AsyncGenerator<Frame> {
  const times: number[] = [];
  const waiting: Uint8Array[] = [];
  let given = 0;
  const ready = function* (): Generator<Frame> {
    while (waiting.length > 0 && given < times.length) {
      const data = waiting.shift();
      if (data) yield { atSeconds: times[given]!, data };
      given += 1;
    }
  };
  const output = ffmpegOutput({
    program: programs.ffmpeg,
    path,
    inputOptions: ['-nostats', '-threads', '1', ...inputOptions],
    videoFilters: [
      ...choose,
      ...(await resizeFilters(shape, hdr, programs)),
      'showinfo',
      `settb=1/${OUTPUT_FPS}`,
      'setpts=N',
    ],
    outputOptions: [
      ...FIRST_VIDEO,
      '-an',
      '-sn',
      '-r',
      String(OUTPUT_FPS),
      ...(maxFrames === undefined ? [] : ['-frames:v', String(maxFrames)]),
      '-pix_fmt',
      shape.pixelFormat,
      '-f',
      'rawvideo',
    ],
    onLine: (line) => {
      const time = /\bpts_time:\s*(-?[\d.]+)/.exec(line);
      if (time) times.push(Math.max(0, fromSeconds + Number(time[1])));
    },
  });
  for await (const data of slices(output, frameBytes(shape))) {
    waiting.push(data);
    yield* ready();
  }
  // The log may lag behind the pixels; by now all of it has been read.
  yield* ready();
}

/** Timestamps are fractions of a time base: half a millisecond early is on time. */
const ROUNDING_SECONDS = 0.0005;

/** A clip is read this far beyond the last moment wanted: a frame may be shown for as long. */
const LOOK_AHEAD_SECONDS = 1;

/** The first frame at or after each of `times` (seconds, ascending); nothing beyond the last is decoded. */
export async function* framesAt(
  clip: Clip,
  times: readonly number[],
  shape: FrameShape,
  programs: MediaPrograms,
  decoderOptions: readonly string[] = [],
): AsyncGenerator<Frame> {
  if (times.length === 0) return;
  const previous = 'if(isnan(prev_selected_t),-1,prev_selected_t)';
  const terms = times.map((time) => {
    const moment = (time - ROUNDING_SECONDS).toFixed(4);
    return `gte(t,${moment})*lt(${previous},${moment})`;
  });
  yield* videoFrames(clip, programs, shape, {
    inputOptions: [...decoderOptions, '-t', String(times[times.length - 1]! + LOOK_AHEAD_SECONDS)],
    choose: [`select='${terms.join('+')}'`],
    maxFrames: times.length,
  });
}

async function resizeFilters(
  { width, height, pixelFormat, fit }: FrameShape,
  hdr: HdrTransfer | null,
  programs: MediaPrograms,
): Promise<string[]> {
  const scale = `scale=${width}:${height}:${RESIZE}`;
  // Cut before the resize: what would be cut off afterwards need not be computed.
  const cut = `crop='min(iw,ih*${width}/${height})':'min(ih,iw*${height}/${width})'`;
  const size = fit === 'cover' ? [cut, scale] : [scale];
  return [...size, ...(await toneMapFilters(hdr, programs)), `format=${pixelFormat}`];
}

/** Chunks of any size to slices of exactly `bytes`, each in a buffer of its own; `keepLast` keeps a shorter last one. */
export async function* slices(
  chunks: AsyncIterable<Buffer>,
  bytes: number,
  { keepLast = false } = {},
): AsyncGenerator<Uint8Array> {
  let slice = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const take = Math.min(bytes - filled, chunk.length - at);
      slice.set(chunk.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled === bytes) {
        yield slice;
        slice = new Uint8Array(bytes);
        filled = 0;
      }
    }
  }
  if (keepLast && filled > 0) yield slice.subarray(0, filled);
}

export async function collect(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}
