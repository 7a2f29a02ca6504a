import { expect, test } from 'vitest';
import { TAXONOMY } from '../../../src/patterns/taxonomy.js';
import { offerFigures } from '../../../src/patterns/words/figures.js';
import { folded } from '../../../src/patterns/words/fold.js';
import { ctaKind, hookTypes, offerKind } from '../../../src/patterns/words/line-says.js';
import { labelledLines, read } from '../../bench/hooks/kept-lines.js';

const typeOf = (text: string): string | null => hookTypes(text)[0] ?? null;

test('the lines kept from whoever wrote the rules are named as a person named them', () => {
  const readings = read(labelledLines().kept, typeOf);
  // Of a type with a handful of lines one more or less says nothing.
  const told = [...readings].filter(([, { there }]) => there >= 5);
  expect(told.length).toBeGreaterThan(10);
  for (const [type, { claimed, right, there, found }] of told) {
    expect.soft(right / Math.max(1, claimed), `precision of ${type}`).toBeGreaterThanOrEqual(0.9);
    expect.soft(found / Math.max(1, there), `recall of ${type}`).toBeGreaterThanOrEqual(0.6);
  }
});

test('every type that a line can have is one of the taxonomy', () => {
  const names = TAXONOMY.dimensions.find(({ key }) => key === 'hook')?.values.map(({ value }) => value);
  for (const { types } of [...labelledLines().seen, ...labelledLines().kept]) {
    for (const type of types) expect(names).toContain(type);
  }
});

test.each([
  ['¿QUE HARIAS CON UNA HORA MAS?', 'question'],
  ['ARRETE DE SCROLLER', 'pattern-interrupt'],
  ['５０％ ＯＦＦ', 'offer'],
  ['STOPSCROLLINGIFYOUHATEIRONING', 'pattern-interrupt'],
  ['🔥 Tired of 😩 back pain? 🔥', 'problem'],
  ['POV:you slept well', 'pov'],
  ['До/после', 'before-after'],
])('what a recogniser makes of a line is read too: %s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});

test.each([
  '',
  '7',
  'x',
  '🎉🎉',
  '????',
  '@glowbrand',
  'https://example.com/?a=b',
  'ÄÖÜ',
  'до',
  'Спасибо',
  'Chapter 2',
  '12:30',
])('nothing is claimed of %j', (text) => {
  expect(hookTypes(text)).toEqual([]);
  expect(offerKind(text)).toBeNull();
});

test('a word inside another is not that word, in Cyrillic neither', () => {
  expect(typeOf('Пирогов и сыновья')).toBeNull();
  expect(typeOf('Стопка книг')).toBeNull();
  expect(typeOf('Wholesale partners')).toBeNull();
});

test('long and hostile text takes no longer than a caption', () => {
  const started = process.cpuUsage().user;
  for (const text of ['how to '.repeat(300), 'a'.repeat(5000), '5 '.repeat(1000), '?!'.repeat(1000), 'ё'.repeat(3000)])
    hookTypes(text);
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(20);
});

test('percentages and amounts are kept as figures', () => {
  const none = { discount: null, amountMicros: null, currency: null };
  const amount = (units: number, currency: string) => ({ discount: null, amountMicros: units * 1e6, currency });
  expect(offerFigures('-50%')).toEqual({ ...none, discount: 0.5 });
  expect(offerFigures('20% off, up to 70 percent on shoes')).toEqual({ ...none, discount: 0.7 });
  expect(offerFigures('Only $19.99')).toEqual(amount(19.99, 'USD'));
  expect(offerFigures('$1,299.00')).toEqual(amount(1299, 'USD'));
  expect(offerFigures('19,99 €')).toEqual(amount(19.99, 'EUR'));
  expect(offerFigures('R$ 49,90')).toEqual(amount(49.9, 'BRL'));
  expect(offerFigures('Всего 1 990 ₽')).toEqual(amount(1990, 'RUB'));
  expect(offerFigures('2.499 руб.')).toEqual(amount(2499, 'RUB'));
  for (const text of ['7 days', '150%', '5 reasons', 'room 12', '']) expect(offerFigures(text)).toEqual(none);
});

test.each([
  ['50% OFF today', 'discount', null],
  ['Buy one get one free', 'bundle', null],
  ['Бесплатная доставка', 'free', null],
  ['Nur 19,99 €', 'price', null],
  ['Shop now', null, 'buy'],
  ['Link in bio', null, 'link'],
  ['Скачай приложение', null, 'install'],
  ['Saiba mais', null, 'learn-more'],
  ['Sunday morning in Lisbon', null, null],
])('of %s the offer is %s and the call to action %s', (text, offer, cta) => {
  expect(offerKind(text)).toBe(offer);
  expect(ctaKind(text)).toBe(cta);
});

test('folding takes away accents of Latin letters and leaves й', () => {
  expect(folded('Él  AÑO — “Straße” Ёлка й don’t')).toBe('el ano - "strasse" елка й dont');
});
