/**
 * `creo search "text"`: the creatives that show what a text says, and where in them. Needs a model of the CLIP family.
 * `--json`: `{ modelId, query, results: [{ creativeId, creative, atSeconds, similarity }] }`, best first.
 */
import { nearest } from '../../cluster/nearest.js';
import { vectorSet } from '../../cluster/vectors.js';
import { chooseModel } from '../../embed/choose.js';
import type { Precision } from '../../embed/model-folder.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { creativeNames } from '../../store/creatives.js';
import { framesOf } from '../../store/embeddings.js';
import type { Context } from '../context.js';

export interface SearchOptions {
  text: string;
  /** As for `embed`. */
  model: string;
  precision: Precision;
  limit: number;
}

export async function run(context: Context, { text, model: choice, precision, limit }: SearchOptions): Promise<View> {
  const { config, db } = context;
  const { model: folder } = await chooseModel(choice, { ...config, precision });
  const { loadTextModel } = await import('../../embed/text-model.js');
  await readyRuntime(context);
  const model = await loadTextModel(folder);
  const frames = framesOf(db, folder.modelId);
  if (frames.length === 0) {
    throw new UserError(
      'NOT_EMBEDDED',
      `No creative has been embedded by ${folder.modelId}`,
      `Run \`creo embed --model ${choice}\` first`,
    );
  }
  const [query] = await model.vectorsOf([text]);
  await model.dispose();
  const nameOf = creativeNames(db);
  const best = new Map<number, { creativeId: number; creative: string; atSeconds: number; similarity: number }>();
  // Most similar first, so the first frame of a creative is its best.
  for (const { row, similarity } of nearest(vectorSet(frames.map(({ vector }) => vector)), query, frames.length)) {
    const { creativeId, atSeconds } = frames[row];
    if (best.has(creativeId)) continue;
    best.set(creativeId, { creativeId, creative: nameOf(creativeId), atSeconds, similarity });
    if (best.size === limit) break;
  }
  const results = [...best.values()];
  return {
    json: { modelId: folder.modelId, query: text, results },
    headline: `Frames nearest to "${text}" (${folder.modelId})`,
    tables: [{ fields: ['creative', 'atSeconds', 'similarity'], rows: results }],
  };
}
