/** The text tower of a CLIP-family model: words to vectors in the space of its pictures. */
import {
  AutoTokenizer,
  CLIPTextModelWithProjection,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  SiglipTextModel,
} from '@huggingface/transformers';
import { normalised } from '../cluster/vectors.js';
import { UserError } from '../errors.js';
import type { ModelFolder } from './model-folder.js';
import { fromFolder, loadOptions } from './onnx.js';
import { matrix } from './outputs.js';

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
  const isSiglip = String(model.config.model_type).startsWith('siglip');
  const textClass: Pick<typeof PreTrainedModel, 'from_pretrained'> = isSiglip
    ? SiglipTextModel
    : CLIPTextModelWithProjection;
  const [tokenizer, network] = await fromFolder(model, (name) =>
    Promise.all([
      AutoTokenizer.from_pretrained(name, { local_files_only: true }),
      textClass.from_pretrained(name, loadOptions(model)),
    ]),
  );
  return {
    modelId: model.modelId,
    vectorsOf: async (texts) => {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await vectorOf(text, tokenizer, network, isSiglip));
      return vectors;
    },
    dispose: async () => {
      await network.dispose();
    },
  };
}

/** One text a run: without padding, and independent of other texts where the model is quantised. */
async function vectorOf(
  text: string,
  tokenizer: PreTrainedTokenizer,
  network: PreTrainedModel,
  isSiglip: boolean,
): Promise<Float32Array> {
  // SigLIP was trained on texts padded to its full length.
  const inputs: unknown = tokenizer([text], { padding: isSiglip ? 'max_length' : true, truncation: true });
  const outputs: unknown = await network(inputs);
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
