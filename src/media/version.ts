/** What a media program says of itself. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf } from '../errors.js';
import { locate, type MediaPrograms, type ProgramSettings, type ProgramSource } from './programs.js';

const PATIENCE_MS = 10_000;

export interface ProgramState {
  path: string;
  source: ProgramSource;
  /** Such as `5.1.6`; null when it did not run. */
  version: string | null;
  /** Why it did not run; null when it did. */
  failure: string | null;
}

/** Finds a program and runs it. Throws UserError NO_FFMPEG when there is none. */
export async function programState(name: keyof MediaPrograms, settings: ProgramSettings): Promise<ProgramState> {
  const { path, source } = await locate(name, settings);
  try {
    const { stdout } = await promisify(execFile)(path, ['-version'], { timeout: PATIENCE_MS });
    const version = /version (\S+)/.exec(stdout)?.[1] ?? null;
    return { path, source, version, failure: version === null ? 'it does not say its version' : null };
  } catch (thrown) {
    return { path, source, version: null, failure: messageOf(thrown) };
  }
}
