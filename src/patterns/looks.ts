/** Measurements in words: what labels and tables say of a creative. */
import type { MediaFacts, Patterns } from '../model.js';
import { tempoOf } from './pacing.js';
import { lengthClassOf, shapeOf } from './picture.js';
import { HAS_BEAT, HAS_VOICE } from './sound.js';

export interface Look {
  /** What the words are about, such as `pace`. */
  aspect: string;
  words: string;
}

const DARK_BELOW = 0.3;
const BRIGHT_ABOVE = 0.65;
const MUTED_BELOW = 0.2;
const VIVID_ABOVE = 0.6;
const MUCH_TEXT = 0.02;
const STILL_BELOW = 0.005;
const LIVELY_ABOVE = 0.05;
const MAIN_COLOUR_SHARE = 0.3;
const GREYS = ['black', 'grey', 'white'];

/** What can be said of a creative, one thing of each aspect; what is in the middle is not worth a word. */
export function looksOf(patterns: Patterns, media: MediaFacts): Look[] {
  const looks = [
    { aspect: 'pace', words: paceWords(patterns) },
    { aspect: 'light', words: outside(patterns.brightness, DARK_BELOW, 'dark', BRIGHT_ABOVE, 'bright') },
    { aspect: 'colour strength', words: outside(patterns.saturation, MUTED_BELOW, 'muted', VIVID_ABOVE, 'vivid') },
    { aspect: 'colour', words: mainColour(patterns) },
    { aspect: 'motion', words: outside(patterns.motion, STILL_BELOW, 'hardly moving', LIVELY_ABOVE, 'much motion') },
    { aspect: 'text', words: patterns.textArea > MUCH_TEXT ? 'text on screen' : null },
    { aspect: 'sound', words: soundWords(patterns) },
    { aspect: 'shape', words: shapeOf(media) },
    { aspect: 'length', words: lengthClassOf(media.durationSeconds) },
  ];
  return looks.flatMap(({ aspect, words }) => (words === null ? [] : [{ aspect, words }]));
}

function paceWords({ firstCutSeconds, meanShotSeconds, densestShots, shots }: Patterns): string | null {
  if (meanShotSeconds === null || densestShots === null) return null;
  if (shots === 1) return 'one shot';
  const { pace } = tempoOf({ firstCutSeconds, meanShotSeconds, densestShots });
  return pace === 'medium' ? null : `${pace} cuts`;
}

function mainColour({ colours }: Patterns): string | null {
  const main = colours.find(({ name }) => !GREYS.includes(name));
  return main && main.share >= MAIN_COLOUR_SHARE ? main.name : null;
}

function soundWords({ voiceScore, beatScore, silence }: Patterns): string | null {
  if (silence === null) return 'no sound';
  if (silence === 1) return 'silent';
  const parts = [
    ...((voiceScore ?? 0) >= HAS_VOICE ? ['voice'] : []),
    ...((beatScore ?? 0) >= HAS_BEAT ? ['beat'] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : null;
}

function outside(value: number | null, low: number, lowWord: string, high: number, highWord: string): string | null {
  if (value === null) return null;
  if (value < low) return lowWord;
  return value > high ? highWord : null;
}
