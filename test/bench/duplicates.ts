/**
 * How well edits of one clip are told from other clips, on photographs: `CREO_BENCH_PICTURES` names a folder of them, no
 * two of the same picture. Each four make a clip, which is edited in the ways that ads are.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { type ClipFrames, duplicateGroups } from '../../src/cluster/duplicates.js';
import { fingerprint, sameness } from '../../src/cluster/thumbnails.js';
import { type ImageModel, loadImageModel } from '../../src/embed/image-model.js';
import { bundledModel } from '../../src/embed/model-folder.js';
import { thumbnail } from '../../src/embed/thumbnail.js';
import { seeded } from '../../src/random.js';
import type { BenchLine } from './line.js';

const SHOTS = 4;
/** As most ads are cut: portrait. */
const [WIDTH, HEIGHT] = [360, 640];

type Edit = (picture: Sharp) => Sharp | Promise<Sharp>;

const caption = Buffer.from(
  `<svg width="${WIDTH}" height="${HEIGHT}"><rect x="20" y="400" width="320" height="70" rx="12" fill="white"/>` +
    '<text x="36" y="446" font-size="30" font-family="sans-serif">wait for the end</text></svg>',
);

const again = async (picture: Sharp): Promise<Sharp> => sharp(await picture.png().toBuffer());

const part = async (picture: Sharp, share: number): Promise<Sharp> => {
  const [width, height] = [Math.round(WIDTH * share), Math.round(HEIGHT * share)];
  const [left, top] = [Math.floor((WIDTH - width) / 2), Math.floor((HEIGHT - height) / 2)];
  return (await again(picture)).extract({ left, top, width, height }).resize(WIDTH, HEIGHT);
};

/** Each picture of a clip, as the editor leaves it. */
const EDITS: Record<string, Edit> = {
  'as it is': (picture) => picture,
  mirrored: (picture) => picture.flop(),
  captioned: (picture) => picture.composite([{ input: caption }]),
  'cropped to 85%': (picture) => part(picture, 0.85),
  'mirrored and cropped to 78%': async (picture) => (await part(picture, 0.78)).flop(),
  graded: (picture) => picture.modulate({ brightness: 1.15, saturation: 0.6 }).gamma(1.4),
  'made small and blocky': async (picture) =>
    sharp(
      await picture
        .resize(WIDTH / 4, HEIGHT / 4)
        .jpeg({ quality: 30 })
        .toBuffer(),
    ).resize(WIDTH, HEIGHT),
  'put on bars': async (picture) =>
    (await again(picture))
      .resize(Math.round(WIDTH * 0.8), Math.round(HEIGHT * 0.8))
      .extend({ top: 64, bottom: 64, left: 36, right: 36, background: 'black' }),
};

/** Which shots of a clip an edit keeps, in which order. */
const CUTS: readonly (readonly number[])[] = [
  [0, 1, 2, 3],
  [2, 0, 3],
];

interface Look {
  vector: Float32Array;
  thumbnail: Uint8Array;
}

async function look(picture: Sharp, model: ImageModel): Promise<Look> {
  const { shape } = model.input;
  const data = await (await again(picture))
    .resize(shape.width, shape.height, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const [{ vector }] = await model.run([{ data }]);
  return { vector, thumbnail: thumbnail(data, shape) };
}

export async function bench(): Promise<BenchLine[]> {
  const folder = process.env.CREO_BENCH_PICTURES;
  if (folder === undefined) {
    return [
      { part: 'duplicates', what: 'not measured', figure: 'name a folder of photographs in CREO_BENCH_PICTURES' },
    ];
  }
  const model = await loadImageModel(await bundledModel());
  const { uniform } = seeded(1);
  const paths = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), place: uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ path }) => path);
  const pictures: Buffer[] = [];
  for (const path of paths) {
    pictures.push(await sharp(path).resize(WIDTH, HEIGHT, { fit: 'cover' }).removeAlpha().png().toBuffer());
  }
  /** By edit, then by picture. */
  const looks = new Map<string, Look[]>();
  for (const [name, edit] of Object.entries(EDITS)) {
    const seen: Look[] = [];
    for (const picture of pictures) seen.push(await look(await edit(sharp(picture)), model));
    looks.set(name, seen);
  }
  await model.dispose();
  const plain = looks.get('as it is') ?? [];
  const lines = [strangers(plain)];
  for (const [name, edited] of looks) {
    if (name !== 'as it is') lines.push(copies(name, plain, edited), groups(name, plain, edited));
  }
  return lines;
}

const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)}%`;

/** Pictures that are not the same, and how many would pass for it at each threshold. */
function strangers(plain: readonly Look[]): BenchLine {
  const prints = plain.map((seen) => fingerprint(seen.thumbnail));
  const scores: number[] = [];
  for (let a = 0; a < prints.length; a += 1) {
    for (let b = a + 1; b < prints.length; b += 1) {
      scores.push(sameness(prints[a], prints[b]));
    }
  }
  scores.sort((a, b) => b - a);
  const over = (threshold: number): string => `${threshold}: ${scores.filter((score) => score >= threshold).length}`;
  return {
    part: 'duplicates',
    what: `${scores.length} pairs of other pictures`,
    figure: `at most ${scores[0].toFixed(2)}; as alike as ${[0.35, 0.4, 0.45, 0.5].map(over).join(', ')}`,
  };
}

function copies(name: string, plain: readonly Look[], edited: readonly Look[]): BenchLine {
  const scores = plain
    .map((seen, row) => sameness(fingerprint(seen.thumbnail), fingerprint(edited[row].thumbnail)))
    .sort((a, b) => a - b);
  const under = (threshold: number): string =>
    `${threshold}: ${share(scores.filter((score) => score < threshold).length, scores.length)}`;
  return {
    part: 'duplicates',
    what: `${name}: sameness of a picture and its copy`,
    figure: `1 in 100 under ${scores[Math.floor(scores.length / 100)].toFixed(2)}; under ${[0.35, 0.4, 0.45, 0.5].map(under).join(', ')}`,
  };
}

/** Clips of four shots and their edits, among each other. */
function groups(name: string, plain: readonly Look[], edited: readonly Look[]): BenchLine {
  const clips: ClipFrames[] = [];
  const sources = Math.floor(plain.length / SHOTS);
  for (let clip = 0; clip < sources; clip += 1) {
    clips.push({ creativeId: clip * 10, frames: plain.slice(clip * SHOTS, (clip + 1) * SHOTS) });
    CUTS.forEach((cut, edit) => {
      clips.push({ creativeId: clip * 10 + 1 + edit, frames: cut.map((shot) => edited[clip * SHOTS + shot]) });
    });
  }
  const groupOf = new Map(duplicateGroups(clips).flatMap((group, index) => group.map((id) => [id, index] as const)));
  let found = 0;
  let wrong = 0;
  for (let clip = 0; clip < sources; clip += 1) {
    const own = groupOf.get(clip * 10);
    for (let edit = 0; edit < CUTS.length; edit += 1) {
      if (own !== undefined && groupOf.get(clip * 10 + 1 + edit) === own) found += 1;
    }
    const others = [...groupOf].filter(([id, index]) => index === own && Math.floor(id / 10) !== clip);
    if (own !== undefined && others.length > 0) wrong += 1;
  }
  return {
    part: 'duplicates',
    what: `${name}: edits found of ${sources} clips`,
    figure: `${share(found, sources * CUTS.length)}, and ${wrong} clips grouped with a stranger`,
  };
}
