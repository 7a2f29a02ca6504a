/** The subtitles that lie beside the files of `creo analyze`. */

import { readTextFile } from '../../files/read-text.js';
import { subtitleFinder } from '../../files/subtitles.js';
import { spokenLines } from '../../patterns/words/subtitles.js';
import { allSpoken, saveSpoken } from '../../store/said.js';
import type { Context } from '../context.js';

/** Takes over subtitles that are others than before. A file that is away for now keeps what was read beside it. */
export function keepSubtitles({ db, log }: Context, files: readonly { creativeId: number; path: string }[]): void {
  const before = allSpoken(db);
  const subtitlesOf = subtitleFinder();
  for (const { creativeId, path } of files) {
    const found = subtitlesOf(path);
    if (found === null) continue;
    const lines = spokenLines(readTextFile(found));
    if (lines.length === 0) log(`no subtitles could be read from ${found}`);
    if (JSON.stringify(lines) !== JSON.stringify(before.get(creativeId) ?? [])) saveSpoken(db, creativeId, lines);
  }
}
