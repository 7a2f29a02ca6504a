/**
 * From a text detector's map to the boxes of its lines, after Differentiable Binarization (Liao et al. 2020): the map is
 * the shrunk middle of each line, so that neighbours stay apart; each piece becomes a turned box and is grown again.
 */

/** A turned rectangle in pixels of the map. */
export interface TextBox {
  centreX: number;
  centreY: number;
  /** Along the line, and across it. */
  width: number;
  height: number;
  /** How far the line is turned, in radians: positive falls to the right. */
  angle: number;
  /** Mean probability of its pixels, 0..1. */
  score: number;
}

/** A pixel from this probability on belongs to a line; a line from this mean on is one. PaddleOCR's own settings. */
const PIXEL_THRESHOLD = 0.3;
const BOX_THRESHOLD = 0.6;

/** How much a shrunk line is grown: PaddleOCR's unclip ratio. */
const UNCLIP_RATIO = 1.5;

/** Thinner pieces are specks. */
const LEAST_PIXELS = 12;
const LEAST_HEIGHT = 2;

/** Lines turned by less are taken as level: a short word's slant is its letters'. */
const LEAST_ANGLE = 0.04;
const LEAST_ELONGATION = 2.5;

/** Lines turned by more stand on their side, and which way up is not known. */
const MOST_ANGLE = 0.9;

/** A picture full of texture gives thousands of pieces: so many are looked at, the largest. */
const MOST_BOXES = 120;

/** Boxes of the lines in a map of width x height probabilities 0..1, from the top down. */
export function textBoxes(map: Float32Array, width: number, height: number): TextBox[] {
  if (map.length !== width * height) throw new RangeError(`a map of ${map.length} values is not ${width} x ${height}`);
  const seen = new Uint8Array(map.length);
  const boxes: TextBox[] = [];
  for (let start = 0; start < map.length; start += 1) {
    if (seen[start] === 1 || (map[start] ?? 0) < PIXEL_THRESHOLD) continue;
    const box = boxOf(map, piece(map, seen, start, width, height), width);
    if (box) boxes.push(box);
  }
  return boxes
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, MOST_BOXES)
    .sort((a, b) => a.centreY - b.centreY || a.centreX - b.centreX);
}

/** Places of the pixels that hang together with `start`, side by side or corner to corner. */
function piece(map: Float32Array, seen: Uint8Array, start: number, width: number, height: number): number[] {
  const found = [start];
  seen[start] = 1;
  for (let next = 0; next < found.length; next += 1) {
    const at = found[next] ?? 0;
    const x = at % width;
    const y = (at - x) / width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
        const neighbour = ny * width + nx;
        if (seen[neighbour] === 1 || (map[neighbour] ?? 0) < PIXEL_THRESHOLD) continue;
        seen[neighbour] = 1;
        found.push(neighbour);
      }
    }
  }
  return found;
}

/** The box of one piece, turned along the longest axis of its pixels; null for a speck or an unsure one. */
function boxOf(map: Float32Array, pixels: readonly number[], mapWidth: number): TextBox | null {
  if (pixels.length < LEAST_PIXELS) return null;
  let score = 0;
  let sumX = 0;
  let sumY = 0;
  for (const at of pixels) {
    score += map[at] ?? 0;
    sumX += at % mapWidth;
    sumY += Math.floor(at / mapWidth);
  }
  if (score / pixels.length < BOX_THRESHOLD) return null;
  const meanX = sumX / pixels.length;
  const meanY = sumY / pixels.length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const at of pixels) {
    const dx = (at % mapWidth) - meanX;
    const dy = Math.floor(at / mapWidth) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const turned = 0.5 * Math.atan2(2 * xy, xx - yy);
  const turnedBox = extent(pixels, mapWidth, turned);
  const isTurned =
    Math.abs(turned) >= LEAST_ANGLE &&
    Math.abs(turned) <= MOST_ANGLE &&
    turnedBox.width >= LEAST_ELONGATION * turnedBox.height;
  const box = isTurned ? turnedBox : extent(pixels, mapWidth, 0);
  if (Math.min(box.width, box.height) < LEAST_HEIGHT) return null;
  const grow = (box.width * box.height * UNCLIP_RATIO) / (box.width + box.height);
  return { ...box, width: box.width + grow, height: box.height + grow, score: score / pixels.length };
}

/** The rectangle turned by `angle` that just holds these pixels. */
function extent(pixels: readonly number[], mapWidth: number, angle: number): Omit<TextBox, 'score'> {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const at of pixels) {
    const x = (at % mapWidth) + 0.5;
    const y = Math.floor(at / mapWidth) + 0.5;
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const along = (left + right) / 2;
  const across = (top + bottom) / 2;
  return {
    centreX: along * cos - across * sin,
    centreY: along * sin + across * cos,
    width: right - left + 1,
    height: bottom - top + 1,
    angle,
  };
}
