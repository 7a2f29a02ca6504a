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

/** Figures that count in full, in a form in which equal steps mean about the same: lengths as logarithms. */
const FIGURES: readonly ((described: Described) => number | null)[] = [
  ({ patterns }) => logarithm(patterns.meanShotSeconds),
  ({ patterns }) => patterns.firstCutSeconds ?? patterns.meanShotSeconds,
  ({ patterns }) => patterns.densestShots,
  ({ patterns }) => patterns.motion,
  ({ patterns }) => patterns.brightness,
  ({ patterns }) => patterns.saturation,
  ({ patterns }) => patterns.textArea,
  ({ patterns }) => patterns.silence ?? 1,
  ({ patterns }) => patterns.voiceScore ?? 0,
  ({ patterns }) => patterns.beatScore ?? 0,
  ({ patterns }) => patterns.loudnessLufs,
  ({ media }) => logarithm(1 + media.durationSeconds),
  ({ media }) => logarithm(media.width / media.height),
];

/** A dozen colours, or the values of a tag, together count about as much as one or two figures. */
const COLOUR_WEIGHT = 0.4;
const TAG_WEIGHT = 1;

/** Tags that say what a creative is like, rather than where it came from. */
const TAG_KEYS = ['hook', 'emotion', 'format', 'talent'];

/** Standard deviations beyond which a figure is no further away. */
const FARTHEST = 3;

const logarithm = (value: number | null): number | null => (value === null ? null : Math.log(value));

/**
 * One row per creative. Each figure is standardised over the creatives; an unknown one lies at their mean, and one that
 * is the same everywhere takes no part. Not normalised to length 1.
 */
export function patternVectors(all: readonly Described[]): VectorSet {
  const columns = [
    ...FIGURES.map((figure) => standardised(all.map(figure))),
    ...COLOUR_NAMES.map((name) =>
      standardised(all.map(({ patterns }) => patterns.colours.find((colour) => colour.name === name)?.share ?? 0)).map(
        (value) => COLOUR_WEIGHT * value,
      ),
    ),
    ...TAG_KEYS.flatMap((key) => tagColumns(all.map(({ tags }) => tags.find((tag) => tag.key === key)?.value ?? null))),
  ];
  return vectorSet(all.map((_, row) => Float32Array.from(columns, (column) => column[row])));
}

function standardised(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
  // A spread of rounding errors is no spread.
  if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) return values.map(() => 0);
  return values.map((value) =>
    value === null ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, (value - mean) / deviation)),
  );
}

/** A column per value: two creatives of different values lie 2 apart (squared), as two figures one deviation apart each. */
function tagColumns(values: readonly (string | null)[]): number[][] {
  const distinct = [...new Set(values.filter((value) => value !== null))].sort();
  return distinct.map((value) => values.map((own) => (own === value ? TAG_WEIGHT : 0)));
}
