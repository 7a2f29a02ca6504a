/**
 * `creo similar NAME|FILE`: the creatives that look most like one of the library, or like a file that is not in it.
 * `--json`: `{ modelId, query, results: [{ creativeId, creative, similarity }] }`, most similar first.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Question } from '../../answers/question.js';
import { stayInScope } from '../../answers/scoped.js';
import { nearest } from '../../cluster/nearest.js';
import { vectorSet } from '../../cluster/vectors.js';
import { chooseModel, modelBehind } from '../../embed/choose.js';
import type { ModelFolder, Precision } from '../../embed/model-folder.js';
import { embedFiles } from '../../embed/pipeline.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { changedSince } from '../../media/as-added.js';
import { MediaError } from '../../media/media-error.js';
import { probeMedia } from '../../media/probe.js';
import { mediaPrograms } from '../../media/programs.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { creativeByName, creativeNamed, creativeNames } from '../../store/creatives.js';
import { embeddedModels, embeddingsOf } from '../../store/embeddings.js';
import type { Context } from '../../work/context.js';

export interface SimilarOptions {
  /** Name of a creative, else path of a file. */
  query: string;
  /** As for `embed`; null: the model that has embedded the most creatives. */
  model: string | null;
  precision: Precision;
  limit: number;
  /** Among whose creatives. */
  filter: NonNullable<Question['filter']>;
}

export async function run(context: Context, options: SimilarOptions): Promise<View> {
  const { query, model: choice, precision, limit, filter } = options;
  const { config, db } = context;
  stayInScope(db, filter);
  const chosen = choice === null ? null : (await chooseModel(choice, { ...config, precision })).model;
  const modelId = chosen?.modelId ?? embeddedModels(db)[0]?.modelId;
  const embeddings = modelId === undefined ? [] : embeddingsOf(db, modelId);
  if (modelId === undefined || embeddings.length === 0) {
    throw new UserError('NOT_EMBEDDED', 'No creative has been embedded with this model', 'Run `creo embed` first');
  }
  const isFile = creativeByName(db, query) === null && existsSync(query);
  const self = isFile ? null : creativeNamed(db, query);
  const own = embeddings.find(({ creativeId }) => creativeId === self?.creativeId);
  if (self !== null && !own) {
    throw new UserError('NOT_EMBEDDED', `${self.name} has no vector by ${modelId}`, 'Run `creo embed` first');
  }
  const vector =
    own?.vector ??
    (await vectorOfFile(context, resolve(query), chosen ?? (await modelBehind(modelId, config.modelFolder))));
  const others = embeddings.filter(({ creativeId }) => creativeId !== self?.creativeId);
  const nameOf = creativeNames(db);
  const results = nearest(vectorSet(others.map((other) => other.vector)), vector, limit).flatMap(
    ({ row, similarity }) => {
      const { creativeId } = others[row] ?? {};
      return creativeId === undefined ? [] : { creativeId, creative: nameOf(creativeId), similarity };
    },
  );
  const changed = await changedSince(self === null ? [] : [self]);
  return {
    json: { modelId, query, results },
    headline: `Most like ${query} (${modelId})`,
    tables: [{ fields: ['creative', 'similarity'], rows: results }],
    ...(changed === null ? {} : { notes: [changed] }),
  };
}

async function vectorOfFile(context: Context, path: string, folder: ModelFolder): Promise<Float32Array> {
  const { config, signal } = context;
  const programs = await mediaPrograms(config);
  const { loadImageModel } = await import('../../embed/image-model.js');
  const media = await probeMedia(path, programs).catch((thrown: unknown) => {
    throw thrown instanceof MediaError ? notMedia(path, thrown.message) : thrown;
  });
  await readyRuntime(context);
  const model = await loadImageModel(folder);
  for await (const result of embedFiles([{ path, media }], { model, programs, signal })) {
    if ('vectors' in result) return result.vectors.vector;
    throw notMedia(path, result.skipped);
  }
  throw new UserError('INTERRUPTED', `${path} was not looked at`, 'Run it again');
}

const notMedia = (path: string, reason: string): UserError =>
  new UserError('NOT_MEDIA', `${path}: ${reason}`, 'Name a creative, or a video or picture file');
