/** Rows that hold the sum of others are never counted beside them. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { readText } from '../helpers/read-export.js';

function codesOf(text: string): string[] {
  try {
    return readText(text, { currency: 'USD' }).warnings;
  } catch (thrown) {
    if (thrown instanceof UserError) return [thrown.code];
    throw thrown;
  }
}

const HEADER = 'Day,Campaign name,Ad name,Amount spent (USD),Impressions\n';

test.each([
  [
    'a total among the ads',
    `${HEADER}2026-03-01,C,a,10,1000\n2026-03-01,C,b,11,1100\n2026-03-01,C,Grand total,21,2100\n`,
  ],
  [
    'a row for each campaign and day',
    `${HEADER}2026-03-01,C,a,10,1000\n2026-03-01,C,b,11,1100\n2026-03-01,C,,21,2100\n2026-03-02,C,a,9,900\n2026-03-02,C,b,8,800\n2026-03-02,C,,17,1700\n`,
  ],
  [
    'all ages beside each age',
    'Day,Campaign name,Ad name,Age,Amount spent (USD),Impressions\n2026-03-01,C,a,18-24,4,400\n2026-03-01,C,a,25-34,6,600\n2026-03-01,C,a,All,10,1000\n',
  ],
])('%s is refused', (_, text) => {
  expect(codesOf(text)).toEqual(['TOTAL_ROW_KEPT']);
});

test('a row without the name of its ad that is no sum counts, and is said', () => {
  expect(codesOf(`${HEADER}2026-03-01,C,a,10,1000\n2026-03-01,C,b,11,1100\n2026-03-01,C,,3,300\n`)).toContain(
    'MAYBE_SUBTOTALS',
  );
});

test('rows that all leave the names of the ads out are rows of their campaigns', () => {
  expect(codesOf(`${HEADER}2026-03-01,C,,10,1000\n2026-03-01,D,,10,1000\n`)).not.toContain('MAYBE_SUBTOTALS');
});
