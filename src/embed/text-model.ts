/** The text tower of a CLIP-family model: words to vectors in the space of its pictures. */
import { normalised } from '../cluster/vectors.js';
import { UserError } from '../errors.js';
import type { ModelFolder } from './model-folder.js';
import { fromFolder, loadNetwork, type Network } from './onnx.js';
import { matrix } from './outputs.js';
import { tokenizerIn } from './words.js';

export interface TextModel {
  /** The same as the picture tower's: their vectors are compared. */
  modelId: string;
  /** One L2-normalised vector a text. What is beyond the model's length (77 tokens for CLIP) is cut off. */
  vectorsOf(texts: readonly string[]): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** Loads the text tower. Throws UserError: NEEDS_CLIP for a model without one, MODEL_UNREADABLE for damaged files. */
export async function loadTextModel(model: ModelFolder): Promise<TextModel> {
  if (!model.hasText) {
    throw new UserError(
      'NEEDS_CLIP',
      `${model.modelId} knows pictures only, not words`,
      'Text needs CLIP: `creo model pull`, then `creo embed --model clip`',
    );
  }
  // SigLIP was trained on texts padded to its full length.
  const padded = String(model.config.model_type).startsWith('siglip');
  const tokens = await fromFolder(model, () => tokenizerIn(model.folder, { padded }));
  const network = await loadNetwork(model, 'text_model');
  return {
    modelId: model.modelId,
    vectorsOf: async (texts) => {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await vectorOf(tokens(text), network));
      return vectors;
    },
    dispose: network.dispose,
  };
}

/** One text a run: without padding, and independent of other texts where the model is quantised. */
async function vectorOf(ids: readonly number[], network: Network): Promise<Float32Array> {
  const whole = (values: readonly number[]) => ({
    data: BigInt64Array.from(values, BigInt),
    dims: [1, values.length],
  });
  const outputs = await network.run({
    input_ids: whole(ids),
    attention_mask: whole(ids.map(() => 1)),
    token_type_ids: whole(ids.map(() => 0)),
  });
  const rows = matrix(outputs, 'text_embeds') ?? matrix(outputs, 'pooler_output');
  const vector = rows?.[0] ? normalised(rows[0]) : null;
  if (vector === null) {
    throw new UserError(
      'MODEL_UNREADABLE',
      'The text tower of the model gives no vector',
      'Use a model of the CLIP family: `creo model pull`',
    );
  }
  return vector;
}
