/** The table of patterns as regular expressions: one for each kind of thing and language. Pure. */
import { AMOUNT_PATTERN, PERCENT_PATTERN } from './figures.js';

/**
 * Letters and digits of folded text in the scripts of the table, as members of a class. `\b` and `\w` know those of
 * English alone, with or without the flag u, and each `\p{L}` costs a millisecond to compile, of which there would be thousands.
 */
const LETTERS = 'a-z\u00df-\u00f6\u00f8-\u024f\u0400-\u052f';
const SIGNS = `${LETTERS}0-9`;

/** Between two words: blanks, marks, or nothing, for recognisers lose blanks. */
const GAP = `[^${SIGNS}]{0,4}`;
const START = `(?<![${SIGNS}])`;
const END = `(?![${SIGNS}])`;
const SENTENCE_START = `(?<=^[^${SIGNS}]{0,4}|[.!?…][^${SIGNS}]{0,4})`;
const SENTENCE_END = `(?=[^${SIGNS}]{0,8}$|[.!?…])`;
const WORD = `${START}[${SIGNS}]+${END}`;

/** `\p{L}` in a pattern, as the cheap class. */
const ANY_LETTER = '\\p{L}';

const cheap = (pattern: string): string =>
  pattern.replaceAll('[\\p{L}\\p{N}]', `[${SIGNS}]`).replaceAll(ANY_LETTER, `[${LETTERS}]`);
const writtenPercent = cheap(PERCENT_PATTERN);
const writtenAmount = cheap(AMOUNT_PATTERN);

/** One pattern of rule-set.ts with its shorthand written out. `numbers` are the words for numbers, as alternatives. */
export function writtenOut(pattern: string, numbers: string): string {
  const number = `(?:\\d{1,4}(?!\\d|[.,:]\\d|\\s?[%€$£₽])|(?:${numbers})${END})`;
  let out = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const [sign, next] = [pattern.charAt(at), pattern.charAt(at + 1)];
    if (pattern.startsWith(ANY_LETTER, at)) {
      out += `[${LETTERS}]`;
      at += ANY_LETTER.length - 1;
    } else if (sign === '\\') {
      out += sign + next;
      at += 1;
    } else if (sign === '[') {
      const end = pattern.indexOf(']', at);
      out += pattern.slice(at, end + 1);
      at = end;
    } else if (sign === next && (sign === '%' || sign === '$')) {
      out += sign === '%' ? writtenPercent : writtenAmount;
      at += 1;
    } else if (sign === '@') out += /[\p{L}(]/u.test(next) ? `${START}[${LETTERS}]+?` : WORD;
    else out += { ' ': GAP, '*': `[${LETTERS}]*`, '#': number, '^': SENTENCE_START, $: SENTENCE_END }[sign] ?? sign;
  }
  return out;
}

/** Where one of these patterns begins in a folded text; null where none of them fits. */
export type Finder = (line: string) => number | null;

/** A recogniser that lost the blanks leaves words of more letters than languages have. */
const RUN_TOGETHER = /\p{L}{16,}/u;

/** Phrases of so many letters say the same in the middle of what was run together. */
const TELLING_LETTERS = 9;

export function finder(patterns: readonly string[], numbers: string): Finder {
  const strict = once(
    () => new RegExp(`${START}(?:${patterns.map((each) => writtenOut(each, numbers)).join('|')})${END}`),
  );
  const loose = once(() => {
    const telling = patterns.flatMap(alternatives).filter(isTelling);
    return telling.length > 0 ? new RegExp(telling.map((each) => writtenOut(each, numbers)).join('|')) : null;
  });
  return (line) => {
    const found = strict().exec(line) ?? (RUN_TOGETHER.test(line) ? loose()?.exec(line) : null);
    return found ? found.index : null;
  };
}

/** The alternatives of a pattern that stand in no brackets. */
function alternatives(pattern: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of pattern) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

const isTelling = (pattern: string): boolean =>
  /^[\p{L}\p{N} ]+$/u.test(pattern) && pattern.includes(' ') && pattern.replaceAll(' ', '').length >= TELLING_LETTERS;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
