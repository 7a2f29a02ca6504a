/** Where ffmpeg and ffprobe are: the setting, else the PATH, else the binaries that come with creo's packages. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../errors.js';

export interface MediaPrograms {
  ffmpeg: string;
  ffprobe: string;
}

export interface ProgramSettings {
  /** Programs to use in place of the ones found, or null. */
  ffmpegPath: string | null;
  ffprobePath: string | null;
}

export type ProgramSource = 'setting' | 'path' | 'package';

type ProgramName = keyof MediaPrograms;

/** Finds both programs. Throws UserError NO_FFMPEG when a named one is missing, or none can be found. */
export async function mediaPrograms(settings: ProgramSettings): Promise<MediaPrograms> {
  const [ffmpeg, ffprobe] = await Promise.all([locate('ffmpeg', settings), locate('ffprobe', settings)]);
  return { ffmpeg: ffmpeg.path, ffprobe: ffprobe.path };
}

/**
 * One program and where it comes from. The system's own is preferred: it gets security fixes, the packaged binaries
 * are years old.
 */
export async function locate(
  name: ProgramName,
  { ffmpegPath, ffprobePath }: ProgramSettings,
): Promise<{ path: string; source: ProgramSource }> {
  const [setting, variable] = name === 'ffmpeg' ? [ffmpegPath, 'CREO_FFMPEG'] : [ffprobePath, 'CREO_FFPROBE'];
  if (setting !== null) {
    if (isProgram(setting)) return { path: setting, source: 'setting' };
    throw new UserError(
      'NO_FFMPEG',
      `${variable} names ${setting}, which is not a program that can be run`,
      `Correct ${variable}, or unset it to use the ${name} that comes with creo`,
    );
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
    .find(isProgram);
  if (onPath) return { path: onPath, source: 'path' };
  const packaged = await packagedProgram(name);
  if (packaged !== null) return { path: packaged, source: 'package' };
  throw new UserError(
    'NO_FFMPEG',
    `There is no ${name} on this machine, and none in creo's packages for ${process.platform} ${process.arch}`,
    `Install ffmpeg with the system's package manager, or name the program in ${variable}`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Loaded on demand: the packages throw while loading where they have no binary for the platform. */
async function packagedProgram(name: ProgramName): Promise<string | null> {
  try {
    const { default: installed } =
      name === 'ffmpeg' ? await import('@ffmpeg-installer/ffmpeg') : await import('@ffprobe-installer/ffprobe');
    return isProgram(installed.path) ? installed.path : null;
  } catch {
    return null;
  }
}
