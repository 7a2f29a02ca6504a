/** Lettering in black on white: what a reader of scanned pages expects. */

/**
 * Ways to part the lettering of a cut line (as 0) from the rest (as 255), the likeliest first. Plain lettering is one side
 * of Otsu's threshold (1979), the one that touches the upper and lower edge less, for a cut ends between the lines.
 * Lettering with an outline on a picture is the lightest or the darkest of three.
 */
export function inkWays(grey: Uint8Array, width: number, height: number): Uint8Array[] {
  if (grey.length !== width * height) throw new RangeError(`${grey.length} bytes are not ${width} x ${height}`);
  const middle = otsuThreshold(grey);
  let edgeLight = 0;
  for (let x = 0; x < width; x += 1) {
    if ((grey[x] ?? 0) > middle) edgeLight += 1;
    if ((grey[(height - 1) * width + x] ?? 0) > middle) edgeLight += 1;
  }
  const lighter = (threshold: number): Uint8Array => grey.map((light) => (light > threshold ? 0 : 255));
  const darker = (threshold: number): Uint8Array => grey.map((light) => (light > threshold ? 255 : 0));
  const low = otsuThreshold(grey.filter((light) => light <= middle));
  const high = otsuThreshold(grey.filter((light) => light > middle));
  const [plain, other] = edgeLight < width ? [lighter(middle), darker(middle)] : [darker(middle), lighter(middle)];
  return [plain, lighter(high), darker(low), other];
}

/**
 * The light that parts the darker pixels (itself included) from the lighter with the least spread within each; 127 where
 * all are of one light.
 */
export function otsuThreshold(grey: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const light of grey) counts[light] = (counts[light] ?? 0) + 1;
  let sum = 0;
  counts.forEach((count, light) => {
    sum += count * light;
  });
  let below = 0;
  let sumBelow = 0;
  let best = { threshold: 127, between: -1 };
  for (let light = 0; light < 255; light += 1) {
    below += counts[light] ?? 0;
    sumBelow += light * (counts[light] ?? 0);
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best.between) best = { threshold: light, between };
  }
  return best.threshold;
}

/** A picture of bytes of light as a file in the PGM format (binary, type P5), with a white margin on all sides. */
export function pgmFile(grey: Uint8Array, width: number, height: number, margin: number): Uint8Array {
  const fullWidth = width + 2 * margin;
  const fullHeight = height + 2 * margin;
  const head = new TextEncoder().encode(`P5\n${fullWidth} ${fullHeight}\n255\n`);
  const file = new Uint8Array(head.length + fullWidth * fullHeight).fill(255);
  file.set(head);
  for (let y = 0; y < height; y += 1) {
    file.set(grey.subarray(y * width, (y + 1) * width), head.length + (y + margin) * fullWidth + margin);
  }
  return file;
}
