/**
 * `creo search "text"`: the creatives that say a text, on the screen or spoken, and with a model of the CLIP family those
 * that show it, and when. `--json`: `{ modelId, query, searched, results: [{ creativeId, creative, foundBy, atSeconds, line,
 * medium, fit, similarity }] }`, best first; what was found by the words comes before what a picture is like. `foundBy` is
 * words, picture or both; modelId is null without CLIP, `searched` counts the creatives whose words are known.
 */
import type { Question } from '../../answers/question.js';
import { stayInScope } from '../../answers/scoped.js';
import { searchWords } from '../../answers/word-search.js';
import { nearest } from '../../cluster/nearest.js';
import { vectorSet } from '../../cluster/vectors.js';
import { chooseModel } from '../../embed/choose.js';
import type { Precision } from '../../embed/model-folder.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { creativeNames } from '../../store/creatives.js';
import { framesOf } from '../../store/embeddings.js';
import type { Context } from '../../work/context.js';

export interface SearchOptions {
  text: string;
  /** As for `embed`. */
  model: string;
  precision: Precision;
  limit: number;
  /** Whose creatives. */
  filter: NonNullable<Question['filter']>;
}

interface PictureSearch {
  modelId: string | null;
  /** Best frame by creative, most similar first. */
  shown: ReadonlyMap<number, Shown>;
  /** What would let the pictures be searched too; null where they were. */
  lacking: string | null;
}

interface Shown {
  atSeconds: number;
  similarity: number;
}

export async function run(context: Context, options: SearchOptions): Promise<View> {
  const { text, limit } = options;
  if (text.trim() === '') {
    throw new UserError('EMPTY_QUERY', 'There is nothing to search for', 'For example: creo search "50% off"');
  }
  stayInScope(context.db, options.filter);
  const { searched, found } = searchWords(context.db, text);
  const { modelId, shown, lacking } = await searchPictures(context, options, searched > 0);
  const nameOf = creativeNames(context.db);
  const likest = new Set([...shown.keys()].slice(0, limit));
  const said = found.map(({ creativeId, atSeconds, medium, text: line, fit }) => ({
    creativeId,
    creative: nameOf(creativeId),
    foundBy: likest.has(creativeId) ? 'both' : 'words',
    atSeconds,
    line,
    medium,
    fit,
    similarity: shown.get(creativeId)?.similarity ?? null,
  }));
  const saying = new Set(found.map(({ creativeId }) => creativeId));
  const seen = [...shown]
    .filter(([creativeId]) => !saying.has(creativeId))
    .map(([creativeId, { atSeconds, similarity }]) => ({
      creativeId,
      creative: nameOf(creativeId),
      foundBy: 'picture',
      atSeconds,
      line: null,
      medium: null,
      fit: null,
      similarity,
    }));
  const results = [...said, ...seen].slice(0, limit);
  return {
    json: { modelId, query: text, searched, results },
    headline: headline(text, { found: found.length, searched, modelId }),
    tables: [
      {
        fields:
          modelId === null
            ? ['creative', 'atSeconds', 'line']
            : ['creative', 'foundBy', 'atSeconds', 'line', 'similarity'],
        rows: results,
      },
    ],
    notes: lacking === null ? [] : [`Words alone were searched: ${lacking}.`],
  };
}

function headline(
  text: string,
  { found, searched, modelId }: { found: number; searched: number; modelId: string | null },
): string {
  const pictures = modelId === null ? '' : `, and frames nearest to it (${modelId})`;
  if (searched === 0) return `Frames nearest to "${text}" (${modelId})`;
  const creatives = searched === 1 ? 'the 1 creative' : `the ${searched} creatives`;
  return `${found === 0 ? 'None' : found} of ${creatives} with words ${found === 1 ? 'says' : 'say'} "${text}"${pictures}`;
}

/**
 * The best frame of each creative by CLIP, most similar first. Where words can be searched, a machine without CLIP, or a
 * store without its vectors, is no error unless a model was asked for.
 */
async function searchPictures(
  context: Context,
  { text, model: choice, precision }: SearchOptions,
  hasWords: boolean,
): Promise<PictureSearch> {
  const { config, db } = context;
  const without = (lacking: string): PictureSearch => ({ modelId: null, shown: new Map(), lacking });
  const { model: folder } = await chooseModel(choice, { ...config, precision });
  if (!folder.hasText && hasWords && choice === 'auto') {
    return without('`creo model pull` fetches CLIP, which looks at the pictures too');
  }
  const { loadTextModel } = await import('../../embed/text-model.js');
  const frames = folder.hasText ? framesOf(db, folder.modelId) : [];
  if (folder.hasText && frames.length === 0) {
    if (hasWords && choice === 'auto') return without('`creo embed` lets CLIP look at the pictures too');
    throw new UserError(
      'NOT_EMBEDDED',
      `No creative has been embedded by ${folder.modelId}`,
      `Run \`creo embed --model ${choice}\` first`,
    );
  }
  await readyRuntime(context);
  const model = await loadTextModel(folder);
  const [query] = await model.vectorsOf([text]);
  await model.dispose();
  const shown = new Map<number, Shown>();
  if (!query) throw new RangeError('no vector came of the text');
  // Most similar first, so the first frame of a creative is its best.
  for (const { row, similarity } of nearest(vectorSet(frames.map(({ vector }) => vector)), query, frames.length)) {
    const frame = frames[row];
    if (frame && !shown.has(frame.creativeId)) shown.set(frame.creativeId, { atSeconds: frame.atSeconds, similarity });
  }
  return { modelId: folder.modelId, shown, lacking: null };
}
