/** Colours by the names that people use. */

export const COLOUR_NAMES = [
  'black',
  'grey',
  'white',
  'red',
  'orange',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'pink',
  'brown',
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];

/** Hues up to these degrees have these names; red again from 345 on. */
const HUES: readonly [number, ColourName][] = [
  [15, 'red'],
  [45, 'orange'],
  [70, 'yellow'],
  [165, 'green'],
  [200, 'cyan'],
  [255, 'blue'],
  [290, 'purple'],
  [345, 'pink'],
];

/** Number in COLOUR_NAMES of each of 16 x 16 x 16 cells of the RGB cube, by its middle: a name for every pixel at the cost of a look. */
const NUMBERS = Uint8Array.from({ length: 16 ** 3 }, (_, cell) =>
  COLOUR_NAMES.indexOf(colourName((cell >> 8) * 16 + 8, ((cell >> 4) & 15) * 16 + 8, (cell & 15) * 16 + 8)),
);

/** Number of the name of a colour in COLOUR_NAMES. Channels 0..255, whole. */
export const colourNumber = (red: number, green: number, blue: number): number =>
  NUMBERS[((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4)]!;

function colourName(red: number, green: number, blue: number): ColourName {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (most < 40) return 'black';
  if (spread < 0.15 * most) return most > 210 ? 'white' : most < 60 ? 'black' : 'grey';
  const hue = hueOf(red, green, blue, most, spread);
  const isDark = most < 150;
  const name = HUES.find(([upTo]) => hue < upTo)?.[1] ?? 'red';
  return isDark && (name === 'orange' || name === 'yellow') ? 'brown' : name;
}

/** 0..360. */
function hueOf(red: number, green: number, blue: number, most: number, spread: number): number {
  if (most === red) return (60 * (green - blue)) / spread + (green < blue ? 360 : 0);
  return most === green ? 60 * ((blue - red) / spread + 2) : 60 * ((red - green) / spread + 4);
}
