/** The networks themselves, on drawn frames and synthetic sound. */
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { readLines } from '../../src/lettering/captions.js';
import { speechOf } from '../../src/patterns/speech.js';
import { seeded } from '../../src/random.js';
import { loadFaceFinder } from '../../src/reading/face-finder.js';
import { languageData, resolveLanguages } from '../../src/reading/language-data.js';
import { loadSpeechNetwork } from '../../src/reading/speech-network.js';
import { loadWordReader, type PictureAt } from '../../src/reading/word-reader.js';

const WIDTH = 540;
const HEIGHT = 960;

const reader = await loadWordReader(resolveLanguages(['en', 'ru']));
afterAll(() => reader.dispose());

/** A frame of a gradient with whatever is drawn on it. */
async function frame(drawn: string, atSeconds = 0): Promise<PictureAt> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="g" x2="0.3" y2="1"><stop stop-color="#2b5d7a"/><stop offset="1" stop-color="#caa27a"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/><ellipse cx="200" cy="600" rx="130" ry="90" fill="#7a9a50"/>${drawn}</svg>`;
  const data = await sharp(Buffer.from(svg)).flatten().toColourspace('srgb').raw().toBuffer();
  return { atSeconds, picture: { width: WIDTH, height: HEIGHT, data: new Uint8Array(data) } };
}

/** White bold letters with a dark edge, as captions have. */
const caption = (text: string, y: number, more = ''): string =>
  `<text x="270" y="${y}" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-size="34" font-weight="700"
    fill="#fff" stroke="#111" stroke-width="4" paint-order="stroke" ${more}>${text}</text>`;

const linesOf = async (...frames: PictureAt[]) => readLines(await reader.read(frames), WIDTH / HEIGHT);

test('a caption is read once over the frames that have it, with its place and its words', async () => {
  const first = caption('Stop scrolling!', 300) + caption('I tried this for 30 days', 350);
  const [stop, tried, price, ...rest] = await linesOf(
    await frame(first, 0.3),
    await frame(first, 1),
    await frame(caption('Shop now for $19.99', 700), 4),
  );
  expect(stop).toMatchObject({ text: 'Stop scrolling!', atSeconds: 0.3, untilSeconds: 1, language: 'en', block: 1 });
  expect(tried).toMatchObject({ text: 'I tried this for 30 days', block: 1, furniture: false });
  expect(price).toMatchObject({ text: 'Shop now for $19.99', atSeconds: 4 });
  expect(stop?.box[1]).toBeGreaterThan(0.25);
  expect(stop?.box[1]).toBeLessThan(0.33);
  expect(rest).toEqual([]);
}, 60_000);

test('Cyrillic is written in Cyrillic, or left unread where it is not expected', async () => {
  const russian = await frame(caption('Скидка 50% до конца дня', 300) + caption('Бесплатная доставка', 700));
  const lines = await linesOf(russian);
  expect(lines.map(({ text, language }) => [text.replace(/\.$/, ''), language])).toEqual([
    ['Скидка 50% до конца дня', 'ru'],
    ['Бесплатная доставка', 'ru'],
  ]);
  const english = await loadWordReader(resolveLanguages(['en']));
  const unread = readLines(await english.read([russian]), WIDTH / HEIGHT);
  await english.dispose();
  expect(unread.length).toBeGreaterThan(0);
  expect(unread.every(({ text, language }) => text === '' && language === null)).toBe(true);
}, 60_000);

test('a slanting line is read; one on its side or on its head, one letter, noise and black give no words', async () => {
  const slanting = await linesOf(await frame(caption('Shop the sale now', 480, 'transform="rotate(-9 270 480)"')));
  expect(slanting.map(({ text }) => text)).toEqual(['Shop the sale now']);
  const { uniform } = seeded(4);
  const noise = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, () => 256 * uniform());
  const blank = (data: Uint8Array): PictureAt => ({ atSeconds: 0, picture: { width: WIDTH, height: HEIGHT, data } });
  for (const picture of [
    await frame(caption('Shop the sale now', 480, 'transform="rotate(90 270 480)"')),
    await frame(caption('Shop the sale now', 480, 'transform="rotate(180 270 480)"')),
    await frame(caption('A', 480)),
    await frame(''),
    blank(noise),
    blank(new Uint8Array(3 * WIDTH * HEIGHT)),
  ]) {
    expect((await linesOf(picture)).filter(({ text }) => text !== '')).toEqual([]);
  }
  expect(await linesOf()).toEqual([]);
}, 60_000);

test('a language without data, and a code that is none, are user errors', () => {
  expect(languageData('ru')?.path).toContain('rus.traineddata');
  expect(() => resolveLanguages(['en', 'xx'])).toThrow("No language is called 'xx'");
  expect(resolveLanguages(['de', 'ru'])).toMatchObject({ direct: ['de'], second: [{ code: 'rus' }] });
});

test('a held tone, a drum and noise are not speech; silence and no sound are none', async () => {
  const network = await loadSpeechNetwork();
  const { uniform } = seeded(5);
  const sound = (at: (seconds: number) => number): Float32Array =>
    Float32Array.from({ length: 3 * 16_000 }, (_, i) => at(i / 16_000));
  for (const samples of [
    sound((t) => 0.5 * Math.sin(2 * Math.PI * 220 * t)),
    sound((t) => (uniform() - 0.5) * Math.exp(-12 * ((2 * t) % 1))),
    sound(() => uniform() - 0.5),
    sound(() => 0),
  ]) {
    expect(speechOf(await network.hear(samples))).toMatchObject({ speechShare: 0, speechStartSeconds: null });
  }
  expect(await network.hear(new Float32Array(0))).toHaveLength(0);
  await network.dispose();
}, 60_000);

test('a frame without a person has no face', async () => {
  const finder = await loadFaceFinder();
  expect(await finder.find((await frame(caption('Shop now', 300))).picture)).toEqual([]);
  await finder.dispose();
});
