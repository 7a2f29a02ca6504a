/** Clips made by ffmpeg in the test: a few frames, small, each of a kind that ads come in. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { locate, type MediaPrograms, mediaPrograms } from '../../src/media/programs.js';

const SETTINGS = { ffmpegPath: null, ffprobePath: null };

export const programs: MediaPrograms = await mediaPrograms(SETTINGS);
const { path: ffmpeg } = await locate('ffmpeg', SETTINGS);

/** Runs ffmpeg with these arguments. */
export const runFfmpeg = (...args: string[]): void => {
  execFileSync(ffmpeg, ['-v', 'error', '-y', ...args]);
};

export interface ClipOptions {
  /** A lavfi source without size, rate and length. */
  source?: string;
  size?: string;
  fps?: number;
  seconds?: number;
  sound?: boolean;
  /** Distance of key frames, in frames. */
  keyFrames?: number;
  /** Encoder and further output options. */
  encode?: readonly string[];
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Makes one clip in a folder and gives its path. The kind follows from the name's ending. */
export function makeClip(folder: string, name: string, options: ClipOptions = {}): string {
  const { source = 'testsrc2', size = '180x320', fps = 10, seconds = 4, sound = false, keyFrames, encode } = options;
  const path = join(folder, name);
  const isMp4 = name.endsWith('.mp4') || name.endsWith('.mov');
  const separator = source.includes('=') ? ':' : '=';
  runFfmpeg(
    ...['-f', 'lavfi', '-i', `${source}${separator}s=${size}:r=${fps}`],
    ...(sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`] : []),
    ...['-t', String(seconds)],
    ...(encode ?? (isMp4 ? H264 : [])),
    ...(keyFrames === undefined ? [] : ['-g', String(keyFrames), '-keyint_min', String(keyFrames)]),
    path,
  );
  return path;
}

/** One picture of a lavfi source; the kind follows from the name's ending. */
export function makePicture(folder: string, name: string, source = 'testsrc2=s=320x240'): string {
  const path = join(folder, name);
  runFfmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', path);
  return path;
}
