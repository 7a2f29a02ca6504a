import { describe, expect, test } from 'vitest';
import { hookFamilies } from '../../../src/cluster/hooks/families.js';
import type { TimedFrames } from '../../../src/cluster/hooks/shared-body.js';
import { THUMBNAIL_SIDE } from '../../../src/cluster/thumbnails.js';
import { normalised } from '../../../src/cluster/vectors.js';
import { seeded } from '../../../src/random.js';

/** One look at the shot of a seed: the same picture with some noise each time. */
function frame(shot: number, atSeconds: number, noise = 0.1) {
  const picture = seeded(shot);
  const jitter = seeded(1000 * shot + Math.round(10 * atSeconds));
  const vector = Float32Array.from({ length: 32 }, () => picture.normal() + noise * jitter.normal());
  const waves = Array.from({ length: 8 }, () => [
    picture.uniform() * 25,
    picture.uniform() * 25,
    picture.uniform() * 6,
  ]);
  const thumbnail = Uint8Array.from({ length: THUMBNAIL_SIDE ** 2 }, (_, at) => {
    const [x, y] = [(at % THUMBNAIL_SIDE) / THUMBNAIL_SIDE, Math.floor(at / THUMBNAIL_SIDE) / THUMBNAIL_SIDE];
    const light = waves.reduce((sum, [a = 0, b = 0, phase = 0]) => sum + Math.sin(a * x + b * y + phase), 0);
    return Math.max(0, Math.min(255, Math.round(128 + 25 * light + 40 * noise * jitter.normal())));
  });
  return { atSeconds, vector: normalised(vector) ?? vector, thumbnail };
}

const BLANK = {
  thumbnail: new Uint8Array(THUMBNAIL_SIDE ** 2),
  vector: normalised(Float32Array.of(1, ...new Array(31).fill(0))),
};

/** A clip with these shots in the opening, then those of the body, two seconds each. */
const clip = (creativeId: number, opening: readonly number[], body: readonly number[], startsAt = 3): TimedFrames => ({
  creativeId,
  frames: [
    ...opening.map((shot, second) => frame(shot, second)),
    ...body.map((shot, place) => frame(shot, startsAt + 2 * place)),
  ],
});

const shape = (clips: readonly TimedFrames[]) =>
  hookFamilies(clips).map(({ members }) =>
    members.map(({ creativeId, openingId }) => `${creativeId}:${openingId}`).join(' '),
  );

describe('hook families', () => {
  const bodies = [
    [11, 12, 13, 14],
    [21, 22, 23],
    [31, 32, 33, 34, 35],
  ];
  const openings = [
    [1, 1, 2],
    [3, 3],
    [4, 5, 5],
  ];
  const splices = openings.flatMap((opening, o) =>
    bodies.map((body, b) => clip(10 * o + b + 1, opening, body, 3 + 0.6 * o)),
  );

  test('are the splices of one body, and an opening is the same in each of them', () => {
    expect(shape(splices)).toEqual(['1:1 11:2 21:3', '2:1 12:2 22:3', '3:1 13:2 23:3']);
    expect(shape([...splices].reverse())).toEqual(shape(splices));
  });

  test('are not made by an opening or an end card that is shared', () => {
    expect(shape([clip(1, [1, 1, 2], [11, 12, 13, 90, 90]), clip(2, [1, 1, 2], [21, 22, 23, 24, 90, 90])])).toEqual([]);
    expect(shape([clip(1, [1, 1], [11, 12, 13, 14, 90]), clip(2, [3, 3], [21, 22, 23, 24, 90])])).toEqual([]);
  });

  test('need two openings: edits of one ad are none', () => {
    expect(shape([clip(1, [1, 1], [11, 12, 13]), clip(2, [1, 1], [11, 12, 13], 3.3)])).toEqual([]);
  });

  test('are made by other words over the same pictures', () => {
    const clips = [clip(1, [1, 1], [11, 12, 13]), clip(2, [1, 1], [11, 12, 13], 3.3)];
    expect(hookFamilies(clips, () => false)).toMatchObject([{ members: [{ openingId: 1 }, { openingId: 2 }] }]);
    expect(hookFamilies(clips, () => true)).toEqual([]);
  });

  test('a blank first frame does not make openings the same', () => {
    const faded = (creativeId: number, shot: number): TimedFrames => {
      const { frames } = clip(creativeId, [shot, shot, shot], [11, 12, 13]);
      return {
        creativeId,
        frames: frames.map((each, place) =>
          place === 0 ? { ...each, ...BLANK, vector: BLANK.vector ?? each.vector } : each,
        ),
      };
    };
    expect(shape([faded(1, 1), faded(2, 3)])).toEqual(['1:1 2:2']);
  });

  test('clips too short for a body, and no clips, are none', () => {
    expect(shape([])).toEqual([]);
    expect(shape([clip(1, [1, 1], []), clip(2, [3], []), { creativeId: 3, frames: [] }])).toEqual([]);
  });
});
