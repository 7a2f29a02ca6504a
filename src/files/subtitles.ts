/** Subtitles that lie beside a media file under its name: `ad.mp4` with `ad.srt`, `ad.vtt` or `ad.en.srt`. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

const ENDINGS = ['.srt', '.vtt'];

/** Subtitles of a clip are short: a larger file is something else. */
const MOST_BYTES = 5_000_000;

/** Finds the subtitles of media files; each folder is listed once. Where several fit, `.srt` comes before `.vtt`, then the shorter name. */
export function subtitleFinder(): (mediaPath: string) => string | null {
  const listed = new Map<string, readonly string[]>();
  const filesIn = (folder: string): readonly string[] => {
    const known = listed.get(folder) ?? list(folder);
    listed.set(folder, known);
    return known;
  };
  return (mediaPath) => {
    const folder = dirname(mediaPath);
    const stem = basename(mediaPath, extname(mediaPath)).toLowerCase();
    const [found] = filesIn(folder)
      .filter((name) => belongsTo(name.toLowerCase(), stem))
      .sort((a, b) => place(a) - place(b) || a.length - b.length || (a < b ? -1 : 1));
    if (found === undefined) return null;
    const path = join(folder, found);
    return (statSync(path, { throwIfNoEntry: false })?.size ?? MOST_BYTES + 1) > MOST_BYTES ? null : path;
  };
}

/** The name itself, or with the code of a language behind it. */
const belongsTo = (name: string, stem: string): boolean =>
  ENDINGS.some(
    (ending) =>
      name === `${stem}${ending}` ||
      (name.startsWith(`${stem}.`) &&
        name.endsWith(ending) &&
        /^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/.test(name.slice(stem.length + 1, -ending.length))),
  );

const place = (name: string): number => ENDINGS.indexOf(extname(name).toLowerCase());

/** Nothing for a folder that is gone or closed. */
function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => ENDINGS.includes(extname(name).toLowerCase()));
  } catch {
    return [];
  }
}
