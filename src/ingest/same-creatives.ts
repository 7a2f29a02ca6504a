/**
 * Which creatives without media are one with another: by name, by what is left of the name without sizes, platform marks
 * and working words, and at wish by likeness. A name that fits two decides nothing.
 */
import { type CoreName, coreName } from './core-name.js';
import { NameIndex, namePairs, nameSimilarity, type Pairs, pairSimilarity } from './names.js';

/** How two names were found to be one: the same, the same in another dress, or the same but for marks, a size, a likeness. */
export type SameBy = 'exact' | 'normalised' | 'marks' | 'size' | 'similar';

export interface Fileless {
  creativeId: number;
  name: string;
  /** Further names under which platforms know its ads. */
  adNames: readonly string[];
}

export interface Same<T extends Fileless = Fileless> {
  from: T;
  intoId: number;
  by: SameBy;
  /** Why, in words. */
  reason: string;
}

interface Known {
  creativeId: number;
  name: string;
}

/** Pairs that a person took apart: they are not joined again without being asked. */
export type Apart = (name: string, intoId: number) => boolean;

/** What each name has in common with others, by the key that it is compared under; null where two creatives share it. */
class CoreIndex {
  private readonly bySized = new Map<string, Known | null>();
  private readonly byCore = new Map<string, Known | null>();

  add(known: Known, { sized, core }: CoreName): void {
    put(this.bySized, sized, known);
    put(this.byCore, core, known);
  }

  find(names: readonly CoreName[]): { known: Known; by: SameBy; name: CoreName } | null {
    for (const [by, index, key] of [
      ['marks', this.bySized, 'sized'],
      ['size', this.byCore, 'core'],
    ] as const) {
      for (const name of names) {
        const known = name[key] === '' ? null : index.get(name[key]);
        if (known) return { known, by, name };
      }
    }
    return null;
  }
}

function put(index: Map<string, Known | null>, key: string, known: Known): void {
  if (key === '') return;
  const other = index.get(key);
  index.set(key, other === undefined || other?.creativeId === known.creativeId ? known : null);
}

const REASON = { exact: 'the same name', normalised: 'the same name but for case, ending and copy marks' } as const;

const sizeOrMarks = (core: CoreName, other: Known): SameBy =>
  core.sized === coreName(other.name).sized ? 'marks' : 'size';

function whyAlike({ taken }: CoreName, other: Known): string {
  const marks = [...new Set([...taken, ...coreName(other.name).taken])];
  return marks.length === 0 ? 'the same name' : `the same name without ${marks.map((mark) => `"${mark}"`).join(', ')}`;
}

/**
 * The creatives of `fileless` that are one with a creative that has media (`known`: all its names), else with an earlier
 * one of their own kind. `apart` pairs are passed over.
 */
export function sameCreatives<T extends Fileless>(
  known: readonly Known[],
  fileless: readonly T[],
  apart: Apart,
): Same<T>[] {
  const names = new NameIndex(known);
  const cores = new CoreIndex();
  for (const one of known) cores.add(one, coreName(one.name));
  const found: Same<T>[] = [];
  const left: { one: T; core: CoreName }[] = [];
  for (const one of fileless) {
    const same = names.find([one.name, ...one.adNames]);
    const core = coreName(one.name);
    if (same && !apart(one.name, same.creativeId)) {
      found.push({ from: one, intoId: same.creativeId, by: same.by, reason: REASON[same.by] });
      continue;
    }
    const alike = cores.find([core, ...one.adNames.map(coreName)]);
    if (alike && !apart(one.name, alike.known.creativeId)) {
      found.push({
        from: one,
        intoId: alike.known.creativeId,
        by: alike.by,
        reason: whyAlike(alike.name, alike.known),
      });
      continue;
    }
    left.push({ one, core });
  }
  // Among themselves the oldest keeps its name; several of one core are one creative, so that none is left out here.
  const oldest = new Map<string, T>();
  for (const { one, core } of [...left].sort((a, b) => a.one.creativeId - b.one.creativeId)) {
    const first = core.core === '' ? undefined : oldest.get(core.core);
    if (first === undefined) oldest.set(core.core, one);
    else if (!apart(one.name, first.creativeId))
      found.push({ from: one, intoId: first.creativeId, by: sizeOrMarks(core, first), reason: whyAlike(core, first) });
  }
  return found;
}

/** Words this short tell creatives apart when they differ: `es` and `en`, `A` and `B`. */
const SHORT_WORD = 3;
/** Two words less alike than this are two words. */
const SLIP = 0.5;

/** A name made ready to be compared with many. */
export interface Comparable {
  pairs: Pairs;
  corePairs: Pairs;
  words: readonly string[];
}

export function comparable(name: string): Comparable {
  const { core } = coreName(name);
  return { pairs: namePairs(name), corePairs: namePairs(core), words: core.split(' ') };
}

/**
 * How alike two names are, with or without their marks, 0..1, and whether nothing that tells creatives apart differs
 * between them: a version, a length, a number, a language, a letter or another word is never a slip of the pen.
 */
export function likeness(first: Comparable, second: Comparable): { score: number; mayBeOne: boolean } {
  const score = Math.max(pairSimilarity(first.pairs, second.pairs), pairSimilarity(first.corePairs, second.corePairs));
  const words = first.words.filter((word) => !second.words.includes(word));
  const others = second.words.filter((word) => !first.words.includes(word));
  const isSlip = (word: string, among: readonly string[]): boolean =>
    among.length === 0 || among.some((other) => nameSimilarity(word, other) >= SLIP);
  const tells = [...words, ...others].some((word) => word.length <= SHORT_WORD || /\p{N}/u.test(word));
  const mayBeOne = words.every((word) => isSlip(word, others)) && others.every((word) => isSlip(word, words));
  return { score, mayBeOne: mayBeOne && !tells };
}
