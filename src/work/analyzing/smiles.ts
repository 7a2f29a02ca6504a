/** The emotion that smiles speak for, as a detected tag. */
import { emotionOf } from '../../patterns/smile.js';
import { inTransaction, type Store } from '../../store/database.js';
import { allPatterns } from '../../store/patterns.js';
import { saveTag, tagsInForce } from '../../store/tags.js';
import type { Detected } from './talent.js';

/** Names the emotion of creatives that smile, where CLIP named none in this run or an earlier one: it tells more of them. */
export function nameSmiles(db: Store, detections: Map<number, Detected[]>): void {
  const before = new Map(
    tagsInForce(db)
      .filter(({ key, source }) => key === 'emotion' && source === 'detected')
      .map((tag) => [tag.creativeId, tag.value]),
  );
  inTransaction(db, () => {
    for (const patterns of allPatterns(db)) {
      const { creativeId } = patterns;
      const emotion = emotionOf(patterns);
      const own = detections.get(creativeId) ?? [];
      const named = own.find(({ tag, value }) => tag === 'emotion' && value !== null)?.value ?? before.get(creativeId);
      if (!emotion || (named !== undefined && named !== emotion.value)) continue;
      saveTag(db, { creativeId, key: 'emotion', source: 'detected', ...emotion });
      detections.set(creativeId, [...own.filter(({ tag }) => tag !== 'emotion'), { tag: 'emotion', ...emotion }]);
    }
  });
}
