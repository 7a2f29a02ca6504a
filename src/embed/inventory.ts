/** The models that this machine has, and whether their files are whole. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../files/hash.js';
import { bundledModel, clipModel, clipPrecisions, type ModelFolder } from './model-folder.js';
import { readSums } from './pull.js';

export interface ModelEntry {
  modelId: string;
  folder: string;
  /** Bytes of the weights. */
  bytes: number;
  /** Whether it knows words, so that text can be searched for. */
  text: boolean;
  /** Whether every file is what its checksum says; null where there are no checksums. */
  whole: boolean | null;
}

/** The bundled network, and CLIP in each precision that is in the model folder. Every file is read once. */
export async function embeddableModels(root: string): Promise<ModelEntry[]> {
  const clips = await Promise.all(clipPrecisions(root).map((precision) => clipModel(root, precision)));
  const models = [...clips, await bundledModel()].filter((model) => model !== null);
  return Promise.all(models.map(entryOf));
}

async function entryOf({ modelId, folder, hasText, suffix }: ModelFolder): Promise<ModelEntry> {
  const weights = readdirSync(join(folder, 'onnx')).filter((file) => file.endsWith(`model${suffix}.onnx`));
  return {
    modelId,
    folder,
    bytes: weights.reduce((sum, file) => sum + statSync(join(folder, 'onnx', file)).size, 0),
    text: hasText,
    whole: await isWhole(folder),
  };
}

async function isWhole(folder: string): Promise<boolean | null> {
  const sums = readSums(folder);
  if (sums.size === 0) return null;
  for (const [file, sum] of sums) {
    const path = join(folder, file);
    if (!existsSync(path) || (await hashFile(path)) !== sum) return false;
  }
  return true;
}
