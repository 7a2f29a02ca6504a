/** Clips whose shots are known to the frame: scenes drawn pixel by pixel, joined as a script says, encoded by ffmpeg. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { locate } from '../../src/media/programs.js';
import { type Random, seeded } from '../../src/random.js';

const { path: ffmpeg } = await locate('ffmpeg', { ffmpegPath: null, ffprobePath: null });

const WIDTH = 90;
const HEIGHT = 160;

export interface ScriptShot {
  seconds: number;
  /** How the shot begins. The length of a dissolve, or of a fade out and in, is taken from both shots. Default cut. */
  join?: { kind: 'cut' } | { kind: 'dissolve' | 'fade'; seconds: number };
  /** White frames in the middle of the shot. */
  flashFrames?: number;
  /** How far the camera jumps about from frame to frame, as a share of the picture. */
  shake?: number;
  /** How far the scene glides in a second, as a share of the picture. */
  pan?: number;
  /** Share of the light that comes and goes, as when a lamp is dimmed. */
  dimming?: number;
  /** Seed of the scene's picture; shots of one seed look the same. Default: by place. */
  scene?: number;
}

export interface ScriptedClip {
  path: string;
  /** Where the shots after the first begin, in seconds: the middle of a dissolve or a fade. */
  boundaries: number[];
  fps: number;
}

type Painter = (x: number, y: number, seconds: number, pixel: Float64Array) => void;

/** Draws the script and encodes it. */
export function scriptedClip(
  folder: string,
  name: string,
  shots: readonly ScriptShot[],
  { fps = 30, seed = 1 }: { fps?: number; seed?: number } = {},
): ScriptedClip {
  const random = seeded(seed);
  const painters = shots.map((shot, place) => scenePainter(seeded(1000 * seed + (shot.scene ?? place))));
  const starts = shots.map((_, place) =>
    Math.round(fps * shots.slice(0, place).reduce((sum, { seconds }) => sum + seconds, 0)),
  );
  const total = Math.round(fps * shots.reduce((sum, { seconds }) => sum + seconds, 0));
  const video = Buffer.alloc(total * WIDTH * HEIGHT * 3);
  for (let frame = 0; frame < total; frame += 1) {
    const place = starts.filter((start) => start <= frame).length - 1;
    const target = video.subarray(frame * WIDTH * HEIGHT * 3, (frame + 1) * WIDTH * HEIGHT * 3);
    const layers = layersAt(shots, starts, place, frame, fps, total);
    paint(target, layers, painters, frame / fps, shots, random);
    const { flashFrames = 0, seconds } = shots[place];
    const sinceMiddle = frame - starts[place] - Math.floor((seconds * fps) / 2);
    if (sinceMiddle >= 0 && sinceMiddle < flashFrames) target.fill(250);
  }
  const path = join(folder, name);
  execFileSync(
    ffmpeg,
    [
      ...[
        '-v',
        'error',
        '-y',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
        '-s',
        `${WIDTH}x${HEIGHT}`,
        '-r',
        String(fps),
        '-i',
        '-',
      ],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-pix_fmt', 'yuv420p', path],
    ],
    { input: video, maxBuffer: 1e9 },
  );
  return { path, boundaries: starts.slice(1).map((start) => start / fps), fps };
}

interface Layer {
  place: number;
  weight: number;
}

/** What is seen at a frame: one shot, or two that are mixed; what is left of a weight of 1 is black. */
function layersAt(
  shots: readonly ScriptShot[],
  starts: readonly number[],
  place: number,
  frame: number,
  fps: number,
  total: number,
): Layer[] {
  const after = starts[place + 1] ?? total;
  const nearStart = place > 0 && frame - starts[place] <= after - frame;
  const joined = nearStart ? place : place + 1;
  const { join: { kind, seconds } = { kind: 'cut', seconds: 0 } } = {
    join: { seconds: 0, ...(shots[joined]?.join ?? { kind: 'cut' as const }) },
  };
  if (kind === 'cut') return [{ place, weight: 1 }];
  const through = (frame - starts[joined]) / (seconds * fps) + 0.5;
  if (through <= 0 || through >= 1) return [{ place, weight: 1 }];
  if (kind === 'fade') return [{ place, weight: Math.max(0, 2.4 * Math.abs(through - 0.5) - 0.2) }];
  return [
    { place: joined - 1, weight: 1 - through },
    { place: joined, weight: through },
  ];
}

function paint(
  target: Buffer,
  layers: readonly Layer[],
  painters: readonly Painter[],
  seconds: number,
  shots: readonly ScriptShot[],
  random: Random,
): void {
  const pixel = new Float64Array(3);
  for (const { place, weight } of layers) {
    const { shake = 0, pan = 0, dimming = 0 } = shots[place];
    const shiftX = shake * (random.uniform() - 0.5) * 2 + pan * seconds;
    const shiftY = shake * (random.uniform() - 0.5) * 2;
    const light = weight * (1 - (dimming / 2) * (1 + Math.sin(seconds * 5)));
    for (let y = 0, i = 0; y < HEIGHT; y += 1) {
      for (let x = 0; x < WIDTH; x += 1, i += 3) {
        painters[place](x / WIDTH + shiftX, y / HEIGHT + shiftY, seconds, pixel);
        for (let c = 0; c < 3; c += 1) target[i + c] = Math.min(255, target[i + c] + light * pixel[c]);
      }
    }
  }
}

/** A picture of soft waves in a colour of its own, with a few discs moving over it. */
function scenePainter(random: Random): Painter {
  const base = Array.from({ length: 3 }, () => 40 + 150 * random.uniform());
  const waves = Array.from({ length: 4 }, () => ({
    fx: (random.uniform() - 0.5) * 24,
    fy: (random.uniform() - 0.5) * 24,
    phase: 6.3 * random.uniform(),
    height: 35 * random.uniform(),
    tint: random.uniform(),
  }));
  const discs = Array.from({ length: 4 }, () => ({
    x: random.uniform(),
    y: random.uniform(),
    vx: (random.uniform() - 0.5) * 0.4,
    vy: (random.uniform() - 0.5) * 0.4,
    radius: 0.05 + 0.12 * random.uniform(),
    colour: Array.from({ length: 3 }, () => 255 * random.uniform()),
  }));
  return (x, y, seconds, pixel) => {
    for (let c = 0; c < 3; c += 1) pixel[c] = base[c];
    for (const { fx, fy, phase, height, tint } of waves) {
      const wave = height * Math.sin(fx * x + fy * y + phase);
      pixel[0] += wave;
      pixel[1] += wave * tint;
      pixel[2] += wave * (1 - tint);
    }
    for (const { x: cx, y: cy, vx, vy, radius, colour } of discs) {
      const dx = x - cx - vx * Math.sin(seconds);
      const dy = (y - cy - vy * Math.cos(seconds)) * 1.78;
      if (dx * dx + dy * dy < radius * radius) for (let c = 0; c < 3; c += 1) pixel[c] = colour[c];
    }
    for (let c = 0; c < 3; c += 1) pixel[c] = Math.max(0, Math.min(255, pixel[c]));
  };
}
