/** Running ffmpeg: one process, an argument list, raw output through a pipe. Nothing is written to disk. */
import { PassThrough } from 'node:stream';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { messageOf } from '../errors.js';
import { MediaError } from './media-error.js';

/** A process that has not finished after this long is stuck on a file that is broken in a new way. */
const TIMEOUT_SECONDS = 600;

/** Below what waits for the frames: a model on all cores is a tenth faster when the decoders give way to it. */
const NICENESS = 10;

/** Only containers that ads come in, and only the file itself: a playlist named .mp4 must not read other files or addresses. */
export const SAFE_INPUT: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif,avi,mpeg,mpegts,flv,asf,ogg,h264,hevc,av1,obu,ivf',
];

export interface FfmpegRun {
  program: string;
  path: string;
  /** Options before `-i`. */
  inputOptions: readonly string[];
  videoFilters?: readonly string[];
  /** Options of the output, with its format. */
  outputOptions: readonly string[];
  /** Told each line that ffmpeg prints. */
  onLine?: (line: string) => void;
}

/**
 * What ffmpeg writes to its output, chunk after chunk, at the pace of the reader. Leaving the loop early ends the
 * process. Throws MediaError when ffmpeg fails.
 */
export async function* ffmpegOutput(run: FfmpegRun): AsyncGenerator<Buffer> {
  const command = commandFor(run);
  // Neither may close by itself: fluent-ffmpeg takes a closed output for a reader that went away.
  const output = new PassThrough({ emitClose: false, autoDestroy: false });
  let failure: unknown = null;
  let started = false;
  const ended = new Promise<void>((resolve) => {
    command.on('start', () => {
      started = true;
    });
    command.on('end', () => resolve());
    command.on('error', (error: Error) => {
      failure = error;
      if (!started) output.end();
      resolve();
    });
  });
  command.pipe(output, { end: true });
  let finished = false;
  try {
    for await (const chunk of output) yield chunk;
    finished = true;
  } finally {
    if (!finished) command.kill('SIGKILL');
    await ended;
  }
  if (failure !== null) throw new MediaError(reasonOf(failure), { cause: failure });
}

function commandFor({ program, path, inputOptions, videoFilters = [], outputOptions, onLine }: FfmpegRun) {
  const command: FfmpegCommand = ffmpeg({ source: path, timeout: TIMEOUT_SECONDS, niceness: NICENESS })
    .setFfmpegPath(program)
    .inputOptions(['-hide_banner', '-nostdin', ...SAFE_INPUT, ...inputOptions])
    .outputOptions([...outputOptions]);
  if (videoFilters.length > 0) command.videoFilters([...videoFilters]);
  if (onLine) command.on('stderr', onLine);
  return command;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/detected only with low score|not on whitelist/i, 'not a video that creo can read'],
  [/moov atom not found/i, 'the video is cut off: its index is missing'],
  [/permission denied/i, 'permission denied'],
  [/no such file/i, 'the file is gone'],
  [/invalid data found|could not find codec parameters|unknown format|end of file/i, 'not a video that creo can read'],
  [/timeout/i, `ffmpeg did not finish within ${TIMEOUT_SECONDS} seconds`],
];

/** Why ffmpeg or ffprobe failed, in the user's words, from all that it printed. */
export function reasonOf(thrown: unknown): string {
  const text = messageOf(thrown);
  const known = REASONS.find(([pattern]) => pattern.test(text));
  return known ? known[1] : `ffmpeg failed: ${text.slice(-200)}`;
}
