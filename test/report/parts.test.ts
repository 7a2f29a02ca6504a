/** The pure parts of the report: escaping, ranking, spreading, comparing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportSnapshot } from '../../src/report/data.js';
import { html } from '../../src/report/html.js';
import { percentiles } from '../../src/report/percentiles.js';
import { compared } from '../../src/report/snapshot.js';
import { spread } from '../../src/report/spread.js';

test('values are escaped, markup is not, and nothing is left of what is unknown', () => {
  const name = html`<b>${'<script>"&\''}</b>`;
  expect(html`<p title="${'"x"'}">${name}${null}${false}${[1, 'a']}</p>`.text).toBe(
    '<p title="&quot;x&quot;"><b>&lt;script&gt;&quot;&amp;&#39;</b>1a</p>',
  );
});

test('a percentile counts those below, ties half, and the cheapest CPA is the best', () => {
  expect(percentiles([10, 20, 30, null], 'high')).toEqual([0, 0.5, 1, null]);
  expect(percentiles([10, 20, 30], 'low')).toEqual([1, 0.5, 0]);
  expect(percentiles([5, 5, 5], 'high')).toEqual([0.5, 0.5, 0.5]);
});

test('two values are not a ranking', () => {
  expect(percentiles([1, 2, null], 'high')).toEqual([null, null, null]);
});

test('percentiles run from 0 to 1 and keep the order of the values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 40 }), (values) => {
      const ranks = percentiles(values, 'high').map((rank) => rank ?? -1);
      expect(ranks.every((rank) => rank >= 0 && rank <= 1)).toBe(true);
      const byValue = values.map((value, index) => [value, ranks[index]] as const).sort((a, b) => a[0] - b[0]);
      expect(byValue.every(([, rank], index) => index === 0 || rank >= byValue[index - 1][1])).toBe(true);
    }),
  );
});

const CARD = { width: 40, height: 60 };
const AREA = { width: 800, height: 500 };

test('cards that overlap are moved apart, also when all lie on one spot', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) }), {
        maxLength: 20,
      }),
      (spots) => {
        const moved = spread([...spots, { x: 400, y: 250 }, { x: 400, y: 250 }], CARD, AREA);
        const overlap = moved.some((a, first) =>
          moved.some(
            (b, second) =>
              first < second && Math.abs(a.x - b.x) < CARD.width - 2 && Math.abs(a.y - b.y) < CARD.height - 2,
          ),
        );
        expect(overlap).toBe(false);
        expect(moved.every(({ x, y }) => x >= 20 && x <= 780 && y >= 30 && y <= 470)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

const snapshot = (spendMicros: number): ReportSnapshot => ({
  dateEnd: '2026-05-05',
  spendMicros,
  revenueMicros: null,
  conversions: null,
  winner: null,
  creatives: [],
  verdicts: {},
});

test('the first report has nothing to compare with, and the same report again has neither', () => {
  const first = compared(null, snapshot(1));
  expect(first.before).toBeNull();
  expect(compared(first.keep, snapshot(1))).toEqual(first);
});

test('a report on newer results compares with the last on older ones, however often it is made', () => {
  const second = compared(compared(null, snapshot(1)).keep, snapshot(2));
  expect(second.before).toEqual(snapshot(1));
  expect(compared(second.keep, snapshot(2))).toEqual(second);
  expect(compared(second.keep, snapshot(3)).before).toEqual(snapshot(2));
});

test('what is kept but cannot be read counts as nothing', () => {
  expect(compared('{nonsense', snapshot(1)).before).toBeNull();
  expect(compared('[1, null]', snapshot(1)).before).toBeNull();
});
