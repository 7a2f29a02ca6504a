/** What a creative shows, from the class scores of its frames. Pure. */
import type { Subject } from '../model.js';

/**
 * Below this nothing is claimed. Ads are not the photographs that the network learned from, and at test patterns, which
 * show none of its classes, its best guess reaches a quarter. Of 60 photographs, most of things outside its classes (fish,
 * monuments), about half of the guesses of 0.2 to 0.5 were wrong, of those above 0.5 a quarter: the score is shown with it.
 */
export const MIN_SCORE = 0.3;

/** A clip has room for a few subjects. */
const MAX_SUBJECTS = 5;

export interface FrameScores {
  atSeconds: number;
  /** Probability of each label. */
  scores: Float32Array;
}

/** The labels whose mean probability over the frames is at least `MIN_SCORE`, strongest first, at most five. */
export function subjectsOf(frames: readonly FrameScores[], labels: readonly string[]): Subject[] {
  const mean = labels.map((_, index) => frames.reduce((sum, { scores }) => sum + scores[index]!, 0) / frames.length);
  return labels
    .map((label, index) => ({ label, index, score: mean[index]! }))
    .filter(({ score }) => score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_SUBJECTS)
    .map(({ label, index, score }) => ({ label, score, atSeconds: bestMoment(frames, index) }));
}

const bestMoment = (frames: readonly FrameScores[], index: number): number =>
  frames.reduce((best, frame) => (frame.scores[index]! > best.scores[index]! ? frame : best)).atSeconds;
