/** Measured patterns and tags as vectors, so that creatives of one pacing, look and sound lie near each other. */
import { type VectorSet, vectorSet } from '../cluster/vectors.js';
import type { MediaFacts, Patterns } from '../model.js';
import { COLOUR_NAMES } from './colours.js';

export interface Described {
  patterns: Patterns;
  media: MediaFacts;
  /** Tags in force. */
  tags: readonly { key: string; value: string }[];
}

interface Figure {
  of: (described: Described) => number | null;
  /** A difference that a viewer would notice: figures that spread by less are not blown up to count in full. */
  step: number;
}

/** Figures in a form in which equal steps mean about the same: lengths as logarithms. */
const FIGURES: readonly Figure[] = [
  { of: ({ patterns }) => logarithm(patterns.meanShotSeconds), step: 0.4 },
  { of: ({ patterns }) => patterns.firstCutSeconds ?? patterns.meanShotSeconds, step: 1 },
  { of: ({ patterns }) => patterns.densestShots, step: 1 },
  { of: ({ patterns }) => patterns.motion, step: 0.01 },
  { of: ({ patterns }) => patterns.brightness, step: 0.1 },
  { of: ({ patterns }) => patterns.saturation, step: 0.1 },
  { of: ({ patterns }) => patterns.textArea, step: 0.03 },
  { of: ({ patterns }) => patterns.silence ?? 1, step: 0.2 },
  { of: ({ patterns }) => patterns.voiceScore ?? 0, step: 0.25 },
  { of: ({ patterns }) => patterns.beatScore ?? 0, step: 0.25 },
  { of: ({ patterns }) => patterns.loudnessLufs, step: 3 },
  { of: ({ media }) => logarithm(1 + media.durationSeconds), step: 0.4 },
  { of: ({ media }) => logarithm(media.width / media.height), step: 0.2 },
];

const COLOUR_STEP = 0.15;

/** A dozen colours, or the values of a tag, together count about as much as one or two figures. */
const COLOUR_WEIGHT = 0.4;
const TAG_WEIGHT = 1;

/** Tags that say what a creative is like, rather than where it came from. */
const TAG_KEYS = ['hook', 'offer', 'cta', 'emotion', 'format', 'talent'];

/** Standard deviations beyond which a figure is no further away. */
const FARTHEST = 3;

const logarithm = (value: number | null): number | null => (value === null ? null : Math.log(value));

/**
 * One row per creative. Each figure is standardised over the creatives, those that hardly differ by a step that a viewer
 * would notice; an unknown one lies at their mean. Not normalised to length 1.
 */
export function patternVectors(all: readonly Described[]): VectorSet {
  const columns = [
    ...FIGURES.map(({ of, step }) => standardised(all.map(of), step)),
    ...COLOUR_NAMES.map((name) => {
      const shares = all.map(({ patterns }) => patterns.colours.find((colour) => colour.name === name)?.share ?? 0);
      return standardised(shares, COLOUR_STEP).map((value) => COLOUR_WEIGHT * value);
    }),
    ...TAG_KEYS.flatMap((key) => tagColumns(all.map(({ tags }) => tags.find((tag) => tag.key === key)?.value ?? null))),
  ];
  return vectorSet(all.map((_, row) => Float32Array.from(columns, (column) => column[row]!)));
}

function standardised(values: readonly (number | null)[], step: number): number[] {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
  const unit = Math.max(step, deviation);
  return values.map((value) => (value === null ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, (value - mean) / unit))));
}

/** A column per value: two creatives of different values lie 2 apart (squared), as two figures one deviation apart each. */
function tagColumns(values: readonly (string | null)[]): number[][] {
  const distinct = [...new Set(values.filter((value) => value !== null))].sort();
  return distinct.map((value) => values.map((own) => (own === value ? TAG_WEIGHT : 0)));
}
