/**
 * `creo demo`, its first step: writes the example's clips and their export into a folder.
 * `--json`: `{ folder, clips, export }`.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.js';
import { EXAMPLE_ADS, exampleExport } from '../../example/micro-test.js';
import {
  CLIP_FPS,
  CLIP_HEIGHT,
  CLIP_SECONDS,
  CLIP_WIDTH,
  drawFrame,
  LOOK_TONES,
  type Look,
} from '../../example/scenes.js';
import type { View } from '../../fields.js';
import { encodeClip } from '../../media/encode.js';
import { mediaPrograms } from '../../media/programs.js';
import type { Context } from '../../work/context.js';

export interface DemoOptions {
  folder: string;
  seed: number;
}

const ADS_FOLDER = 'ads';
const EXPORT_FILE = 'tiktok-export.csv';
/** Says that a folder is an example of creo's, which a later one may replace. */
const MARK = '.creo-demo';
const FIRST_DAY = '2026-07-06';

export async function run({ config, progress }: Context, { folder, seed }: DemoOptions): Promise<View> {
  const { ffmpeg } = await mediaPrograms(config);
  emptied(folder);
  mkdirSync(join(folder, ADS_FOLDER), { recursive: true });
  writeFileSync(join(folder, MARK), '');
  const bar = progress('Drawing example ads', EXAMPLE_ADS.length, 'clips');
  try {
    for (const { name, look, variant } of EXAMPLE_ADS) {
      bar.note(name);
      const frequency = LOOK_TONES[look];
      await encodeClip(
        join(folder, ADS_FOLDER, `${name}.mp4`),
        framesOf(look, variant),
        { width: CLIP_WIDTH, height: CLIP_HEIGHT, fps: CLIP_FPS },
        frequency === null ? null : { frequency: frequency + 20 * variant, seconds: CLIP_SECONDS },
        ffmpeg,
      );
      bar.advance();
    }
  } finally {
    bar.done();
  }
  writeFileSync(join(folder, EXPORT_FILE), exampleExport(FIRST_DAY, seed));
  return {
    json: { folder, clips: EXAMPLE_ADS.length, export: join(folder, EXPORT_FILE) },
    headline: `Wrote ${EXAMPLE_ADS.length} example ads and a TikTok export into ${folder}`,
    tables: [],
  };
}

function* framesOf(look: Look, variant: number): Generator<Uint8Array> {
  for (let frame = 0; frame < CLIP_SECONDS * CLIP_FPS; frame += 1) yield drawFrame(look, variant, frame / CLIP_FPS);
}

/** Takes an earlier example away; a folder that creo did not make itself is left alone. Throws UserError (FOLDER_NOT_EMPTY). */
function emptied(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!existsSync(join(folder, MARK))) {
    throw new UserError(
      'FOLDER_NOT_EMPTY',
      `${folder} holds files that are not an example of creo's`,
      'Name another folder with --folder',
    );
  }
  rmSync(folder, { recursive: true });
}
