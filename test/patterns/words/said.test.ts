import { expect, test } from 'vitest';
import type { ReadLine } from '../../../src/model.js';
import { said } from '../../../src/patterns/words/said.js';

const line = (text: string, given: Partial<ReadLine> = {}): ReadLine => ({
  text,
  atSeconds: 0.3,
  untilSeconds: 2,
  box: [0.1, 0.2, 0.8, 0.05],
  confidence: 0.95,
  language: 'en',
  furniture: false,
  block: 0,
  ...given,
});

const valueSaid = (found: ReturnType<typeof said>, key: string) => found.tags.find((tag) => tag.key === key)?.value;

test('the hook is read from the block with the most letters, all of its lines together', () => {
  const found = said(
    [
      line('-50%', { block: 0 }),
      line('Tired of back', { block: 1 }),
      line('pain every day?', { block: 1, confidence: 0.9 }),
    ],
    [],
  );
  expect(found.hookLine).toEqual({ text: 'Tired of back pain every day?', atSeconds: 0.3, medium: 'screen' });
  expect(found.tags.find(({ key }) => key === 'hook')).toMatchObject({
    value: 'problem',
    line: 'Tired of back pain every day?',
    score: 0.9,
  });
  expect(found.tags.find(({ key }) => key === 'offer')).toMatchObject({
    value: 'discount',
    discount: 0.5,
    line: '-50%',
  });
});

test('what comes after the opening is no hook, but may be the offer and the call to action', () => {
  const found = said(
    [
      line('Sunday in Lisbon'),
      line('Get 20% off with code SUN', { atSeconds: 6 }),
      line('Shop now', { atSeconds: 11 }),
    ],
    [],
  );
  expect(found.hookLine?.text).toBe('Sunday in Lisbon');
  expect(valueSaid(found, 'hook')).toBeUndefined();
  expect(found.tags).toEqual([
    expect.objectContaining({ key: 'offer', value: 'discount', atSeconds: 6, discount: 0.2 }),
    expect.objectContaining({ key: 'cta', value: 'buy', atSeconds: 11 }),
  ]);
});

test('names and watermarks are no hook; a sentence that stands through the clip is, where there is nothing else', () => {
  const furniture = { furniture: true };
  expect(said([line('@glow_and_go_shop_official', furniture)], []).hookLine).toBeNull();
  expect(
    valueSaid(
      said([line('3 reasons to switch today', furniture), line('@glow', { ...furniture, block: 1 })], []),
      'hook',
    ),
  ).toBe('list');
});

test('a line that could not be read says nothing', () => {
  expect(said([line('CTOII HE JIUCTAU 50%', { language: null })], [])).toEqual({ hookLine: null, tags: [] });
});

test('what is spoken counts where the screen says nothing that is known', () => {
  const spoken = [
    { atSeconds: 0.4, untilSeconds: 1.5, text: 'I used this for' },
    { atSeconds: 1.5, untilSeconds: 3, text: '30 days' },
    { atSeconds: 9, untilSeconds: 11, text: 'Link in bio' },
  ];
  const found = said([line('Glow serum')], spoken);
  expect(found.hookLine).toEqual({ text: 'I used this for 30 days', atSeconds: 0.4, medium: 'spoken' });
  expect(valueSaid(found, 'hook')).toBe('testimonial');
  expect(found.tags.find(({ key }) => key === 'cta')).toMatchObject({ value: 'link', medium: 'spoken', score: null });
  expect(valueSaid(said([line('Stop scrolling')], spoken), 'hook')).toBe('pattern-interrupt');
});

test('without a word nothing is said', () => {
  expect(said([], [])).toEqual({ hookLine: null, tags: [] });
});
