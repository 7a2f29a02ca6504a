/** What a model wants to see: picture size, and how bytes become the numbers it was trained on. */
import { UserError } from '../errors.js';
import type { Frame, FrameShape } from '../media/frame.js';

export interface InputSpec {
  shape: FrameShape;
  /** value = (byte x scale - mean) / std, per channel: red, green, blue. */
  scale: number;
  mean: readonly [number, number, number];
  std: readonly [number, number, number];
}

/** The larger of these a picture model may want; a folder that asks for more is not one. */
const MAX_SIDE = 1024;

/** Reads transformers' preprocessor_config.json. Throws UserError MODEL_UNREADABLE when it lacks what is needed. */
export function inputSpec(config: unknown): InputSpec {
  const values = isRecord(config) ? config : {};
  const crops = values.do_center_crop === true;
  const size = sides(crops ? values.crop_size : values.size) ?? sides(values.size);
  const mean = triple(values.image_mean, values.do_normalize === false ? 0 : null);
  const std = triple(values.image_std, values.do_normalize === false ? 1 : null);
  if (size === null || mean === null || std === null) {
    throw new UserError(
      'MODEL_UNREADABLE',
      'preprocessor_config.json does not say the size, mean and deviation of the pictures that the model takes',
      'Use a folder of a CLIP-family model in the layout of transformers.js',
    );
  }
  const scale = values.do_rescale === false ? 1 : Number(values.rescale_factor ?? 1 / 255);
  return { shape: { ...size, pixelFormat: 'rgb24', fit: crops ? 'cover' : 'fill' }, scale, mean, std };
}

/**
 * Frames to the model's input: n x 3 x height x width, channel by channel. By a table of the 256 bytes, which is tens of
 * times faster than computing each value, and equal.
 */
export function pixelValues(
  frames: readonly Pick<Frame, 'data'>[],
  { shape, scale, mean, std }: InputSpec,
): Float32Array {
  const pixels = shape.width * shape.height;
  const values = new Float32Array(frames.length * 3 * pixels);
  for (let channel = 0; channel < 3; channel += 1) {
    const table = Float32Array.from({ length: 256 }, (_, byte) => (byte * scale - mean[channel]!) / std[channel]!);
    for (const [frame, { data }] of frames.entries()) {
      fillPlane(values, (frame * 3 + channel) * pixels, data, channel, table);
    }
  }
  return values;
}

/** Every third byte from `channel` on, by the table. Not a callback, in which the loop takes a quarter longer. */
function fillPlane(values: Float32Array, start: number, data: Uint8Array, channel: number, table: Float32Array): void {
  for (let from = channel, to = start; from < data.length; from += 3, to += 1) values[to] = table[data[from]!]!;
}

function sides(size: unknown): { width: number; height: number } | null {
  const side = (value: unknown): number | null =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_SIDE ? value : null;
  const single = side(size) ?? (isRecord(size) ? side(size.shortest_edge) : null);
  if (single !== null) return { width: single, height: single };
  if (!isRecord(size)) return null;
  const [width, height] = [side(size.width), side(size.height)];
  return width !== null && height !== null ? { width, height } : null;
}

function triple(value: unknown, otherwise: number | null): [number, number, number] | null {
  const [red, green, blue]: unknown[] = Array.isArray(value) ? value : [];
  if (typeof red === 'number' && typeof green === 'number' && typeof blue === 'number') return [red, green, blue];
  return otherwise === null ? null : [otherwise, otherwise, otherwise];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
