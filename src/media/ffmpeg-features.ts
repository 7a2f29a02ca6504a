/** What an ffmpeg was built with: asked of the program once. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PATIENCE_MS = 10_000;

const lists = new Map<string, Promise<string>>();

/** Whether this ffmpeg has all of the named filters or encoders. One that does not even list them has none. */
export async function ffmpegHas(
  ffmpeg: string,
  kind: 'filters' | 'encoders',
  names: readonly string[],
): Promise<boolean> {
  const key = `${kind} ${ffmpeg}`;
  const list = lists.get(key) ?? listOf(ffmpeg, kind);
  lists.set(key, list);
  const words = new Set((await list).split(/\s+/));
  return names.every((name) => words.has(name));
}

async function listOf(ffmpeg: string, kind: 'filters' | 'encoders'): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(ffmpeg, ['-hide_banner', `-${kind}`], { timeout: PATIENCE_MS });
    return stdout;
  } catch {
    // Such a program fails at the clip too, and there the reason is told beside its name.
    return '';
  }
}
