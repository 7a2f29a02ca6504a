/** A small canvas for the example clips: filled shapes on raw RGB, soft at the edges. Pure: pixels in, pixels out. */

export type Color = readonly [red: number, green: number, blue: number];

export interface Canvas {
  width: number;
  height: number;
  /** 3 bytes a pixel, row after row. */
  pixels: Uint8Array;
}

export const canvas = (width: number, height: number): Canvas => ({
  width,
  height,
  pixels: new Uint8Array(3 * width * height),
});

/** From the colour at the top to the one at the bottom. */
export function gradient({ width, height, pixels }: Canvas, top: Color, bottom: Color): void {
  for (let y = 0; y < height; y += 1) {
    const row = pixels.subarray(3 * y * width, 3 * (y + 1) * width);
    const share = y / (height - 1);
    for (let channel = 0; channel < 3; channel += 1) {
      const value = top[channel]! + (bottom[channel]! - top[channel]!) * share;
      for (let at = channel; at < row.length; at += 3) row[at] = value;
    }
  }
}

/** Coordinates and sizes below are fractions of the picture: 0..1 from the left and from the top. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function rectangle(target: Canvas, box: Box, color: Color, opacity = 1): void {
  const [fromX, toX] = [box.left * target.width, (box.left + box.width) * target.width];
  const [fromY, toY] = [box.top * target.height, (box.top + box.height) * target.height];
  paint(target, fromX, toX, fromY, toY, color, () => opacity);
}

/** An ellipse that fills the box, one pixel soft at its edge. */
export function ellipse(target: Canvas, box: Box, color: Color, opacity = 1): void {
  const [radiusX, radiusY] = [(box.width * target.width) / 2, (box.height * target.height) / 2];
  const [centerX, centerY] = [box.left * target.width + radiusX, box.top * target.height + radiusY];
  const softness = 1 / Math.min(radiusX, radiusY);
  paint(target, centerX - radiusX, centerX + radiusX, centerY - radiusY, centerY + radiusY, color, (x, y) => {
    const distance = Math.hypot((x + 0.5 - centerX) / radiusX, (y + 0.5 - centerY) / radiusY);
    return opacity * Math.min(1, Math.max(0, (1 - distance) / softness));
  });
}

/** Rays of light from a point, `count` of them, turned by `angle` radians, fading outwards. */
export function rays(
  target: Canvas,
  centerX: number,
  centerY: number,
  count: number,
  angle: number,
  color: Color,
): void {
  const { width, height } = target;
  paint(target, 0, width, 0, height, color, (x, y) => {
    const [dx, dy] = [x / width - centerX, (y / height - centerY) * (height / width)];
    const beam = Math.cos(count * (Math.atan2(dy, dx) + angle));
    return beam > 0 ? 0.7 * beam * Math.max(0, 1 - Math.hypot(dx, dy)) : 0;
  });
}

function paint(
  { width, height, pixels }: Canvas,
  fromX: number,
  toX: number,
  fromY: number,
  toY: number,
  color: Color,
  opacityAt: (x: number, y: number) => number,
): void {
  for (let y = Math.max(0, Math.floor(fromY)); y < Math.min(height, Math.ceil(toY)); y += 1) {
    for (let x = Math.max(0, Math.floor(fromX)); x < Math.min(width, Math.ceil(toX)); x += 1) {
      const opacity = opacityAt(x, y);
      if (opacity <= 0) continue;
      const at = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel]! += (color[channel]! - pixels[at + channel]!) * opacity;
      }
    }
  }
}
