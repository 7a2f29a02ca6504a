/**
 * `creo model list`: the models on this machine, and those that made the vectors in the store.
 * `--json`: `{ models: [{ modelId, folder, bytes, text, whole }], folder }`; `whole` is null where nothing says what the
 * files should be.
 */
import { embeddableModels } from '../../embed/inventory.js';
import { modelRoot } from '../../embed/model-folder.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export async function run({ config }: Context): Promise<View> {
  const root = modelRoot(config.modelFolder);
  const models = await embeddableModels(root);
  const hasClip = models.some(({ text }) => text);
  return {
    json: { models, folder: root },
    tables: [
      {
        fields: ['modelId', 'readsText', 'sizeBytes', 'whole', 'path'],
        rows: models.map(({ modelId, folder, bytes, text, whole }) => ({
          modelId,
          readsText: text,
          sizeBytes: bytes,
          whole,
          path: folder,
        })),
      },
    ],
    notes: hasClip ? [] : ['`creo model pull` fetches CLIP, which search and the detection of hooks and emotion need'],
  };
}
