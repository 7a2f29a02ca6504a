/** The three looks of the example ads: a person who talks, a chest that opens, a card with an offer. */
import { type Box, type Canvas, type Color, canvas, ellipse, gradient, rays, rectangle } from './canvas.js';

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
const GLOWS: readonly Color[] = [
  [255, 214, 90],
  [120, 240, 255],
  [255, 130, 220],
];
const ACCENTS: readonly Color[] = [
  [226, 40, 60],
  [20, 130, 90],
  [240, 130, 20],
  [40, 90, 220],
];

const pick = <T>(choices: readonly T[], variant: number): T => choices[variant % choices.length]!;

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

/** A box given in fractions of an area, in fractions of the picture. */
const within = (area: Box, left: number, top: number, width: number, height: number): Box => ({
  left: area.left + left * area.width,
  top: area.top + top * area.height,
  width: width * area.width,
  height: height * area.height,
});

/** Where the person stands: close, far, left, right. */
const FRAMINGS: readonly Box[] = [
  { left: 0, top: 0, width: 1, height: 1 },
  { left: 0.3, top: 0.3, width: 0.65, height: 0.7 },
  { left: -0.3, top: -0.12, width: 1.4, height: 1.35 },
  { left: -0.08, top: 0.36, width: 0.6, height: 0.64 },
  { left: 0.05, top: 0.12, width: 1.15, height: 1.1 },
  { left: -0.25, top: 0.1, width: 0.95, height: 1 },
  { left: 0.22, top: -0.05, width: 1.2, height: 1.2 },
];

function talkingHead(target: Canvas, variant: number, seconds: number): void {
  const [skin, hair, cloth] = [pick(SKINS, variant), pick(HAIRS, variant >> 1), pick(CLOTHES, variant)];
  gradient(target, ...pick(ROOMS, variant));
  room(target, variant);
  const framing = pick(FRAMINGS, variant);
  const body = { ...framing, left: framing.left + 0.015 * Math.sin(2 * seconds + variant) };
  const at = (left: number, top: number, width: number, height: number): Box => within(body, left, top, width, height);
  ellipse(target, at(0.08, 0.68, 0.84, 0.6), cloth);
  ellipse(target, at(0.24, 0.22, 0.52, variant % 2 ? 0.4 : 0.56), hair);
  rectangle(target, at(0.42, 0.58, 0.16, 0.2), skin);
  ellipse(target, at(0.29, 0.28, 0.42, 0.36), skin);
  for (const side of [0.38, 0.55]) {
    ellipse(target, at(side, 0.41, 0.08, 0.03), WHITE);
    ellipse(target, at(side + 0.025, 0.412, 0.03, 0.026), [40, 30, 30]);
    rectangle(target, at(side, 0.385, 0.08, 0.008), hair);
  }
  ellipse(target, at(0.43, 0.55, 0.14, 0.012 + 0.03 * Math.abs(Math.sin(9 * seconds + variant))), [170, 60, 60]);
}

/** What stands behind the person: a window, a shelf of books, a lamp, pictures on the wall. */
function room(target: Canvas, variant: number): void {
  const side = variant % 2 ? 0.06 : 0.6;
  if (variant % 4 === 0) {
    rectangle(target, { left: side, top: 0.04, width: 0.34, height: 0.3 }, [150, 190, 230]);
    rectangle(target, { left: side + 0.16, top: 0.04, width: 0.02, height: 0.3 }, WHITE);
  } else if (variant % 4 === 1) {
    for (let row = 0; row < 4; row += 1) {
      for (let book = 0; book < 6; book += 1) {
        const color = pick(CLOTHES, row + book + variant);
        rectangle(target, { left: 0.08 + 0.14 * book, top: 0.05 + 0.17 * row, width: 0.1, height: 0.12 }, color);
      }
      rectangle(target, { left: 0.04, top: 0.17 + 0.17 * row, width: 0.92, height: 0.015 }, [120, 84, 56]);
    }
  } else if (variant % 4 === 2) {
    rectangle(target, { left: side + 0.12, top: 0.2, width: 0.02, height: 0.8 }, [90, 80, 70]);
    ellipse(target, { left: side, top: 0.08, width: 0.26, height: 0.14 }, [255, 226, 150]);
  } else {
    for (const [row, size] of [0.2, 0.14, 0.24].entries()) {
      rectangle(
        target,
        { left: side + 0.05 * row, top: 0.03 + 0.2 * row, width: size, height: size * 0.6 },
        [70, 70, 80],
      );
    }
  }
}

function chestOpening(target: Canvas, variant: number, seconds: number): void {
  // A hard cut every 0.8 s: close, wide, close …
  const shot = Math.floor(seconds / 0.8);
  const close = shot % 2 === 1;
  const accent = pick(GLOWS, variant);
  gradient(target, ...pick(NIGHTS, variant + shot));
  const middle = 0.3 + 0.2 * (variant % 3);
  rays(target, middle, 0.35 + 0.06 * (variant % 4), 5 + (variant % 5), (variant % 2 ? -1.4 : 1.4) * seconds, accent);
  const chests = close ? 1 : 1 + (variant % 3);
  for (let index = 0; index < chests; index += 1) {
    const size = (close ? 0.8 : 0.6) / Math.sqrt(chests) + 0.03 * (variant % 4);
    const left = chests === 1 ? middle - size / 2 : 0.04 + (0.96 / chests) * index;
    const top = 0.42 + 0.05 * ((variant + index) % 5);
    chest(target, { left, top, width: size, height: 0.36 * size }, accent, Math.min(1, seconds / 2));
  }
  for (let spark = 0; spark < 14 + 5 * (variant % 4); spark += 1) {
    const [x, y] = [(spark * 0.381 + 0.17 * seconds) % 1, (spark * 0.618 + 1 - ((0.35 * seconds) % 1)) % 1];
    const size = 0.02 + 0.012 * (variant % 3);
    ellipse(target, { left: x, top: y, width: size, height: 0.56 * size }, accent);
  }
}

function chest(target: Canvas, box: Box, accent: Color, open: number): void {
  rectangle(target, box, [122, 72, 30]);
  for (const share of [0.06, 0.46, 0.86]) rectangle(target, within(box, share, 0, 0.08, 1), [220, 176, 64]);
  const lid = 0.04 + 0.1 * open;
  rectangle(target, { ...box, top: box.top - lid, height: 0.28 * box.height }, [150, 92, 40]);
  const glow = { left: box.left + 0.2 * box.width, top: box.top - 0.7 * lid, width: 0.6 * box.width, height: lid };
  ellipse(target, glow, accent, 0.9);
}

function offerCard(target: Canvas, variant: number, seconds: number): void {
  const accent = pick(ACCENTS, variant);
  const slide = 0.02 * Math.sin(1.5 * seconds + variant);
  gradient(target, [250, 250, 250], [238, 240, 244]);
  pick([heroCard, gridCard, splitCard, listCard, couponCard], variant)(target, accent, slide);
  const pulse = 0.01 * Math.sin(6 * seconds);
  const top = variant % 2 ? 0.82 : 0.86;
  rectangle(
    target,
    { left: 0.14 - pulse, top: top - pulse, width: 0.72 + 2 * pulse, height: 0.09 + 2 * pulse },
    accent,
  );
  rectangle(target, { left: 0.3, top: top + 0.035, width: 0.4, height: 0.02 }, WHITE);
}

const INK: Color = [60, 64, 72];
const PANEL: Color = [222, 226, 232];

/** Lines of text, as bars. */
function textLines(target: Canvas, left: number, top: number, widths: readonly number[]): void {
  for (const [line, width] of widths.entries())
    rectangle(target, { left, top: top + 0.045 * line, width, height: 0.018 }, INK);
}

function heroCard(target: Canvas, accent: Color, slide: number): void {
  rectangle(target, { left: 0, top: 0, width: 1, height: 0.14 }, accent);
  rectangle(target, { left: 0.16, top: 0.2 + slide, width: 0.68, height: 0.3 }, PANEL);
  rectangle(target, { left: 0.3, top: 0.24 + slide, width: 0.4, height: 0.22 }, ACCENTS[1]!);
  ellipse(target, { left: 0.7, top: 0.17 + slide, width: 0.24, height: 0.13 }, [255, 210, 40]);
  textLines(target, 0.1, 0.55, [0.74, 0.6, 0.7, 0.5]);
}

function gridCard(target: Canvas, accent: Color, slide: number): void {
  textLines(target, 0.1, 0.05, [0.6, 0.4]);
  for (let cell = 0; cell < 4; cell += 1) {
    const [left, top] = [0.08 + 0.44 * (cell % 2), 0.18 + 0.3 * Math.floor(cell / 2) + slide];
    rectangle(target, { left, top, width: 0.4, height: 0.26 }, PANEL);
    ellipse(
      target,
      { left: left + 0.1, top: top + 0.04, width: 0.2, height: 0.12 },
      cell === 2 ? accent : pick(ACCENTS, cell),
    );
    textLines(target, left + 0.05, top + 0.19, [0.3]);
  }
}

function splitCard(target: Canvas, accent: Color, slide: number): void {
  rectangle(target, { left: 0, top: 0, width: 0.48, height: 1 }, accent, 0.9);
  ellipse(target, { left: 0.08, top: 0.2 + slide, width: 0.34, height: 0.2 }, WHITE);
  rectangle(target, { left: 0.16, top: 0.5 + slide, width: 0.18, height: 0.2 }, PANEL);
  textLines(target, 0.54, 0.12, [0.38, 0.3, 0.36, 0.24, 0.34, 0.28, 0.38, 0.3, 0.2]);
}

function listCard(target: Canvas, accent: Color, slide: number): void {
  rectangle(target, { left: 0, top: 0, width: 1, height: 0.1 }, INK);
  for (let row = 0; row < 5; row += 1) {
    const top = 0.14 + 0.13 * row + slide;
    rectangle(target, { left: 0.06, top, width: 0.88, height: 0.11 }, PANEL);
    rectangle(target, { left: 0.08, top: top + 0.015, width: 0.16, height: 0.08 }, pick(ACCENTS, row));
    textLines(target, 0.3, top + 0.02, [0.4, 0.28]);
    ellipse(target, { left: 0.8, top: top + 0.03, width: 0.1, height: 0.05 }, accent);
  }
}

function couponCard(target: Canvas, accent: Color, slide: number): void {
  rectangle(target, { left: 0.06, top: 0.22 + slide, width: 0.88, height: 0.42 }, accent);
  for (let notch = 0; notch < 9; notch += 1) {
    ellipse(target, { left: 0.08 + 0.095 * notch, top: 0.2 + slide, width: 0.06, height: 0.04 }, WHITE);
    ellipse(target, { left: 0.08 + 0.095 * notch, top: 0.62 + slide, width: 0.06, height: 0.04 }, WHITE);
  }
  ellipse(target, { left: 0.2, top: 0.3 + slide, width: 0.28, height: 0.16 }, WHITE);
  ellipse(target, { left: 0.52, top: 0.4 + slide, width: 0.28, height: 0.16 }, WHITE);
  textLines(target, 0.2, 0.08, [0.6, 0.44]);
  textLines(target, 0.2, 0.7, [0.6, 0.5]);
}
