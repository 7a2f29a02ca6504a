/** Facts of a media file, by ffprobe for videos and sharp for pictures. */
import { stat } from 'node:fs/promises';
import ffmpeg, { type FfprobeData, type FfprobeStream } from 'fluent-ffmpeg';
import type { MediaFacts } from '../model.js';
import { reasonOf, SAFE_INPUT } from './ffmpeg.js';
import { fileType } from './file-type.js';
import { MediaError } from './media-error.js';
import { isCutOff } from './mp4-boxes.js';
import { MAX_PIXELS, pictureCount, probePicture } from './pictures.js';
import type { MediaPrograms } from './programs.js';
import { readable } from './readable.js';
import { hdrOf } from './tone-map.js';

/** Facts of the file at `path` (absolute). Throws MediaError with the reason when it is no media that creo can use. */
export async function probeMedia(path: string, programs: MediaPrograms): Promise<MediaFacts> {
  const type = await readable(fileType(path));
  const status = await readable(stat(path));
  if (status.size === 0) throw new MediaError('the file is empty');
  const isStillGif = type === 'gif' && (await pictureCount(path)) === 1;
  if (type === 'gif' ? isStillGif : type !== 'other') return probePicture(path, status.size);
  if (await isCutOff(path, status.size))
    throw new MediaError('the video is cut off: the file ends before its last part');
  return factsOf(await probeVideo(path, programs), status.size);
}

function probeVideo(path: string, { ffprobe }: MediaPrograms): Promise<FfprobeData> {
  return new Promise((resolve, reject) => {
    ffmpeg({ source: path })
      .setFfprobePath(ffprobe)
      .ffprobe(['-hide_banner', ...SAFE_INPUT], (error: unknown, data: FfprobeData) => {
        if (error) reject(new MediaError(reasonOf(error), { cause: error }));
        else resolve(data);
      });
  });
}

function factsOf({ streams, format }: FfprobeData, sizeBytes: number): MediaFacts {
  // Album art of an audio file is a stream of one picture, not a video.
  const video = streams.find(
    (stream) => stream.codec_type === 'video' && Number(stream.disposition?.attached_pic ?? 0) === 0,
  );
  if (!video) throw new MediaError('there is no picture in it, only sound or text');
  const { width, height } = shownSize(video);
  if (!(width > 0 && height > 0)) throw new MediaError('the video does not say how large its picture is');
  if (width * height > MAX_PIXELS) {
    throw new MediaError(`the picture has more than ${MAX_PIXELS / 1_000_000} million pixels`);
  }
  return {
    kind: 'video',
    durationSeconds: firstKnown(format.duration, video.duration) ?? 0,
    width,
    height,
    fps: ratio(video.avg_frame_rate) ?? ratio(video.r_frame_rate),
    hasAudio: streams.some((stream) => stream.codec_type === 'audio'),
    hdr: hdrOf(video.color_transfer),
    sizeBytes,
  };
}

/** Phones record on their side and note the rotation; players turn the picture. */
function shownSize(video: FfprobeStream): { width: number; height: number } {
  const degrees = Number(video.rotation ?? video.tags?.rotate ?? 0);
  const [width, height] = [Number(video.width), Number(video.height)];
  return Math.abs(degrees % 180) === 90 ? { width: height, height: width } : { width, height };
}

const firstKnown = (...values: unknown[]): number | null =>
  values.map(Number).find((value) => Number.isFinite(value) && value > 0) ?? null;

/** "30000/1001" to 29.97; null for "0/0". */
function ratio(text: string | undefined): number | null {
  const [over = 0, under = 1] = (text ?? '').split('/').map(Number);
  const value = over / under;
  return Number.isFinite(value) && value > 0 ? value : null;
}
