/** How far the work on a store has come. */
import type { Store } from './database.js';

/** Rows of what each step leaves behind. */
export const workDone = (db: Store): { creatives: number; results: number; vectors: number; clusterings: number } =>
  db
    .prepare<[], { creatives: number; results: number; vectors: number; clusterings: number }>(
      `SELECT (SELECT COUNT(*) FROM creatives) AS creatives,
         (SELECT COUNT(*) FROM (SELECT 1 FROM ad_days LIMIT 1)) AS results,
         (SELECT COUNT(*) FROM embeddings) AS vectors,
         (SELECT COUNT(*) FROM cluster_runs) AS clusterings`,
    )
    .get() ?? { creatives: 0, results: 0, vectors: 0, clusterings: 0 };
