/** What reading the words adds to measuring, its memory, what a second run costs, and how surely captions are read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { similarity } from '../../src/lettering/similar.js';
import { runFfmpeg } from '../helpers/clips.js';
import { PROGRAM } from '../helpers/run-creo.js';
import type { BenchLine } from './line.js';

/** Captions of three shots of each clip. */
const CAPTIONS: readonly (readonly string[])[] = [
  ['Stop scrolling right now', '3 reasons to switch today', 'Shop now and get 50% off'],
  ['I tried this for 30 days', 'My skin never looked better', 'Only $19.99 this week'],
  ['Хватит листать ленту', 'Скидка 50% до конца дня', 'Закажи прямо сейчас'],
  ['Warum redet niemand davon?', 'Kostenloser Versand ab morgen', 'Link in der Bio'],
];

const SHOT_SECONDS = 5;

interface Spent {
  /** Of the processor, by all processes. */
  seconds: number;
  peakMiB: number;
  stdout: string;
}

export async function bench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creo-bench-'));
  try {
    for (const [place, captions] of CAPTIONS.entries()) await captionedClip(folder, `clip-${place}`, captions);
    creo(folder, 'add', '.');
    const measured = creo(folder, 'analyze', '--no-words', '--model', 'bundled');
    const both = creo(folder, 'analyze', '--again', '--model', 'bundled', '--json');
    const second = creo(folder, 'analyze', '--model', 'bundled');
    const { found, wanted, alike } = agreement(JSON.parse(both.stdout));
    const perClip = (spent: Spent): string => `${(spent.seconds / CAPTIONS.length).toFixed(2)} s of CPU a clip`;
    return [
      {
        part: 'analyze',
        what: 'measuring and reading 15 s clips, 1080x1920',
        figure: `${perClip(both)}, peak ${both.peakMiB.toFixed(0)} MiB`,
        against: `${(both.seconds / measured.seconds).toFixed(2)} of measuring alone, ${perClip(measured)}`,
        goal: '2.5, 700 MiB',
      },
      { part: 'analyze', what: 'a second run over the same clips', figure: `${second.seconds.toFixed(2)} s of CPU` },
      {
        part: 'analyze',
        what: `captions read, of ${wanted} in English, Russian and German`,
        figure: `${found}, ${(100 * alike).toFixed(1)}% of their letters`,
        goal: `${wanted}, 97%`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Three shots of moving pictures, each with its caption over it. */
async function captionedClip(folder: string, name: string, captions: readonly string[]): Promise<void> {
  const sources = ['testsrc2', 'mandelbrot', 'gradients=seed=7'];
  const inputs: string[] = [];
  for (const [shot, caption] of captions.entries()) {
    const source = sources[shot % sources.length] ?? 'testsrc2';
    const separator = source.includes('=') ? ':' : '=';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1920"><text x="540" y="${600 + 300 * shot}"
      text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-size="62" font-weight="700" fill="#fff" stroke="#111"
      stroke-width="8" paint-order="stroke">${caption}</text></svg>`;
    const overlay = join(folder, `${name}-${shot}.over.png`);
    await sharp(Buffer.from(svg)).png().toFile(overlay);
    inputs.push('-f', 'lavfi', '-i', `${source}${separator}s=1080x1920:r=30`, '-i', overlay);
  }
  const shots = captions.map((_, shot) => {
    const picture = `[${2 * shot}]trim=0:${SHOT_SECONDS},gblur=12,format=yuv420p,setsar=1[p${shot}]`;
    return `${picture};[p${shot}][${2 * shot + 1}]overlay[s${shot}]`;
  });
  const joined = `${captions.map((_, shot) => `[s${shot}]`).join('')}concat=n=${captions.length}[v]`;
  runFfmpeg(
    ...inputs,
    ...['-f', 'lavfi', '-i', `sine=duration=${SHOT_SECONDS * captions.length}`],
    ...['-filter_complex', `${shots.join(';')};${joined}`, '-map', '[v]', '-map', `${2 * captions.length}:a`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', join(folder, `${name}.mp4`)],
  );
  for (const shot of captions.keys()) rmSync(join(folder, `${name}-${shot}.over.png`));
}

/** Runs the program under GNU time. */
function creo(folder: string, ...args: string[]): Spent {
  const { status, stdout, stderr } = spawnSync(
    '/usr/bin/time',
    ['-f', 'spent %U %S %M', process.execPath, PROGRAM, ...args],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
  const [user = 0, system = 0, kibibytes = 0] = (/spent ([\d. ]+)/.exec(stderr)?.[1] ?? '').split(' ').map(Number);
  return { seconds: user + system, peakMiB: kibibytes / 1024, stdout };
}

interface Analyzed {
  creatives: { creative: string; words: { text: string }[] }[];
}

/** How many captions were found among the lines of their clip, and how alike the letters are. */
function agreement({ creatives }: Analyzed): { found: number; wanted: number; alike: number } {
  const best = CAPTIONS.flatMap((captions, place) => {
    const lines = creatives.find(({ creative }) => creative === `clip-${place}`)?.words ?? [];
    return captions.map((caption) => Math.max(0, ...lines.map(({ text }) => similarity(text, caption))));
  });
  return {
    found: best.filter((each) => each >= 0.8).length,
    wanted: best.length,
    alike: best.reduce((sum, each) => sum + each, 0) / best.length,
  };
}
