/** Clips in four styles that anybody would tell apart, several of each, no two alike. */
import { join } from 'node:path';
import { seeded } from '../../src/random.js';
import { runFfmpeg } from './clips.js';
import { scriptedClip } from './scripted-clip.js';

export interface GroupedClip {
  path: string;
  /** 0..3. */
  group: number;
}

const PER_GROUP = 5;
const CARD_COLOURS = ['f0c020', 'e8b830', 'f8d040', 'f0b010', 'ffc828'];

/** Fast cuts between scenes, a slow zoom into a fractal, a plain yellow card, and cells that swarm in green and blue. */
export function groupedClips(folder: string): GroupedClip[] {
  const { uniform } = seeded(11);
  const drawn = (name: string, source: string): string => {
    const path = join(folder, name);
    runFfmpeg(
      '-f',
      'lavfi',
      '-i',
      `${source}:s=180x320:r=10`,
      '-t',
      (2 + 2 * uniform()).toFixed(1),
      '-pix_fmt',
      'yuv420p',
      path,
    );
    return path;
  };
  const styles: ((name: string, place: number) => string)[] = [
    (name, place) => {
      const shots = Array.from({ length: 5 }, () => ({ seconds: 0.5 + 0.4 * uniform() }));
      return scriptedClip(folder, name, shots, { seed: 40 + place }).path;
    },
    (name) =>
      drawn(
        name,
        `mandelbrot=start_scale=${(1 + 2 * uniform()).toFixed(2)}:start_x=${(-0.8 + 0.1 * uniform()).toFixed(3)}`,
      ),
    (name, place) => drawn(name, `color=c=0x${CARD_COLOURS[place]}`),
    (name, place) =>
      drawn(name, `life=mold=10:ratio=0.${3 + place}:death_color=#204080:life_color=#40e0a0:seed=${place}`),
  ];
  return styles.flatMap((make, group) =>
    Array.from({ length: PER_GROUP }, (_, place) => ({ path: make(`style-${group}-${place}.mp4`, place), group })),
  );
}
