/** Whether two lines say the same: two looks at one caption seldom give the same letters throughout. */

/** Folded to what a reader would call the same: no accents, cases, signs or spaces. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** 1 for the same letters, 0 for nothing in common: 1 - edits / length of the longer (Levenshtein 1966). Case and signs aside. */
export function similarity(a: string, b: string): number {
  const one = folded(a);
  const other = folded(b);
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 1 : 1 - edits(one, other) / longest;
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
