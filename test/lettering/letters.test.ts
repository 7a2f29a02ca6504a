import { expect, test } from 'vitest';
import { decided, type Look, needsSecond } from '../../src/lettering/claims.js';
import { greedyText, signsOf } from '../../src/lettering/ctc.js';
import { inkWays, otsuThreshold, pgmFile } from '../../src/lettering/ink.js';
import { lookAlikeOdds } from '../../src/lettering/look-alikes.js';
import { similarity } from '../../src/lettering/similar.js';

/** Steps of probabilities: each the column that is likely, with 0.9, and others beside it. */
const steps = (
  columns: number,
  likely: readonly number[],
  also: Readonly<Record<number, readonly [number, number]>> = {},
) => {
  const values = new Float32Array(columns * likely.length);
  likely.forEach((column, step) => {
    values[step * columns + column] = 0.9;
    const [other, probability] = also[step] ?? [];
    if (other !== undefined && probability !== undefined) values[step * columns + other] = probability;
  });
  return values;
};

test('a sign that holds is written once, twice only with nothing between', () => {
  const signs = signsOf('a\nb\n');
  expect(signs).toEqual(['a', 'b', ' ']);
  expect(greedyText(steps(4, [1, 1, 0, 1, 2]), 5, signs)).toEqual({ text: 'aab', confidence: expect.closeTo(0.9) });
  expect(greedyText(steps(4, [0, 0]), 2, signs)).toEqual({ text: '', confidence: 0 });
});

test('a gap that is likely though not the likeliest is a space, but none before the first sign', () => {
  const signs = signsOf('a\nb\n');
  expect(greedyText(steps(4, [1, 0, 2], { 1: [3, 0.08] }), 3, signs).text).toBe('a b');
  expect(greedyText(steps(4, [1, 0, 2], { 1: [3, 0.01] }), 3, signs).text).toBe('ab');
  expect(greedyText(steps(4, [0, 1, 2], { 0: [3, 0.08] }), 3, signs).text).toBe('ab');
});

test('lettering becomes black whether it was light or dark', () => {
  const line = (ink: number, paper: number): Uint8Array =>
    Uint8Array.from({ length: 20 * 8 }, (_, at) => (Math.floor(at / 20) % 7 === 3 && at % 20 > 4 ? ink : paper));
  for (const grey of [line(240, 30), line(20, 200)]) {
    const [plain] = inkWays(grey, 20, 8);
    expect(plain?.filter((value) => value === 0)).toHaveLength(15);
  }
  expect(otsuThreshold(Uint8Array.from([10, 12, 200, 210]))).toBeGreaterThanOrEqual(12);
  expect(otsuThreshold(Uint8Array.from([10, 12, 200, 210]))).toBeLessThan(200);
});

test('a picture file has a white margin', () => {
  const file = pgmFile(Uint8Array.from([0]), 1, 1, 1);
  expect(new TextDecoder().decode(file.subarray(0, 11))).toBe('P5\n3 3\n255\n');
  expect([...file.subarray(11)]).toEqual([255, 255, 255, 255, 0, 255, 255, 255, 255]);
});

test('Cyrillic written in Latin look-alikes is told from words in Latin letters', () => {
  const foreign = [
    'CKИAKa 50% AO KOHLa',
    'npo6oBana 3TO 30 AHe',
    'XBaTUT AUCTaTb!',
    'BeCnnaTHaA AOCTaBKa',
    'OueHb BbIrOAHo',
  ];
  const latin = [
    'Stop scrolling!',
    'I tried this for 30 days',
    'GET 50% OFF TODAY',
    'Kostenloser Versand',
    'Envío gratis hoy',
    'Use code GLOW20',
  ];
  expect(foreign.filter((text) => lookAlikeOdds(text) < 2)).toEqual([]);
  expect(latin.filter((text) => lookAlikeOdds(text) > 0)).toEqual([]);
  expect(lookAlikeOdds('$19.99')).toBeLessThan(2);
});

const look = (text: string, confidence = 0.95, second: Look['second'] = null): Look => ({
  written: { text, confidence },
  second,
});

test('a line is claimed, left unread, or dropped', () => {
  const claim = (one: Look, direct = ['en']) => decided(one, [one], direct);
  expect(claim(look('Shop now'))).toEqual({ text: 'Shop now', confidence: 0.95, language: 'en' });
  expect(claim(look('Shop now', 0.7))).toBeNull();
  expect(claim(look('I'))).toBeNull();
  expect(claim(look('0nly t0day 0NLY 10OFF 20ml'))?.text).toBe('only today ONLY 10OFF 20ml');
  expect(claim(look('CkHAka 50% Ha iPhone'))?.language).toBeNull();
  expect(claim(look('TikTok Shop on eBay'))?.language).toBe('en');
  expect(claim(look('CKИAKa 50% AO KOHLa'))).toEqual({ text: '', confidence: 0.95, language: null });
  const second = { language: 'ru', written: { text: 'Скидка 50% до конца', confidence: 0.96 } };
  expect(claim(look('CKИAKa 50% AO KOHLa', 0.75, second))).toEqual({ ...second.written, language: 'ru' });
  const unsure = { language: 'ru', written: { text: 'Скилкэ', confidence: 0.1 } };
  expect(claim(look('CKИAKa 50% AO KOHLa', 0.9, unsure))?.language).toBeNull();
});

test('an icon that looks like a Chinese sign is left out, and Chinese is claimed only where it is expected', () => {
  const claim = (text: string, direct: string[]) => decided(look(text), [look(text)], direct);
  expect(claim('Save 品 today', ['en'])?.text).toBe('Save today');
  expect(claim('限时优惠', ['en'])).toMatchObject({ text: '', language: null });
  expect(claim('限时优惠', ['en', 'zh'])).toMatchObject({ text: '限时优惠', language: 'zh' });
});

test('a short line goes with the alphabet of the others', () => {
  const short = look('MAMA');
  const cyrillic = [short, look('npo6oBana 3TO 30 AHe'), look('BeCnnaTHaA AOCTaBKa')];
  expect(needsSecond(short, cyrillic)).toBe(true);
  expect(needsSecond(short, [short, look('The best gift for every mom'), look('Shop now')])).toBe(false);
});

test('two looks at one line are similar whatever their cases, signs and gaps', () => {
  expect(similarity('Stop scrolling!', 'STOPSCROLLING')).toBe(1);
  expect(similarity('Stop scrolling', 'Stop scroling')).toBeGreaterThan(0.9);
  expect(similarity('Before', 'After')).toBeLessThan(0.5);
  expect(similarity('', '!')).toBe(1);
});
