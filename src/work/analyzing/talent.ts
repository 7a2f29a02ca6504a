/** Who is seen, told from the faces, as a detected tag. */
import type { CreativeDetection } from '../../patterns/detect-all.js';
import { settledTalent, talentOf } from '../../patterns/talent.js';
import { inTransaction, type Store } from '../../store/database.js';
import { allPatterns } from '../../store/patterns.js';
import { saveTag, tagsInForce } from '../../store/tags.js';

/** What was detected of one creative. */
export type Detected = Omit<CreativeDetection, 'creativeId'>;

/** Tells from the faces who is seen, beside what CLIP named in this run or an earlier one. */
export function nameTalent(db: Store, detections: Map<number, Detected[]>): void {
  const before = new Map(
    tagsInForce(db)
      .filter(({ key, source }) => key === 'talent' && source === 'detected')
      .map((tag) => [tag.creativeId, tag.value]),
  );
  inTransaction(db, () => {
    for (const patterns of allPatterns(db)) {
      const { creativeId } = patterns;
      const own = detections.get(creativeId) ?? [];
      const named = own.find(({ tag }) => tag === 'talent')?.value ?? before.get(creativeId) ?? null;
      const talent = settledTalent(talentOf(patterns), named);
      if (!talent) continue;
      saveTag(db, { creativeId, key: 'talent', source: 'detected', ...talent });
      detections.set(creativeId, [...own.filter(({ tag }) => tag !== 'talent'), { tag: 'talent', ...talent }]);
    }
  });
}
