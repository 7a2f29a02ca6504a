/** Pacing of a clip from its shot boundaries. */
import type { ShotBoundary } from '../model.js';

export type Pace = 'slow' | 'medium' | 'fast';

export interface Pacing {
  shots: number;
  /** When the first shot ends; null for a clip of one shot. */
  firstCutSeconds: number | null;
  meanShotSeconds: number;
  /** Most shots that are seen within any five seconds. */
  densestShots: number;
}

export interface Tempo {
  /** Google's ABCD: the first shot changes in less than 3 seconds. */
  dynamicStart: boolean;
  /** Google's ABCD: five or more shots within some five seconds. */
  quickPacing: boolean;
  /** By the mean shot: fast below 2 s or with quick pacing, slow above 4 s. */
  pace: Pace;
}

const WINDOW_SECONDS = 5;

/** Thresholds of the ABCD detector (github.com/google-marketing-solutions/abcds-detector). */
const DYNAMIC_START_SECONDS = 3;
const QUICK_SHOTS = 5;

const FAST_BELOW_SECONDS = 2;
const SLOW_ABOVE_SECONDS = 4;

/** Boundaries in order of time. `durationSeconds` above 0. */
export function pacingOf(boundaries: readonly ShotBoundary[], durationSeconds: number): Pacing {
  const times = boundaries.map(({ atSeconds }) => atSeconds);
  // The densest window begins with the clip or just before a boundary.
  const starts = [0, ...times];
  return {
    shots: times.length + 1,
    firstCutSeconds: times[0] ?? null,
    meanShotSeconds: durationSeconds / (times.length + 1),
    densestShots: Math.max(
      ...starts.map((start) => 1 + times.filter((at) => at > start && at < start + WINDOW_SECONDS).length),
    ),
  };
}

/** What the figures of pacing mean, by published thresholds. */
export function tempoOf({ firstCutSeconds, meanShotSeconds, densestShots }: Omit<Pacing, 'shots'>): Tempo {
  const quickPacing = densestShots >= QUICK_SHOTS;
  const isFast = quickPacing || meanShotSeconds < FAST_BELOW_SECONDS;
  return {
    dynamicStart: firstCutSeconds !== null && firstCutSeconds < DYNAMIC_START_SECONDS,
    quickPacing,
    pace: isFast ? 'fast' : meanShotSeconds > SLOW_ABOVE_SECONDS ? 'slow' : 'medium',
  };
}
