/** What the words of each creative say: judged once for each reading and each version of the rules. */
import type { WordTag } from '../model.js';
import { RULES_VERSION } from '../patterns/words/line-says.js';
import { said } from '../patterns/words/said.js';
import { allCreatives } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { allSpoken, type HookLine, hookLines, judgedCreatives, saveSaid, wordTags } from '../store/said.js';
import { tagsByCreative } from '../store/tags.js';
import { allWords } from '../store/words.js';

/** Judges the words that were read or heard since; gives the number of creatives. Begins no transaction. */
export function judgeWords(db: Store): number {
  const judged = judgedCreatives(db, RULES_VERSION);
  const [words, spoken] = [allWords(db), allSpoken(db)];
  let count = 0;
  for (const { creativeId, contentHash } of allCreatives(db)) {
    const [lines, heard] = [words.get(creativeId) ?? [], spoken.get(creativeId) ?? []];
    if (contentHash === null || judged.has(creativeId) || lines.length + heard.length === 0) continue;
    saveSaid(db, { creativeId, contentHash, version: RULES_VERSION, ...said(lines, heard) });
    count += 1;
  }
  return count;
}

/** What a creative says, as it counts: a tag of a person or of a naming convention stands above its own words. */
export interface SaidOfCreative {
  /** The words that it opens with. */
  says: string | null;
  hookLine: HookLine | null;
  hook: string | null;
  offer: string | null;
  cta: string | null;
  /** What its words alone say, with the evidence. */
  tags: readonly WordTag[];
}

/** Gives what any creative says; of one without words only its tags. */
export function saidByCreative(db: Store): (creativeId: number) => SaidOfCreative {
  const [lines, tags] = [hookLines(db), tagsByCreative(db)];
  const own = new Map<number, WordTag[]>();
  for (const { creativeId, ...tag } of wordTags(db)) own.set(creativeId, [...(own.get(creativeId) ?? []), tag]);
  return (creativeId) => {
    const hookLine = lines.get(creativeId) ?? null;
    const tagValue = (key: string): string | null =>
      tags.get(creativeId)?.find((tag) => tag.key === key)?.value ?? null;
    return {
      says: hookLine?.text ?? null,
      hookLine,
      hook: tagValue('hook'),
      offer: tagValue('offer'),
      cta: tagValue('cta'),
      tags: own.get(creativeId) ?? [],
    };
  };
}
