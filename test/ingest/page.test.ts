import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLATFORMS } from '../../src/ingest/platforms/index.js';

const PAGE = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');

test.each(PLATFORMS)('the page on importing says which languages of $title are read', ({ id, columns }) => {
  const line = PAGE.split('\n').find((text) => text.includes(`(\`${id}\`)`)) ?? '';
  const languages = new Set(Object.values(columns).flatMap((spellings) => Object.keys(spellings)));
  expect(line.split('|')[2]?.trim().split(' ').sort()).toEqual([...languages].sort());
});
