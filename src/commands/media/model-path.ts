/**
 * `creo model path`: the folder that CLIP is kept in, to copy it to or from a machine without a network.
 * `--json`: `{ folder, present }`.
 */
import { existsSync } from 'node:fs';
import { clipFolder, modelRoot } from '../../embed/model-folder.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ config }: Context): View {
  const folder = clipFolder(modelRoot(config.modelFolder));
  return { json: { folder, present: existsSync(folder) }, headline: folder, tables: [] };
}
