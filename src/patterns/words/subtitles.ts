/** Subtitles (SubRip `.srt` and WebVTT `.vtt`) to the lines that are spoken. Pure. */
import type { SpokenLine } from '../../model.js';

/** `00:00:01,500 --> 00:00:03.200`; WebVTT may leave the hours out and add settings behind. */
const CUE = /^\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})/;

/** Markup of both kinds: `<i>`, `<v Anna>`, `<00:00:01.500>`, `{\an8}`. */
const MARKUP = /<[^>]{0,200}>|\{\\[^}]{0,100}\}/g;

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&nbsp;', ' '],
  ['&lrm;', ''],
  ['&rlm;', ''],
  ['&amp;', '&'],
];

/** In order of time; cues without words, or that end before they begin, are left out. Empty for a text of another kind. */
export function spokenLines(text: string): SpokenLine[] {
  const lines: SpokenLine[] = [];
  for (const block of text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)) {
    const rows = block.split('\n');
    const at = rows.findIndex((row) => CUE.test(row));
    const cue = CUE.exec(rows[at] ?? '');
    if (!cue) continue;
    const [, ...times] = cue;
    const words = plain(rows.slice(at + 1).join(' '));
    const [atSeconds, untilSeconds] = [seconds(times.slice(0, 4)), seconds(times.slice(4))];
    if (words !== '' && untilSeconds >= atSeconds) lines.push({ atSeconds, untilSeconds, text: words });
  }
  return lines.sort((a, b) => a.atSeconds - b.atSeconds);
}

/** Hours (which may be missing), minutes, seconds and a fraction of up to three digits. */
function seconds([hours = '0', minutes = '0', whole = '0', fraction = '0']: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(`0.${fraction}`);
}

function plain(marked: string): string {
  let text = marked.replace(MARKUP, '');
  for (const [entity, sign] of ENTITIES) text = text.replaceAll(entity, sign);
  return text.replace(/\s+/g, ' ').trim();
}
