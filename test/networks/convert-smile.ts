/** Writes models/smile anew: `npx tsx test/networks/convert-smile.ts PACKAGE`, the unpacked npm package of models/smile/README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smileNetwork, type WeightEntry } from './smile-network.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the package is unpacked');
const model = (name: string): Buffer => readFileSync(join(folder, 'model', name));
const [manifest] = JSON.parse(model('face_expression_model-weights_manifest.json').toString()) as {
  weights: WeightEntry[];
}[];
writeFileSync('models/smile/smile.onnx', smileNetwork(manifest.weights, model('face_expression_model.bin')));
