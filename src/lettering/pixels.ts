/** Pictures as the networks want them: channel after channel, in numbers around 0. */
import type { TextBox } from './text-boxes.js';

/** A decoded frame: 3 bytes a pixel, red first, rows from the top. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** What a channel's bytes become: `value / 255`, less the mean, over the deviation. */
export interface ChannelScale {
  mean: readonly [number, number, number];
  deviation: readonly [number, number, number];
}

/** One cut, turned upright and resized, as the three planes of a network's input in its order of the channels. */
export interface Planes {
  width: number;
  height: number;
  values: Float32Array;
}

/** The whole picture at another size, in blue, green, red. Each new pixel is the mean of what it covers. */
export function resizedPlanes(picture: Picture, width: number, height: number, scale: ChannelScale): Planes {
  const values = new Float32Array(3 * width * height);
  const columns = spans(picture.width, width);
  const rows = spans(picture.height, height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = rows[y] ?? [0, 1];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = columns[x] ?? [0, 1];
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sy = top; sy < bottom; sy += 1) {
        for (let at = 3 * (sy * picture.width + left), end = at + 3 * (right - left); at < end; at += 3) {
          red += picture.data[at] ?? 0;
          green += picture.data[at + 1] ?? 0;
          blue += picture.data[at + 2] ?? 0;
        }
      }
      put(values, y * width + x, width * height, [blue, green, red], (bottom - top) * (right - left), scale);
    }
  }
  return { width, height, values };
}

/** The whole picture at another size, as bytes of light (Rec. 601 luma). */
export function resizedGrey(picture: Picture, width: number, height: number): Uint8Array {
  const { values } = resizedPlanes(picture, width, height, { mean: [0, 0, 0], deviation: [1, 1, 1] });
  const plane = width * height;
  return Uint8Array.from({ length: plane }, (_, i) =>
    Math.round(
      255 * (0.114 * (values[i] ?? 0) + 0.587 * (values[plane + i] ?? 0) + 0.299 * (values[2 * plane + i] ?? 0)),
    ),
  );
}

/** First and last (exclusive) old pixel of each new one; at least one. */
const spans = (from: number, to: number): (readonly [number, number])[] =>
  Array.from({ length: to }, (_, i) => {
    const start = Math.min(from - 1, Math.floor((i * from) / to));
    return [start, Math.max(start + 1, Math.floor(((i + 1) * from) / to))] as const;
  });

/**
 * What a box holds, turned level and `height` high, in blue, green, red; `width` follows from its shape, and the rest of a
 * `paddedWidth` is 0. Between pixels the light is mixed of the four around (bilinear).
 */
export function cutPlanes(
  picture: Picture,
  box: TextBox,
  size: { width: number; paddedWidth: number; height: number },
  scale: ChannelScale,
): Planes {
  const { width, paddedWidth, height } = size;
  const values = new Float32Array(3 * paddedWidth * height);
  forEachCutPixel(picture, box, width, height, (x, y, colour) => {
    const [red, green, blue] = colour;
    put(values, y * paddedWidth + x, paddedWidth * height, [blue, green, red], 1, scale);
  });
  return { width: paddedWidth, height, values };
}

/** The same cut as bytes of light (Rec. 601 luma), width x height. */
export function cutGrey(picture: Picture, box: TextBox, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height);
  forEachCutPixel(picture, box, width, height, (x, y, [red, green, blue]) => {
    grey[y * width + x] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
  return grey;
}

type Colour = readonly [number, number, number];

function forEachCutPixel(
  picture: Picture,
  box: TextBox,
  width: number,
  height: number,
  visit: (x: number, y: number, colour: Colour) => void,
): void {
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  for (let y = 0; y < height; y += 1) {
    const across = ((y + 0.5) / height - 0.5) * box.height;
    for (let x = 0; x < width; x += 1) {
      const along = ((x + 0.5) / width - 0.5) * box.width;
      visit(
        x,
        y,
        colourAt(
          picture,
          box.centreX + along * cos - across * sin - 0.5,
          box.centreY + along * sin + across * cos - 0.5,
        ),
      );
    }
  }
}

/** The light at a place between pixels; beyond an edge it is that of the edge. */
function colourAt({ width, height, data }: Picture, x: number, y: number): Colour {
  const left = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const fx = Math.max(0, Math.min(1, x - left));
  const fy = Math.max(0, Math.min(1, y - top));
  const mix = (channel: number): number => {
    const at = (px: number, py: number): number => data[3 * (py * width + px) + channel] ?? 0;
    return (
      (1 - fy) * ((1 - fx) * at(left, top) + fx * at(right, top)) +
      fy * ((1 - fx) * at(left, bottom) + fx * at(right, bottom))
    );
  };
  return [mix(0), mix(1), mix(2)];
}

function put(values: Float32Array, at: number, plane: number, sums: Colour, count: number, scale: ChannelScale): void {
  values[at] = (sums[0] / count / 255 - scale.mean[0]) / scale.deviation[0];
  values[plane + at] = (sums[1] / count / 255 - scale.mean[1]) / scale.deviation[1];
  values[2 * plane + at] = (sums[2] / count / 255 - scale.mean[2]) / scale.deviation[2];
}
