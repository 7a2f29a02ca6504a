import { expect, test } from 'vitest';
import type { View } from '../../src/fields.js';
import { format } from '../../src/show/format.js';
import { render } from '../../src/show/render.js';
import { widthOf, wrapped } from '../../src/show/width.js';

const VIEW: View = {
  json: { creatives: [{ creative: 'a' }] },
  headline: '3 creatives',
  tables: [
    {
      fields: ['creative', 'category', 'clicks', 'spendMicros', 'cvr', 'roas'],
      currency: 'USD',
      rows: [
        { creative: 'plain', category: null, clicks: 1234, spendMicros: 1_234_500_000, cvr: 0.0235, roas: 2.351 },
        { creative: '=cmd|calc, "x"', category: 'лутбокс', clicks: 0, spendMicros: 0, cvr: null, roas: null },
        {
          creative: '一二三四五六七八九十 😀 very long name of an ad',
          category: 'x',
          clicks: 7,
          spendMicros: 49_990_000,
          cvr: 1,
          roas: 0,
        },
      ],
    },
  ],
  notes: ['A note.'],
};

const lines = (width: number | null): string[] => render(VIEW, { format: 'table', width, color: false }).split('\n');

test('values are shown with their units, and the unknown as a dash', () => {
  expect(format(1_234_500_000, 'money', 'USD')).toBe('$1,234.50');
  expect(format(123_456_600_000, 'money', 'UZS')).toBe('123,457 UZS');
  expect(format(-5_000_000, 'money', 'EUR')).toBe('-€5.00');
  expect(format(0.0235, 'rate', null)).toBe('2.35%');
  expect(format(0.124, 'rate', null)).toBe('12.4%');
  expect(format(1, 'rate', null)).toBe('100%');
  expect(format(1, 'probability', null)).toBe('>99%');
  expect(format(0, 'probability', null)).toBe('<1%');
  expect(format(2.351, 'multiple', null)).toBe('2.35x');
  expect(format(125, 'seconds', null)).toBe('2:05 min');
  expect(format(1_500_000, 'bytes', null)).toBe('1.5 MB');
  expect(format(null, 'rate', null)).toBe('–');
});

test('every line of a table fits the terminal, also with wide letters and emoji', () => {
  for (const width of [100, 80, 60, 40]) {
    const table = lines(width).filter((line) => /^[┌│└]/.test(line));
    expect(table.length).toBe(6);
    for (const line of table) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expect(new Set(table.map(widthOf)).size).toBe(1);
  }
});

test('what does not fit is left out by name, and the first column stays', () => {
  const text = lines(40).join('\n');
  expect(text).toContain('not shown at this width: ');
  expect(text).toContain('plain');
});

test('csv carries raw values, the currency of the amounts, and no formulas', () => {
  const [head, first, second] = render(VIEW, { format: 'csv', width: null, color: false }).split('\n');
  expect(head).toBe('creative,category,clicks,spendMicros,cvr,roas,currency');
  expect(first).toBe('plain,,1234,1234500000,0.0235,2.351,USD');
  expect(second).toBe(`"'=cmd|calc, ""x""",лутбокс,0,0,,,USD`);
});

test('json is the contract value and nothing else', () => {
  expect(JSON.parse(render(VIEW, { format: 'json', width: null, color: false }))).toEqual(VIEW.json);
});

test('a column about which nothing is known does not show', () => {
  const rows = [{ creative: 'a', clicks: 1, roas: null }];
  const text = render(
    { json: {}, tables: [{ fields: ['creative', 'clicks', 'roas'], rows }] },
    { format: 'table', width: null, color: false },
  );
  expect(text).toContain('Clicks');
  expect(text).not.toContain('ROAS');
});

test('prose breaks between words, keeps its indent, and never inside a word', () => {
  expect(wrapped('one two three', 7)).toBe('one two\nthree');
  expect(wrapped('  one two\nthree', 7)).toBe('  one\n  two\nthree');
  expect(wrapped('an-unbreakable-word', 5)).toBe('an-unbreakable-word');
});
