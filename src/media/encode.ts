/** Writing a clip: raw frames through a pipe into one ffmpeg process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MediaError } from './media-error.js';

export interface ClipShape {
  width: number;
  height: number;
  fps: number;
}

export interface Tone {
  /** Hertz. */
  frequency: number;
  seconds: number;
}

/** Encodes raw RGB frames as H.264 in MP4 at `path`, with a tone as its sound or with none. Throws MediaError when ffmpeg fails. */
export async function encodeClip(
  path: string,
  frames: Iterable<Uint8Array>,
  { width, height, fps }: ClipShape,
  tone: Tone | null,
  ffmpeg: string,
): Promise<void> {
  const sound = tone
    ? ['-f', 'lavfi', '-i', `sine=frequency=${tone.frequency}:duration=${tone.seconds}`, '-c:a', 'aac']
    : [];
  const encoder = spawn(
    ffmpeg,
    [
      ...[
        '-v',
        'error',
        '-y',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
        '-s',
        `${width}x${height}`,
        '-r',
        String(fps),
        '-i',
        'pipe:0',
      ],
      ...sound,
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '26',
        '-pix_fmt',
        'yuv420p',
        '-movflags',
        '+faststart',
        path,
      ],
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let complaint = '';
  encoder.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const closed = once(encoder, 'close');
  try {
    await pipeline(Readable.from(frames, { objectMode: true }), encoder.stdin);
  } catch (cause) {
    await closed;
    throw new MediaError(`ffmpeg could not write ${path}: ${complaint.trim()}`, { cause });
  }
  const [status] = await closed;
  if (status !== 0) throw new MediaError(`ffmpeg could not write ${path}: ${complaint.trim()}`);
}
