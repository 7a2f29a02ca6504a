/**
 * HDR video to ordinary pictures. Phones record HLG, cameras and editors PQ; shown as they are, such frames are pale and
 * flat, and a model that learnt from ordinary pictures sees another scene.
 */
import type { HdrTransfer } from '../model.js';
import { ffmpegHas } from './ffmpeg-features.js';
import type { MediaPrograms } from './programs.js';

/** The names that ffmpeg and ffprobe have for them (ITU-T H.273, transfer characteristics 18 and 16). */
const TRANSFERS: Record<HdrTransfer, string> = { hlg: 'arib-std-b67', pq: 'smpte2084' };

/** Luminance of white on paper, in cd/m² (ITU-R BT.2408): it becomes the white of the picture, and highlights lie above. */
const REFERENCE_WHITE = 203;

/** What a stream says of its transfer function; null for ordinary video. */
export const hdrOf = (transfer: unknown): HdrTransfer | null => {
  if (transfer === TRANSFERS.hlg) return 'hlg';
  return transfer === TRANSFERS.pq ? 'pq' : null;
};

/**
 * Filters from BT.2020 HDR to BT.709 (ITU-R BT.2087), highlights rolled off, for frames that have their final size: it is
 * slow for each pixel. None for ordinary video, and none where this ffmpeg was built without them: pale frames are
 * better than none.
 */
export async function toneMapFilters(hdr: HdrTransfer | null, { ffmpeg }: MediaPrograms): Promise<string[]> {
  if (hdr === null || !(await ffmpegHas(ffmpeg, 'filters', ['zscale', 'tonemap']))) return [];
  return [
    `zscale=tin=${TRANSFERS[hdr]}:min=bt2020nc:pin=bt2020:t=linear:npl=${REFERENCE_WHITE}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=mobius:param=0.7:desat=0',
    'zscale=t=bt709:m=bt709:r=tv',
    'format=yuv444p',
    'scale=in_color_matrix=bt709',
  ];
}
