/** Which model `--model` means. */
import { UserError } from '../errors.js';
import {
  bundledModel,
  CLIP_NAME,
  clipModel,
  type ModelFolder,
  modelRoot,
  namedFolder,
  type Precision,
} from './model-folder.js';

/** `auto`, `clip`, `bundled`, or a folder. */
export type ModelChoice = string;

export interface ChosenModel {
  model: ModelFolder;
  /** One line about the choice for the user, or null when there is nothing to say. */
  remark: string | null;
}

/** What the bundled network cannot do, in one line. */
export const BUNDLED_REMARK =
  'using the bundled image network: it sees subjects, not words or emotion, and has no text search; `creo model pull` fetches CLIP, which does';

/**
 * The model to use. `auto` is CLIP when it is in the model folder, else the bundled network; nothing is fetched here.
 * Throws UserError: NO_CLIP when `clip` is asked for and not there, MODEL_UNREADABLE for a folder without a model.
 */
export async function chooseModel(
  choice: ModelChoice,
  { modelFolder, precision }: { modelFolder: string | null; precision: Precision },
): Promise<ChosenModel> {
  if (choice === 'bundled') return { model: await bundledModel(), remark: null };
  if (choice !== 'auto' && choice !== 'clip') return { model: await namedFolder(choice, precision), remark: null };
  const clip = await clipModel(modelRoot(modelFolder), precision);
  if (clip) return { model: clip, remark: null };
  if (choice === 'auto') return { model: await bundledModel(), remark: BUNDLED_REMARK };
  throw new UserError(
    'NO_CLIP',
    `CLIP is not in ${modelRoot(modelFolder)}`,
    'Fetch it with `creo model pull`, copy its folder there, or use --model bundled',
  );
}

/**
 * The model on disk that made vectors of `modelId`, to compare a new file with them. Throws UserError MODEL_UNKNOWN when
 * they were made by a folder that only a person can name.
 */
export async function modelBehind(modelId: string, modelFolder: string | null): Promise<ModelFolder> {
  const bundled = await bundledModel();
  if (bundled.modelId === modelId) return bundled;
  for (const precision of ['q8', 'fp16', 'fp32'] as const) {
    const clip = modelId.startsWith(`${CLIP_NAME}#`) ? await clipModel(modelRoot(modelFolder), precision) : null;
    if (clip?.modelId === modelId) return clip;
  }
  throw new UserError(
    'MODEL_UNKNOWN',
    `The vectors in the store were made by ${modelId}, which is not in the model folder`,
    'Name its folder with --model, or embed again with --model bundled',
  );
}
