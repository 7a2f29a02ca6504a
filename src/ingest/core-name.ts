/**
 * What a name says of the creative itself, without what people and platforms hang on it: sizes (`_9x16`, `_1080x1920`,
 * `_story`), platform marks (`| YT`, `_TT`, `- FB`) and working words (` FINAL`, `(1)`, `copy`, `v-final`). Version marks
 * (`v2`), lengths (`15s`: often another edit), languages and numbers stay: they tell creatives apart.
 */
import { LONGEST_NAME, normaliseName, withoutDress } from './names.js';

export interface CoreName {
  /** Without platform marks and working words, sizes kept. '' when nothing is left. */
  sized: string;
  /** Without sizes too. '' when nothing is left. */
  core: string;
  /** What was taken off, as it was written, from left to right. */
  taken: readonly string[];
}

/** Ratios and pixel sizes anywhere in a name: `9x16`, `4:5`, `1080 × 1920`, `1080p`. A bare `9-16` could be a date. */
const SIZE =
  /(?<![\p{L}\p{N}])(?:(?:9\s?[x×х:]\s?16|16\s?[x×х:]\s?9|4\s?[x×х:]\s?[35]|[35]\s?[x×х:]\s?4|1\s?[x×х:]\s?1|2\s?[x×х:]\s?3)|\d{3,4}\s?[x×х]\s?\d{3,4}(?:px)?|(?:480|540|720|1080|1440|2160)p|[24]k)(?![\p{L}\p{N}])/giu;
const SIZE_ALONE = new RegExp(`^${SIZE.source}[)\\]]?$`, 'iu');
/** Placements and shapes at the end, behind a mark that writers of file names use: `founder story` is a phrase. */
const SHAPE =
  /\s*[_|/\-–—([]\s*(?:stor(?:y|ies)|reels?|shorts?|feeds?|square|vertical|horizontal|landscape|portrait|сторис|рилс|вертикаль|квадрат)\s*[)\]]?$/iu;
/** A platform at either end of a name, set off by more than a letter. */
const PLATFORM =
  '(?:fb|ig|tt|yt|meta|facebook|instagram|insta|tik\\s?tok|youtube|google|snap|snapchat|pinterest|linkedin|vk|фб|тикток|ютуб|вк|инста(?:грам)?)(?:[\\s_-](?:ads?|story|stories|reels?|feeds?|shorts?|spark))?';
const PLATFORM_END = new RegExp(`\\s*(?:[_|/\\-–—:]\\s*(?:${PLATFORM})|[([]\\s*(?:${PLATFORM})\\s*[)\\]])$`, 'iu');
const PLATFORM_START = new RegExp(`^(?:(?:${PLATFORM})\\s*[_|/\\-–—:]|[([]\\s*(?:${PLATFORM})\\s*[)\\]])\\s*`, 'iu');
/** Words of the workshop at the end: whether a file is done says nothing of what it shows. */
const WORK =
  /(?:[\s_|/–—([-]+)(?:v[\s_-]+)?(?:finals?|finale?|финал(?:ьный|ка)?|готово|definitiv[oa]|approved|exported|export|rendered|render|upload(?:ed)?|master|hd|hq)\s*[)\]]?$/iu;
/** A version or a length behind which the other marks may stand: `clip_TT_v2`. */
const TAIL = /[\s_|/-]+(?:v\.?\s?\d+(?:\.\d+)?|\d{1,3}\s?(?:s|sec|сек))$/iu;

/** The parts of a name. Pure text: whether two names of one core are one creative is for the caller to weigh. */
export function coreName(name: string): CoreName {
  if (name.length > LONGEST_NAME) {
    const core = normaliseName(name);
    return { core, sized: core, taken: [] };
  }
  const taken: string[] = [];
  const sizes: string[] = [];
  let text = name.normalize('NFKC').trim();
  const tail: string[] = [];
  const strip = (pattern: RegExp, into: string[]): void => {
    const found = pattern.exec(text);
    if (!found || found[0].length === text.length) return;
    into.push(clean(found[0]));
    text = text.replace(pattern, '').trim();
  };
  for (let before = ''; before !== text; ) {
    before = text;
    const bare = withoutDress(text);
    if (bare !== text && bare !== '') {
      const rest = text.startsWith(bare) ? clean(text.slice(bare.length)) : '';
      if (rest !== '' && !/^\w{2,4}$/.test(rest)) taken.push(rest);
      text = bare;
    }
    strip(WORK, taken);
    strip(PLATFORM_END, taken);
    strip(PLATFORM_START, taken);
    strip(SHAPE, sizes);
    const size = /[\s_|/–—([-]+(\S+)$/u.exec(text)?.[1];
    if (size !== undefined && SIZE_ALONE.test(size)) strip(/[\s_|/–—([-]+\S+$/u, sizes);
    const version = TAIL.exec(text);
    if (version && version.index > 0) {
      tail.unshift(version[0]);
      text = text.slice(0, version.index).trim();
    }
  }
  const middle = text.replace(SIZE, (found) => {
    sizes.push(found);
    return ' ';
  });
  const ending = tail.join('');
  const core = normaliseName(`${middle}${ending}`);
  const shapes = sizes.map((size) => normaliseName(size)).sort();
  return { core, sized: core === '' ? '' : [core, ...shapes].join(' '), taken: [...sizes, ...taken] };
}

const clean = (mark: string): string => mark.replace(/^[\s_|/–—([:-]+|[\s_|/–—)\]:-]+$/gu, '');
