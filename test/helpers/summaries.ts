/** The frames of a clip as the pattern stage sees them. */
import { decodeFrames } from '../../src/media/decode.js';
import { probeMedia } from '../../src/media/probe.js';
import { FRAME_SIDE, type FrameSummary, summarise } from '../../src/patterns/summary.js';
import { programs } from './clips.js';

export async function summariesOf(path: string): Promise<FrameSummary[]> {
  const facts = await probeMedia(path, programs);
  const shape = { width: FRAME_SIDE, height: FRAME_SIDE, pixelFormat: 'rgb24' as const };
  const summaries: FrameSummary[] = [];
  for await (const frame of decodeFrames(path, facts, { fps: facts.fps ?? 30, ...shape }, { programs })) {
    summaries.push(summarise(frame));
  }
  return summaries;
}
