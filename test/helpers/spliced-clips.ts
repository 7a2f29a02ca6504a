/** Ads as buyers test them: each of some openings cut before each of some bodies, and encoded again. */
import { join } from 'node:path';
import { seeded } from '../../src/random.js';
import { runFfmpeg } from './clips.js';
import { scriptedClip } from './scripted-clip.js';

export interface SplicedClip {
  path: string;
  name: string;
  opening: number;
  body: number;
}

export interface SpliceOptions {
  openings: number;
  bodies: number;
  seed: number;
  /** Whether all of them end on the same card. */
  endCard?: boolean;
}

/** Lengths in seconds, and how each cut is encoded: no two of a body alike. */
const OPENING_SECONDS = [3, 2, 4.2, 2.6];
const ENCODINGS = [
  ['-crf', '23', '-r', '15', '-vf', 'scale=180:320'],
  ['-crf', '31', '-r', '12', '-vf', 'scale=144:256,eq=brightness=0.04'],
  ['-b:v', '160k', '-r', '15', '-vf', 'scale=216:384'],
  ['-crf', '27', '-r', '10', '-vf', 'scale=180:320,crop=170:302'],
];

const FPS = 15;

/** Every opening before every body. */
export function splicedClips(
  folder: string,
  { openings, bodies, seed, endCard = false }: SpliceOptions,
): SplicedClip[] {
  const { uniform } = seeded(seed);
  const drawn = (name: string, shots: number, seconds: number, first: number): string =>
    scriptedClip(
      folder,
      name,
      Array.from({ length: shots }, (_, place) => ({
        seconds: (seconds / shots) * (0.8 + 0.4 * uniform()),
        scene: first + place,
        pan: 0.04 * uniform(),
        shake: 0.01 * uniform(),
      })),
      { fps: FPS, seed },
    ).path;
  const heads = Array.from({ length: openings }, (_, place) =>
    drawn(`opening-${place}.mp4`, 1 + (place % 2), OPENING_SECONDS[place % OPENING_SECONDS.length] ?? 3, 10 * place),
  );
  const tails = Array.from({ length: bodies }, (_, place) =>
    drawn(`body-${place}.mp4`, 3 + (place % 3), 7 + 3 * uniform(), 1000 + 10 * place),
  );
  const card = endCard ? [drawn('card.mp4', 1, 1.6, 5000)] : [];
  return heads.flatMap((head, opening) =>
    tails.map((tail, body) => {
      const name = `o${opening}-b${body}`;
      const parts = [head, tail, ...card];
      const path = join(folder, `${name}.mp4`);
      const [, ...encoding] = ['', ...(ENCODINGS[(opening + 2 * body) % ENCODINGS.length] ?? [])];
      const filters = encoding.at(-1) ?? 'null';
      runFfmpeg(
        ...parts.flatMap((part) => ['-i', part]),
        '-filter_complex',
        `${parts.map((_, place) => `[${place}:v]`).join('')}concat=n=${parts.length}:v=1:a=0,${filters}`,
        ...encoding.slice(0, -2),
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', path],
      );
      return { path, name, opening, body };
    }),
  );
}
