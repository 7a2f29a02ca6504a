/** Settings of one run: flags, then CREO_* variables, then defaults, resolved once and handed on as one object. */
import { resolve } from 'node:path';

export type OutputFormat = 'table' | 'json' | 'csv';

/** The global flags as commander gives them. */
export interface GlobalFlags {
  db?: string;
  json?: boolean;
  csv?: boolean;
  quiet?: boolean;
  color?: boolean;
}

export interface Config {
  /** Absolute path of the store. */
  dbPath: string;
  format: OutputFormat;
  /** No progress and no messages on stderr except errors. */
  quiet: boolean;
  color: boolean;
  /** Programs to use in place of the ones found, or null. */
  ffmpegPath: string | null;
  ffprobePath: string | null;
  /** Where models are kept that were fetched or copied in, or null for the default place. */
  modelFolder: string | null;
}

export function resolveConfig(flags: GlobalFlags, environment: NodeJS.ProcessEnv): Config {
  return {
    dbPath: resolve(flags.db ?? environment.CREO_DB ?? 'creo.db'),
    format: flags.json ? 'json' : flags.csv ? 'csv' : 'table',
    quiet: flags.quiet ?? false,
    color: flags.color !== false && !environment.NO_COLOR && environment.TERM !== 'dumb',
    ffmpegPath: environment.CREO_FFMPEG || null,
    ffprobePath: environment.CREO_FFPROBE || null,
    modelFolder: environment.CREO_MODELS || null,
  };
}
