/** A program of the embed bench: how many ready tensors a second a model takes in a process that does nothing else. */
import { loadTower } from '../../../src/embed/image-model.js';
import { pixelValues } from '../../../src/embed/input-spec.js';
import type { ModelFolder } from '../../../src/embed/model-folder.js';
import { frameBytes } from '../../../src/media/frame.js';

const FRAMES = 32;

const model: ModelFolder = JSON.parse(process.argv[2]);
const { facts, infer } = await loadTower(model);
const { framesAtOnce, input } = facts;
const data = new Uint8Array(frameBytes(input.shape)).map((_, at) => (at * 31) % 256);
const values = pixelValues(
  Array.from({ length: framesAtOnce }, () => ({ data })),
  input,
);
const started = performance.now();
for (let frame = 0; frame < FRAMES; frame += framesAtOnce) await infer(values, framesAtOnce);
const pace = (1000 * FRAMES) / (performance.now() - started);
process.stdout.write(JSON.stringify({ pace, peakKibibytes: process.resourceUsage().maxRSS }));
