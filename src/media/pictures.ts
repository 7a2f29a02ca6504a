/** Still pictures and animated webp, by sharp: several times faster than a process, and ffmpeg cannot read animated webp. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { messageOf } from '../errors.js';
import type { MediaFacts } from '../model.js';
import type { Frame, FrameShape } from './frame.js';
import { MediaError } from './media-error.js';

/** Larger pictures are refused before they are unpacked: a small file can hold a picture that fills the memory. */
export const MAX_PIXELS = 100_000_000;

/** Shown this long where an animated picture does not say (what browsers do with a delay of 0). */
const DEFAULT_DELAY_MS = 100;

interface Animation {
  /** Start of each page, in seconds. */
  starts: readonly number[];
  durationSeconds: number;
}

const picture = (path: string, options: { page?: number } = {}): Sharp =>
  sharp(path, { failOn: 'truncated', limitInputPixels: MAX_PIXELS, ...options });

/** Facts of a picture, which is decoded once so that a broken file is found now. Throws MediaError. */
export async function probePicture(path: string, sizeBytes: number): Promise<MediaFacts> {
  const metadata = await readable(() => picture(path).metadata());
  const { width, height } = shownSize(metadata);
  await readable(() => picture(path).resize(32, 32, { fit: 'fill' }).raw().toBuffer());
  const animation = animationOf(metadata);
  return {
    kind: animation ? 'video' : 'image',
    durationSeconds: animation?.durationSeconds ?? 0,
    width,
    height,
    fps: animation ? animation.starts.length / animation.durationSeconds : null,
    hasAudio: false,
    hdr: null,
    sizeBytes,
  };
}

/** How many pages an animated picture has; 1 for a still one. */
export const pictureCount = async (path: string): Promise<number> =>
  (await readable(() => picture(path).metadata())).pages ?? 1;

/** The picture at each of `times` (seconds; a still picture is the same at any time). Throws MediaError. */
export async function* pictureFrames(path: string, times: readonly number[], shape: FrameShape): AsyncGenerator<Frame> {
  const animation = animationOf(await readable(() => picture(path).metadata()));
  for (const time of times) {
    const page = animation ? pageAt(animation, time) : 0;
    yield { atSeconds: animation?.starts[page] ?? 0, data: await pageOf(path, page, shape) };
  }
}

async function pageOf(
  path: string,
  page: number,
  { width, height, fit, pixelFormat }: FrameShape,
): Promise<Uint8Array> {
  const shown = picture(path, { page })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize(width, height, { fit: fit === 'cover' ? 'cover' : 'fill', kernel: 'cubic' })
    .toColourspace(pixelFormat === 'gray' ? 'b-w' : 'srgb');
  return readable(() => shown.raw().toBuffer());
}

function animationOf({ pages = 1, delay = [] }: Metadata): Animation | null {
  if (pages <= 1) return null;
  const starts: number[] = [];
  let milliseconds = 0;
  for (let page = 0; page < pages; page += 1) {
    starts.push(milliseconds / 1000);
    milliseconds += delay[page] || DEFAULT_DELAY_MS;
  }
  return { starts, durationSeconds: milliseconds / 1000 };
}

const pageAt = ({ starts }: Animation, time: number): number =>
  Math.max(
    0,
    starts.findLastIndex((start) => start <= time),
  );

/** Size as shown: EXIF orientations 5 to 8 lie on their side. */
function shownSize({ width, height, pageHeight, orientation }: Metadata): { width: number; height: number } {
  const tall = pageHeight ?? height;
  return (orientation ?? 1) >= 5 ? { width: tall, height: width } : { width, height: tall };
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    throw new MediaError(reasonOf(messageOf(thrown)), { cause: thrown });
  }
}

function reasonOf(text: string): string {
  if (/pixel limit/i.test(text)) return `the picture has more than ${MAX_PIXELS / 1_000_000} million pixels`;
  if (/permission denied/i.test(text)) return 'permission denied';
  return `the picture is damaged or cut off (${text.slice(0, 100)})`;
}
