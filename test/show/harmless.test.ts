import { expect, test } from 'vitest';
import { harmless, harmlessJson } from '../../src/show/harmless.js';
import { render } from '../../src/show/render.js';

/** Escape sequences of a colour and of a window title, in both encodings of their introducers. */
const COLOUR = '\u001b[31mred';
const TITLE = '\u001b]0;title\u0007';
const C1 = '\u009b31mred\u009d0;title\u009c';

const obeyed = (text: string): string[] => ['\u001b', '\u009b', '\u202e'].filter((each) => text.includes(each));

test('what a terminal would obey is shown as an escape', () => {
  expect(harmless(COLOUR)).toBe('\\x1b[31mred');
  expect(harmless(TITLE)).toBe('\\x1b]0;title\\x07');
  expect(harmless(C1)).toBe('\\x9b31mred\\x9d0;title\\x9c');
  expect(harmless('one\nerror: two\rthree\u007f\b')).toBe('one\\x0aerror: two\\x0dthree\\x7f\\x08');
});

test('nothing turns text round or hides in it', () => {
  for (const code of [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x61c]) {
    expect(harmless(`a${String.fromCodePoint(code)}b`)).toBe(`a\\u${code.toString(16).padStart(4, '0')}b`);
  }
  expect(harmless('a\u200bb\u2028c\ufeffd\u00ade')).toBe('a\\u200bb\\u2028c\\ufeffd\\xade');
});

test('names in any script, with emoji and accents, are shown as they are', () => {
  for (const name of ['Zürich – 50 %', 'лутбокс', 'שלום', 'نمی‌خواهم', '一二三', '👩‍👩‍👧 x', 'e\u0301']) {
    expect(harmless(name)).toBe(name);
  }
});

test('a table shows the escapes, and JSON and CSV keep the name', () => {
  const creative = `${COLOUR}\u202e\u009b`;
  const view = {
    json: { creative },
    headline: `kept ${creative}`,
    tables: [{ title: creative, fields: ['creative'] as const, rows: [{ creative }] }],
    notes: [`note ${creative}`],
  };
  const text = (format: 'table' | 'json' | 'csv') => render(view, { format, width: 80, color: false });
  expect(text('table').match(/\\x1b\[31mred\\u202e\\x9b/g)).toHaveLength(4);
  expect(obeyed(text('table'))).toEqual([]);
  expect(JSON.parse(text('json'))).toEqual({ creative });
  expect(obeyed(text('json'))).toEqual([]);
  expect(text('csv')).toBe(`creative\n${creative}\n`);
});

test('JSON that is made harmless holds the same text', () => {
  const value = { a: [`\u009b\u202e\ufeff ü`, '\\u202e'] };
  expect(JSON.parse(harmlessJson(JSON.stringify(value, null, 2)))).toEqual(value);
});
