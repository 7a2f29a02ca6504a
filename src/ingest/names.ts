/** Which creative an ad shows, by what it is called: exactly, then with what platforms and people add to names taken off. */

/** Media file endings that names of ads often carry. */
const MEDIA_ENDING = /\.(mp4|mov|m4v|webm|avi|mkv|gif|jpe?g|png|webp|heic|psd|ai)$/i;
/**
 * Words that platforms put before or behind the name of a copied or boosted ad. Blanks are single by then, and each can be
 * taken in one way alone: two ways would be a thousand for ten marks.
 */
const PLATFORM_PREFIX =
  /^(?:(?:fb|ig|tt|yt|meta|facebook|instagram|tiktok|google|snap|snapchat|pinterest)\s*[-_|:]\s*|(?:ad|creative|video)\s*[:|]\s*)/i;
const COPY_SUFFIX =
  /(?: ?(?:[-–—_] ?)?(?:\( ?copy(?: ?\d+)? ?\)|\( ?\d+ ?\)|(?:copy|copia|kopie|копия|copie|cópia)(?: ?\d+)?))+$/iu;

/** Nobody writes longer names: such a text is compared as it stands, and no pattern runs over it. */
export const LONGEST_NAME = 400;

/** A name without the ending of a media file. */
export const withoutEnding = (name: string): string => name.replace(MEDIA_ENDING, '');

/** A name without path, ending, copy marks and platform prefix, otherwise as it is written. */
export function withoutDress(name: string): string {
  let text = name.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (text.length > LONGEST_NAME) return text;
  text = text.replace(/^.*[/\\](?=[^/\\]+\.[a-z0-9]{2,4}$)/i, '').replace(MEDIA_ENDING, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(COPY_SUFFIX, '').replace(MEDIA_ENDING, '').replace(PLATFORM_PREFIX, '').trim();
  }
  return text;
}

/** A name without path, ending, copy marks, platform prefix, case, accents and punctuation: equal for what people mean as one. */
export function normaliseName(name: string): string {
  return withoutDress(name)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export interface NamedCreative {
  creativeId: number;
  name: string;
}

export type LinkedBy = 'exact' | 'normalised';

/** Creatives by all their names. A normalised name that two creatives share decides nothing. */
export class NameIndex {
  private readonly exact = new Map<string, number>();
  private readonly normalised = new Map<string, number | null>();

  constructor(names: Iterable<NamedCreative>) {
    for (const named of names) this.add(named);
  }

  add({ creativeId, name }: NamedCreative): void {
    this.exact.set(name, creativeId);
    const key = normaliseName(name);
    if (key === '') return;
    const other = this.normalised.get(key);
    this.normalised.set(key, other === undefined || other === creativeId ? creativeId : null);
  }

  /** The creative of the first of these names that is known exactly, else normalised; null when none is. */
  find(names: readonly (string | null)[]): { creativeId: number; by: LinkedBy } | null {
    const given = names.filter((name) => name !== null && name !== '');
    for (const name of given) {
      const creativeId = this.exact.get(name ?? '');
      if (creativeId !== undefined) return { creativeId, by: 'exact' };
    }
    for (const name of given) {
      const creativeId = this.normalised.get(normaliseName(name ?? ''));
      if (creativeId !== undefined && creativeId !== null) return { creativeId, by: 'normalised' };
    }
    return null;
  }

  /** The creative of exactly this name; null when there is none. */
  findExact(name: string): number | null {
    return this.exact.get(name) ?? null;
  }
}

/** The letters of a name, two by two, with how often each pair stands there: what likeness is reckoned from. */
export type Pairs = ReadonlyMap<string, number>;

/**
 * How alike two names are, 0..1: Dice's coefficient over pairs of letters of the normalised names (Dice 1945). Names that
 * differ only by what normalising takes off are 1.
 */
export const nameSimilarity = (a: string, b: string): number => pairSimilarity(namePairs(a), namePairs(b));

/** The same for names that are compared many times. */
export function pairSimilarity(first: Pairs, second: Pairs): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of first) {
    shared += Math.min(count, second.get(pair) ?? 0);
    total += count;
  }
  for (const count of second.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

export function namePairs(name: string): Pairs {
  const text = normaliseName(name);
  const pairs = new Map<string, number>();
  const padded = ` ${text} `;
  if (text === '') return pairs;
  for (let at = 0; at + 1 < padded.length; at += 1) {
    const pair = padded.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
