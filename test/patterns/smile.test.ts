import { expect, test } from 'vitest';
import { emotionOf, smileFigures } from '../../src/patterns/smile.js';

const frames = (...smiles: (number | null)[][]) =>
  smiles.map((faces, atSeconds) => ({ atSeconds, faces: faces.map((smile) => ({ smile })) }));

test('the share is of the faces large enough to tell, and the moment is that of the surest smile', () => {
  const figures = smileFigures(frames([0.1, null], [0.8], [], [0.95, 0.2], [null]));
  expect(figures).toEqual({ smileShare: 0.5, smileScore: 0.95, smileSeconds: 3 });
  expect(emotionOf(figures)).toEqual({ value: 'joy', score: 0.95, atSeconds: 3 });
});

test('a smile counts from 0.7 on', () => {
  expect(smileFigures(frames([0.7], [0.699]))).toEqual({ smileShare: 0.5, smileScore: 0.7, smileSeconds: 0 });
});

test('nothing is claimed without a face large enough to tell, without a smile, or of one that passes', () => {
  const unknown = { smileShare: null, smileScore: null, smileSeconds: null };
  expect(smileFigures([])).toEqual(unknown);
  expect(smileFigures(frames([], [null]))).toEqual(unknown);
  const serious = smileFigures(frames([0.1], [0.2]));
  expect(serious).toEqual({ smileShare: 0, smileScore: null, smileSeconds: null });
  for (const figures of [unknown, serious, smileFigures(frames([0.9], [0], [0], [0]))]) {
    expect(emotionOf(figures)).toBeNull();
  }
});
