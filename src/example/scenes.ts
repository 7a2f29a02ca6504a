/** The three looks of the example ads: a person who talks, a chest that opens, a card with an offer. */
import { type Canvas, type Color, canvas, ellipse, gradient, rays, rectangle } from './canvas.js';

export type Look = 'talking-head' | 'chest-opening' | 'offer-card';

export const CLIP_WIDTH = 216;
export const CLIP_HEIGHT = 384;
export const CLIP_FPS = 10;
export const CLIP_SECONDS = 4;

/** Pitch of each look's sound in hertz; null is silent. */
export const LOOK_TONES: Record<Look, number | null> = {
  'talking-head': 220,
  'chest-opening': 660,
  'offer-card': null,
};

const WHITE: Color = [255, 255, 255];
const ROOMS: readonly (readonly [Color, Color])[] = [
  [
    [236, 226, 210],
    [206, 186, 160],
  ],
  [
    [222, 230, 236],
    [176, 190, 200],
  ],
  [
    [240, 222, 216],
    [212, 178, 168],
  ],
  [
    [224, 234, 216],
    [182, 198, 168],
  ],
];
const SKINS: readonly Color[] = [
  [241, 194, 160],
  [198, 134, 94],
  [141, 85, 54],
  [255, 214, 186],
];
const HAIRS: readonly Color[] = [
  [40, 28, 20],
  [110, 70, 30],
  [212, 170, 90],
  [70, 60, 60],
];
const CLOTHES: readonly Color[] = [
  [70, 110, 160],
  [180, 70, 70],
  [80, 140, 100],
  [120, 90, 150],
  [230, 200, 120],
];
const NIGHTS: readonly (readonly [Color, Color])[] = [
  [
    [24, 8, 52],
    [64, 20, 110],
  ],
  [
    [6, 16, 52],
    [20, 50, 120],
  ],
  [
    [40, 4, 36],
    [110, 16, 80],
  ],
];
const ACCENTS: readonly Color[] = [
  [226, 40, 60],
  [20, 130, 90],
  [240, 130, 20],
  [40, 90, 220],
];

const pick = <T>(choices: readonly T[], variant: number): T => choices[variant % choices.length];

/** One frame of a look at `seconds`; `variant` (0, 1, 2 …) sets the colours and the layout. Raw RGB of the clip's size. */
export function drawFrame(look: Look, variant: number, seconds: number): Uint8Array {
  const target = canvas(CLIP_WIDTH, CLIP_HEIGHT);
  DRAW[look](target, variant, seconds);
  return target.pixels;
}

const DRAW: Record<Look, (target: Canvas, variant: number, seconds: number) => void> = {
  'talking-head': talkingHead,
  'chest-opening': chestOpening,
  'offer-card': offerCard,
};

function talkingHead(target: Canvas, variant: number, seconds: number): void {
  const sway = 0.015 * Math.sin(2 * seconds + variant);
  const [skin, hair] = [pick(SKINS, variant), pick(HAIRS, variant >> 1)];
  gradient(target, ...pick(ROOMS, variant));
  rectangle(target, { left: 0.06, top: 0.08, width: 0.26, height: 0.2 }, pick(CLOTHES, variant + 2), 0.5);
  rectangle(target, { left: 0.78, top: 0.3, width: 0.14, height: 0.5 }, [150, 110, 80], 0.6);
  ellipse(target, { left: 0.08 + sway, top: 0.68, width: 0.84, height: 0.6 }, pick(CLOTHES, variant));
  rectangle(target, { left: 0.42 + sway, top: 0.58, width: 0.16, height: 0.14 }, skin);
  ellipse(target, { left: 0.24 + sway, top: 0.22, width: 0.52, height: 0.4 }, hair);
  ellipse(target, { left: 0.29 + sway, top: 0.28, width: 0.42, height: 0.36 }, skin);
  for (const side of [0.38, 0.55]) {
    ellipse(target, { left: side + sway, top: 0.41, width: 0.08, height: 0.03 }, WHITE);
    ellipse(target, { left: side + 0.025 + sway, top: 0.412, width: 0.03, height: 0.026 }, [40, 30, 30]);
    rectangle(target, { left: side + sway, top: 0.385, width: 0.08, height: 0.008 }, hair);
  }
  const mouth = 0.012 + 0.03 * Math.abs(Math.sin(9 * seconds + variant));
  ellipse(target, { left: 0.43 + sway, top: 0.55, width: 0.14, height: mouth }, [170, 60, 60]);
}

function chestOpening(target: Canvas, variant: number, seconds: number): void {
  // A hard cut every 0.8 s: close, wide, close …
  const shot = Math.floor(seconds / 0.8);
  const close = shot % 2 === 1;
  const [night, glow] = pick(NIGHTS, variant + shot);
  const accent = pick<Color>(
    [
      [255, 214, 90],
      [120, 240, 255],
      [255, 130, 220],
    ],
    variant,
  );
  gradient(target, night, glow);
  rays(target, 0.5, 0.5, 7 + (variant % 3), 1.4 * seconds, accent);
  const size = close ? 0.8 : 0.5;
  const [left, top] = [0.5 - size / 2, 0.52];
  rectangle(target, { left, top, width: size, height: size * 0.36 }, [122, 72, 30]);
  for (const share of [0.06, 0.46, 0.86]) {
    rectangle(target, { left: left + size * share, top, width: size * 0.08, height: size * 0.36 }, [220, 176, 64]);
  }
  const lid = 0.04 + 0.1 * Math.min(1, seconds / 2);
  rectangle(target, { left, top: top - lid, width: size, height: size * 0.1 }, [150, 92, 40]);
  ellipse(target, { left: 0.5 - size * 0.3, top: top - lid * 0.7, width: size * 0.6, height: lid }, accent, 0.9);
  for (let spark = 0; spark < 26; spark += 1) {
    const [x, y] = [(spark * 0.381 + 0.17 * seconds) % 1, (spark * 0.618 + 1 - ((0.35 * seconds) % 1)) % 1];
    ellipse(target, { left: x, top: y, width: 0.024, height: 0.014 }, accent);
  }
}

function offerCard(target: Canvas, variant: number, seconds: number): void {
  const accent = pick(ACCENTS, variant);
  gradient(target, [250, 250, 250], [238, 240, 244]);
  rectangle(target, { left: 0, top: 0, width: 1, height: 0.14 }, accent);
  rectangle(target, { left: 0.08, top: 0.045, width: 0.6, height: 0.05 }, WHITE);
  const slide = 0.02 * Math.sin(1.5 * seconds + variant);
  rectangle(target, { left: 0.16, top: 0.2 + slide, width: 0.68, height: 0.3 }, [222, 226, 232]);
  rectangle(target, { left: 0.3, top: 0.24 + slide, width: 0.4, height: 0.22 }, pick(ACCENTS, variant + 1));
  rectangle(target, { left: 0.36, top: 0.28 + slide, width: 0.28, height: 0.05 }, WHITE);
  for (let line = 0; line < 5; line += 1) {
    const width = 0.74 - 0.09 * ((line * 3 + variant) % 4);
    rectangle(target, { left: 0.1, top: 0.55 + 0.045 * line, width, height: 0.018 }, [60, 64, 72]);
  }
  const pulse = 0.01 * Math.sin(6 * seconds);
  rectangle(
    target,
    { left: 0.14 - pulse, top: 0.82 - pulse, width: 0.72 + 2 * pulse, height: 0.09 + 2 * pulse },
    accent,
  );
  rectangle(target, { left: 0.3, top: 0.855, width: 0.4, height: 0.02 }, WHITE);
  ellipse(target, { left: 0.7, top: 0.17 + slide, width: 0.24, height: 0.13 }, [255, 210, 40]);
}
