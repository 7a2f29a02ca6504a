/** Creatives at a common mix of people: seeded accounts, imported from exports broken down by age and gender. */
import { describe, expect, test } from 'vitest';
import { type WinnersAnswer, winnersOf } from '../../src/answers/winners.js';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { seeded } from '../../src/random.js';
import type { Store } from '../../src/store/database.js';
import { importText } from '../helpers/import-text.js';
import { emptyStore } from '../helpers/store.js';

const AGES = ['18-24', '25-34', '35-44'];
const GENDERS = ['female', 'male'];
/** What a cell's CVR is multiplied by: the young buy little, older men much. */
const LEVELS = [
  [0.4, 0.5],
  [1, 1.2],
  [1.8, 2.2],
];
const YOUNG = [0.7, 0.2, 0.1];
const OLD = [0.1, 0.2, 0.7];
const EVEN = [0.34, 0.33, 0.33];

interface Shown {
  name: string;
  cvr: number;
  /** Share of its clicks by age. */
  mix: readonly number[];
}

const HEADER = 'Date,Campaign,Ad name,Age,Gender,Impressions,Clicks,Conversions,Spend,Revenue,Currency';

/** Four days of the ads, a row for each cell. */
function exportOf(ads: readonly Shown[], seed: number, clicks = 900): string {
  const random = seeded(seed);
  const rows = ads.flatMap(({ name, cvr, mix }) =>
    [1, 2, 3, 4].flatMap((day) =>
      AGES.flatMap((age, row) =>
        GENDERS.map((gender, column) => {
          const clicked = random.poisson((clicks * (mix[row] ?? 0)) / 2);
          const made = random.poisson(clicked * cvr * (LEVELS[row]?.[column] ?? 1));
          const counts = [50 * clicked + 10, clicked, made, (0.5 * clicked).toFixed(2), 40 * made];
          return [`2026-03-0${day}`, 'Spring', name, age, gender, ...counts, 'USD'].join(',');
        }),
      ),
    ),
  );
  return [HEADER, ...rows, ''].join('\n');
}

const OTHERS: readonly Shown[] = [1, 2, 3, 4].map((n) => ({ name: `other-${n}`, cvr: 0.02, mix: EVEN }));
/** The better one was shown to people who buy little, the worse one to those who buy much. */
const REVERSED: readonly Shown[] = [
  { name: 'better', cvr: 0.04, mix: YOUNG },
  { name: 'worse', cvr: 0.025, mix: OLD },
  ...OTHERS,
];

const undoImport = (db: Store, importId: number | null): void => {
  undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId: importId ?? 0 });
};

const namesOf = ({ creatives }: WinnersAnswer): string[] => creatives.map(({ creative }) => creative);
const ofName = ({ creatives }: WinnersAnswer, name: string) => creatives.find(({ creative }) => creative === name);
const adjusted = (db: Store, metric: 'cvr' | 'roas' = 'cvr'): WinnersAnswer =>
  winnersOf(db, { metric, adjust: ['age', 'gender'] });

describe('winners at the same mix', () => {
  test.each(['cvr', 'roas'] as const)('a reversal by delivery is undone, by %s', (metric) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const db = emptyStore();
      importText(db, exportOf(REVERSED, seed));
      const plain = winnersOf(db, { metric });
      expect([seed, namesOf(plain)[0], plain.adjust]).toEqual([seed, 'worse', null]);
      const same = adjusted(db, metric);
      expect([seed, namesOf(same)[0]]).toEqual([seed, 'better']);
      expect(same.creatives[0]?.rankUnadjusted).toBeGreaterThan(1);
      expect(ofName(same, 'worse')?.rankUnadjusted).toBe(1);
      expect(same.adjust).toMatchObject({ by: ['age', 'gender'], cells: 6, known: 6, unknown: 0 });
      // Without interactions the true ratio of the two is the same in every cell, and so at any common mix.
      const [better, worse] = [ofName(same, 'better')?.cvr ?? 0, ofName(same, 'worse')?.cvr ?? 0];
      expect(Math.abs(better / worse / (0.04 / 0.025) - 1)).toBeLessThan(0.35);
    }
  });

  test('with equal mixes nothing changes beyond noise', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const db = emptyStore();
      const ads = [0.05, 0.035, 0.02, 0.01].map((cvr, at) => ({ name: `ad-${at}`, cvr, mix: EVEN }));
      importText(db, exportOf(ads, seed));
      const [plain, same] = [winnersOf(db, { metric: 'cvr' }), adjusted(db)];
      expect(namesOf(same)).toEqual(namesOf(plain));
      for (const { mixFactor } of same.creatives) expect(Math.abs((mixFactor ?? 0) - 1)).toBeLessThan(0.06);
    }
  });

  test('a creative whose mix is not known stands as delivered, and is marked', () => {
    const db = emptyStore();
    importText(db, exportOf(REVERSED, 3));
    importText(db, `${HEADER.replace(',Age,Gender', '')}\n2026-03-02,Spring,whole,9000,300,9,150,360,USD\n`);
    const [plain, same] = [winnersOf(db, { metric: 'cvr' }), adjusted(db)];
    expect(same.adjust).toMatchObject({ known: 6, unknown: 1 });
    expect(ofName(same, 'whole')).toMatchObject({ mixFactor: null, cvr: ofName(plain, 'whole')?.cvr });
  });

  test('sums are those of the same report without a breakdown, and cells follow re-imports and undo', () => {
    const db = emptyStore();
    const text = exportOf(REVERSED, 4);
    const first = importText(db, text);
    const before = adjusted(db);
    // The same figures again, and a later file that knows no conversions, change no cell.
    importText(db, text, { name: 'again.csv' });
    expect(adjusted(db)).toEqual(before);
    importText(db, withoutConversions(text));
    expect(adjusted(db).creatives.map(({ mixFactor }) => mixFactor)).toEqual(
      before.creatives.map(({ mixFactor }) => mixFactor),
    );
    // A revised file tells the cells anew, and undoing it brings the former ones back.
    const revised = importText(db, exportOf(REVERSED, 5));
    expect(adjusted(db).creatives[0]?.mixFactor).not.toEqual(before.creatives[0]?.mixFactor);
    undoImport(db, revised.importId);
    expect(adjusted(db).creatives.map(({ mixFactor }) => mixFactor)).toEqual(
      before.creatives.map(({ mixFactor }) => mixFactor),
    );
    expect(first.rowsNew).toBe(24);
    expect(sumOfConversions(db)).toBe(conversionsIn(text));
  });

  test('a finer cut of other days is summed to what is asked, and none is refused in words', () => {
    const db = emptyStore();
    importText(db, exportOf(REVERSED, 6));
    expect(winnersOf(db, { metric: 'cvr', adjust: ['age'] }).adjust).toMatchObject({ cells: 3 });
    expect(() => winnersOf(db, { metric: 'cvr', adjust: ['placement'] })).toThrow(
      'No import cut its rows by placement; there are cuts by Age × Gender',
    );
  });
});

const withoutConversions = (text: string): string =>
  text
    .split('\n')
    .map((line) => {
      const cells = line.split(',');
      return line === '' ? '' : [...cells.slice(0, 7), cells[8], cells[10]].join(',');
    })
    .join('\n');

const conversionsIn = (text: string): number =>
  text
    .split('\n')
    .slice(1)
    .reduce((sum, line) => sum + Number(line.split(',')[7] ?? 0), 0);

const sumOfConversions = (db: Store): number =>
  Number(db.prepare('SELECT SUM(conversions) FROM ad_days').pluck().get());
