/** Stills of one layout are ads of their own; copies of one still are not. */
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const [WIDTH, HEIGHT] = [1080, 1350];

/** The product of each still, and its headline as bars where the words would be. */
const PRODUCTS = [
  '<ellipse cx="540" cy="720" rx="210" ry="280" fill="#f4c20d"/><rect x="180" y="230" width="720" height="60" fill="#fff"/>',
  '<rect x="250" y="520" width="580" height="360" rx="60" fill="#e84a5f"/><rect x="260" y="220" width="480" height="90" fill="#fff"/>',
  '<polygon points="540,430 830,960 250,960" fill="#7bd389"/><rect x="140" y="240" width="340" height="50" fill="#fff"/>',
  '<circle cx="380" cy="640" r="190" fill="#fff"/><circle cx="700" cy="800" r="210" fill="#222"/><rect x="420" y="235" width="500" height="70" fill="#fff"/>',
  '<path d="M240 760 Q540 380 840 760 T540 980 Z" fill="#ff9f1c"/><rect x="200" y="210" width="300" height="110" fill="#fff"/>',
];

const still = (product: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
      <rect width="100%" height="100%" fill="#1d3557"/><rect y="0" width="100%" height="110" fill="#f1faee"/>
      <circle cx="90" cy="55" r="35" fill="#e63946"/>${product}
      <rect x="290" y="1090" width="500" height="120" rx="60" fill="#e63946"/>
      <rect x="0" y="1290" width="100%" height="60" fill="#f1faee"/></svg>`,
  );

const sticker = Buffer.from(
  `<svg width="${WIDTH}" height="${HEIGHT}"><rect x="700" y="420" width="300" height="110" rx="20" fill="#fff"/></svg>`,
);

test('stills of one layout are told apart, copies of one still are not', async () => {
  const cwd = emptyFolder();
  for (const [at, product] of PRODUCTS.entries()) {
    await sharp(still(product))
      .png()
      .toFile(join(cwd, `layout-${at}.png`));
  }
  const first = await sharp(still(PRODUCTS[0])).png().toBuffer();
  await sharp(first).jpeg({ quality: 30 }).toFile(join(cwd, 'copy-compressed.jpg'));
  await sharp(first).flop().toFile(join(cwd, 'copy-mirrored.png'));
  await sharp(first)
    .composite([{ input: sticker }])
    .toFile(join(cwd, 'copy-stickered.png'));
  await sharp(first).extract({ left: 54, top: 68, width: 972, height: 1214 }).toFile(join(cwd, 'copy-cropped.png'));
  await runCreo(['add', '.'], { cwd });
  await runCreo(['embed'], { cwd });
  const copies = ['copy-compressed', 'copy-cropped', 'copy-mirrored', 'copy-stickered', 'layout-0'];
  expect(await creoJson(['duplicates'], { cwd })).toMatchObject({
    creatives: 9,
    effectiveCreatives: 5,
    groups: [{ creatives: expect.toSatisfy((found: { creative: string }[]) => names(found).join() === copies.join()) }],
  });
});

const names = (creatives: readonly { creative: string }[]): string[] =>
  creatives.map(({ creative }) => creative).sort();
