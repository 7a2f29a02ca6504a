/** Measured patterns as rows and as `--json`. */
import type { MediaFacts, Patterns } from '../model.js';
import { looksOf } from './looks.js';
import { tempoOf } from './pacing.js';
import { talksAtOnce } from './speech.js';

/** One creative's measurements with what they mean. `looks` is in words; the flags are null for a still picture. */
export function patternRow(creative: string, patterns: Patterns, media: MediaFacts) {
  const { boundaries, colours, contentHash, ...figures } = patterns;
  const { firstCutSeconds, meanShotSeconds, densestShots } = figures;
  const hasShots = meanShotSeconds !== null && densestShots !== null;
  const tempo = hasShots ? tempoOf({ firstCutSeconds, meanShotSeconds, densestShots }) : null;
  const looks = looksOf(patterns, media);
  return {
    creative,
    ...figures,
    pace: tempo?.pace ?? null,
    dynamicStart: tempo?.dynamicStart ?? null,
    quickPacing: tempo?.quickPacing ?? null,
    talksAtOnce: talksAtOnce(figures),
    looks: looks.map(({ words }) => words).join(' · '),
    colours,
    boundaries,
  };
}
