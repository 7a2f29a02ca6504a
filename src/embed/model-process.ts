/** What runs in the process of separate-model.ts: loads one model, and answers frames in the order in which they come. */
import { messageOf, UserError } from '../errors.js';
import { type ImageModel, loadImageModel } from './image-model.js';
import type { FromModel, ToModel } from './separate-model.js';

const tell = (message: FromModel): boolean | undefined => process.send?.(message);

/** An error of a class of ours would arrive as a plain one: its parts are sent. */
const failure = (thrown: unknown): FromModel => ({
  kind: 'failed',
  message: messageOf(thrown),
  mendable: thrown instanceof UserError ? { code: thrown.code, hint: thrown.hint } : null,
});

let model: ImageModel | undefined;

async function answer(message: ToModel): Promise<FromModel> {
  try {
    if (message.kind === 'frames' && model) return { kind: 'results', results: await model.run(message.frames) };
    if (message.kind !== 'load') throw new Error(`'${message.kind}' came before a model was loaded`);
    model = await loadImageModel(message.model);
    const { modelId, dims, input, labels, framesAtOnce } = model;
    return { kind: 'ready', facts: { modelId, dims, input, labels, framesAtOnce } };
  } catch (thrown) {
    return failure(thrown);
  }
}

process.on('message', (message: ToModel) => void answer(message).then(tell));
process.on('disconnect', () => process.exit());
