/** Where models are on this machine, and what is in their folders. Nothing here loads or fetches one. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { hashFile } from '../files/hash.js';

/** How the weights are stored: 8-bit integers, half precision or single precision. */
export type Precision = 'q8' | 'fp16' | 'fp32';

/** transformers.js adds this to the name of a weights file. */
const SUFFIX: Record<Precision, string> = { q8: '_quantized', fp16: '_fp16', fp32: '' };

export const weightsSuffix = (precision: Precision): string => SUFFIX[precision];

/** CLIP ViT-B/32: the smallest of the family, and the one that most tools compare with. */
export const CLIP_NAME = 'Xenova/clip-vit-base-patch32';

const BUNDLED_FOLDER = fileURLToPath(new URL('../../models/efficientnet-lite0', import.meta.url));
const BUNDLED_NAME = 'creo/efficientnet-lite0';

/** A model on disk: one folder in the layout of transformers.js, and one precision of its weights. */
export interface ModelFolder {
  folder: string;
  /** Name and precision; for a folder that a person named, with a digest of its weights, so that two folders of one name stay apart. */
  modelId: string;
  precision: Precision;
  /** What the names of its weights end in before `.onnx`. */
  suffix: string;
  /** The file of the picture tower, without its precision's ending: `vision_model` in the CLIP family, else `model`. */
  visionFile: 'vision_model' | 'model';
  /** Whether the folder holds the text tower and its tokenizer in this precision. */
  hasText: boolean;
  config: Record<string, unknown>;
  preprocessor: unknown;
}

/** Enough of a SHA-256 in hex to tell models apart. */
const DIGEST_LENGTH = 12;

/** The folder that models are fetched into: the setting, else the user's cache folder. */
export const modelRoot = (setting: string | null): string =>
  setting === null ? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'creo', 'models') : resolve(setting);

/** The network that comes with creo. */
export const bundledModel = (): Promise<ModelFolder> => openFolder(BUNDLED_FOLDER, 'fp16', BUNDLED_NAME);

/** The folder that CLIP is kept in. */
export const clipFolder = (root: string): string => join(root, ...CLIP_NAME.split('/'));

/** CLIP, when it has been fetched or copied into the model folder; null when it has not. */
export async function clipModel(root: string, precision: Precision): Promise<ModelFolder | null> {
  const folder = clipFolder(root);
  return weightsIn(folder).length > 0 ? openFolder(folder, precision, CLIP_NAME) : null;
}

/** Every precision of CLIP that is in the model folder, best first. */
export const clipPrecisions = (root: string): Precision[] =>
  weightsIn(clipFolder(root)).map(({ precision }) => precision);

/** The model in a folder that a person named. Throws UserError MODEL_UNREADABLE. */
export const namedFolder = (folder: string, precision: Precision): Promise<ModelFolder> =>
  openFolder(resolve(folder), precision, null);

interface Weights {
  visionFile: ModelFolder['visionFile'];
  precision: Precision;
}

const weightsPath = (folder: string, { visionFile, precision }: Weights): string =>
  join(folder, 'onnx', `${visionFile}${SUFFIX[precision]}.onnx`);

/** The picture weights that a folder holds, best first. */
function weightsIn(folder: string): Weights[] {
  const files = (['vision_model', 'model'] as const).flatMap((visionFile) =>
    (['q8', 'fp16', 'fp32'] as const).map((precision) => ({ visionFile, precision })),
  );
  return files.filter((weights) => existsSync(weightsPath(folder, weights)));
}

/** `name` null: the folder's own name, and a digest of the weights. The wanted precision is taken where the folder has it. */
async function openFolder(folder: string, wanted: Precision, name: string | null): Promise<ModelFolder> {
  const all = weightsIn(folder);
  const weights = all.find(({ precision }) => precision === wanted) ?? all[0];
  if (!weights) throw unreadable(folder, 'has no onnx/vision_model*.onnx or onnx/model*.onnx');
  const config = readJson(folder, 'config.json');
  if (typeof config !== 'object' || config === null) throw unreadable(folder, 'has no usable config.json');
  const identity =
    name ?? `${basename(folder)}@${(await hashFile(weightsPath(folder, weights))).slice(0, DIGEST_LENGTH)}`;
  return {
    folder,
    modelId: `${identity}#${weights.precision}`,
    ...weights,
    suffix: SUFFIX[weights.precision],
    hasText: ['tokenizer.json', `onnx/text_model${SUFFIX[weights.precision]}.onnx`].every((file) =>
      existsSync(join(folder, file)),
    ),
    config: { ...config },
    preprocessor: readJson(folder, 'preprocessor_config.json'),
  };
}

function readJson(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (thrown) {
    throw unreadable(folder, `has no readable ${file}`, thrown);
  }
}

const unreadable = (folder: string, what: string, cause?: unknown): UserError =>
  new UserError(
    'MODEL_UNREADABLE',
    `The model folder ${folder} ${what}`,
    'Name a folder of a CLIP-family model in the layout of transformers.js: config.json, preprocessor_config.json, onnx/',
    { cause },
  );
