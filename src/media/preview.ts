/** The start of a clip, muted and small enough to stand in a page. */
import type { MediaFacts } from '../model.js';
import { isPicture } from './decode.js';
import { ffmpegOutput } from './ffmpeg.js';
import { ffmpegHas } from './ffmpeg-features.js';
import { MediaError } from './media-error.js';
import type { MediaPrograms } from './programs.js';
import { toneMapFilters } from './tone-map.js';
import { FIRST_VIDEO } from './video-frames.js';

/** The hook: what comes later says little in a picture of this size. */
const SECONDS = 3;
const FPS = 15;
/** Pixels of the shorter side, at most. */
const SHORT_SIDE = 240;

const ENCODER = 'libx264';

/**
 * H.264 plays in every browser. Fragments, as an index in front could not be written into a pipe; no frames between two
 * others, which would shift the start; one thread, for the same bytes each time.
 */
const OUTPUT: readonly string[] = [
  ...FIRST_VIDEO,
  ...`-an -sn -dn -map_metadata -1 -r ${FPS} -threads 1`.split(' '),
  ...`-c:v ${ENCODER} -preset veryfast -profile:v main -bf 0 -crf 28 -maxrate 500k -bufsize 1000k -pix_fmt yuv420p`.split(
    ' ',
  ),
  ...'-fflags +bitexact -flags:v +bitexact -movflags frag_keyframe+empty_moov+default_base_moof -f mp4'.split(' '),
];

/** Whether this ffmpeg can write previews. */
export const canPreview = ({ ffmpeg }: MediaPrograms): Promise<boolean> => ffmpegHas(ffmpeg, 'encoders', [ENCODER]);

/** The first three seconds of a video as MP4, 15 frames a second, without sound. Throws MediaError when it cannot be made. */
export async function previewOf(path: string, facts: MediaFacts, programs: MediaPrograms): Promise<Buffer> {
  if (await isPicture(path, facts)) throw new MediaError('it is no video that ffmpeg reads');
  const { width, height, hdr } = facts;
  const scale = Math.min(1, SHORT_SIDE / Math.min(width, height));
  const even = (pixels: number): number => Math.max(2, 2 * Math.round((scale * pixels) / 2));
  const chunks: Buffer[] = [];
  const output = ffmpegOutput({
    program: programs.ffmpeg,
    path,
    inputOptions: ['-nostats', '-t', String(SECONDS)],
    videoFilters: [`scale=${even(width)}:${even(height)}`, 'setsar=1', ...(await toneMapFilters(hdr, programs))],
    outputOptions: OUTPUT,
  });
  for await (const chunk of output) chunks.push(chunk);
  if (chunks.length === 0) throw new MediaError('no frame of it can be decoded');
  return Buffer.concat(chunks);
}
