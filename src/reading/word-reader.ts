/** Reads the lines of a clip's frames, each by the writer that knows its letters. */

import type { FrameText } from '../lettering/captions.js';
import { clearestFirst, type Look as DirectLook, decided, needsSecond } from '../lettering/claims.js';
import type { Written } from '../lettering/ctc.js';
import type { Box, FrameLine } from '../lettering/layout.js';
import { cutGrey, type Picture } from '../lettering/pixels.js';
import type { TextBox } from '../lettering/text-boxes.js';
import type { LanguageData } from './language-data.js';
import { loadSecondWriter, type SecondWriter } from './second-writer.js';
import { loadTextNetworks } from './text-networks.js';

export interface PictureAt {
  atSeconds: number;
  picture: Picture;
}

export interface WordReader {
  /** The lines of each frame, in the order of the frames. */
  read(frames: readonly PictureAt[]): Promise<FrameText[]>;
  dispose(): Promise<void>;
}

export interface ReaderLanguages {
  /** ISO 639-1 of languages that PP-OCR writes. */
  direct: readonly string[];
  /** Languages in other letters. */
  second: readonly LanguageData[];
}

/** Lower lines, as a share of the frame, are too small to be read. */
const LEAST_HEIGHT = 0.01;

/** A box this much higher than wide is a line on its side, or one letter. */
const SIDEWAYS = 1.3;

/** A frame full of small print: its largest lines are read. */
const MOST_LINES = 40;

/** Two cuts of one caption differ by less, of 255, at this size. */
const PRINT_WIDTH = 96;
const PRINT_HEIGHT = 16;
const SAME_PRINT = 5;

/** One line of a frame, and what was made of it; looks at the same picture of a line share one. */
interface Look extends DirectLook {
  picture: Picture;
  box: TextBox;
  print: Uint8Array;
  second: { language: string; written: Written } | null;
}

/** Loads the reader; a second writer only once a line asks for it. Throws UserError MODEL_UNREADABLE, LANGUAGE_UNREADABLE. */
export async function loadWordReader({ direct, second }: ReaderLanguages): Promise<WordReader> {
  const networks = await loadTextNetworks();
  const writers = new Map<string, Promise<SecondWriter>>();
  const writerOf = (data: LanguageData): Promise<SecondWriter> => {
    const known = writers.get(data.language) ?? loadSecondWriter(data);
    writers.set(data.language, known);
    return known;
  };

  const looksOf = async (picture: Picture, known: readonly Look[]): Promise<{ look: Look; box: Box }[]> => {
    const boxes = (await networks.find(picture)).filter(
      ({ width, height }) => height >= LEAST_HEIGHT * picture.height && height <= SIDEWAYS * width,
    );
    const largest = new Set([...boxes].sort((a, b) => b.height - a.height).slice(0, MOST_LINES));
    const found: { look: Look; box: Box }[] = [];
    for (const box of boxes.filter((each) => largest.has(each))) {
      const print = cutGrey(picture, box, PRINT_WIDTH, PRINT_HEIGHT);
      const same = known.find((look) => isNear(look.box, box) && difference(look.print, print) <= SAME_PRINT);
      const look = same ?? { picture, box, print, second: null, written: await networks.write(picture, box) };
      found.push({ look, box: fractions(box, picture) });
    }
    return found;
  };

  /** The surest of the second writers. */
  const writeAgain = async ({ picture, box }: Look): Promise<Look['second']> => {
    let best: Look['second'] = null;
    for (const data of second) {
      const written = await (await writerOf(data)).write(picture, box);
      if (best === null || written.confidence > best.written.confidence) best = { language: data.language, written };
    }
    return best;
  };

  return {
    read: async (frames) => {
      const seen: { atSeconds: number; looks: { look: Look; box: Box }[] }[] = [];
      for (const { atSeconds, picture } of frames) {
        const known = seen.slice(-2).flatMap(({ looks }) => looks.map(({ look }) => look));
        seen.push({ atSeconds, looks: await looksOf(picture, known) });
      }
      const all = [...new Set(seen.flatMap(({ looks }) => looks.map(({ look }) => look)))];
      for (const look of clearestFirst(all)) {
        if (needsSecond(look, all)) look.second = await writeAgain(look);
      }
      return seen.map(({ atSeconds, looks }) => ({
        atSeconds,
        lines: looks.flatMap(({ look, box }): FrameLine[] => {
          const line = decided(look, all, direct);
          return line ? [{ ...line, box }] : [];
        }),
      }));
    },
    dispose: async () => {
      await networks.dispose();
      for (const writer of writers.values()) await (await writer).dispose();
    },
  };
}

const isNear = (a: TextBox, b: TextBox): boolean =>
  Math.abs(a.centreX - b.centreX) <= 0.3 * a.height &&
  Math.abs(a.centreY - b.centreY) <= 0.3 * a.height &&
  Math.abs(a.width - b.width) <= 0.3 * a.height;

/** Mean difference of two pictures of light, 0..255. */
const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, light, i) => sum + Math.abs(light - (b[i] ?? 0)), 0) / a.length;

/** The upright box around a turned one, within the picture. */
function fractions({ centreX, centreY, width, height, angle }: TextBox, picture: Picture): Box {
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  const across = (width * cos + height * sin) / 2;
  const down = (width * sin + height * cos) / 2;
  const within = (value: number): number => Math.max(0, Math.min(1, value));
  const left = within((centreX - across) / picture.width);
  const top = within((centreY - down) / picture.height);
  return [
    left,
    top,
    within((centreX + across) / picture.width) - left,
    within((centreY + down) / picture.height) - top,
  ];
}
