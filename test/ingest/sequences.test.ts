/**
 * Files one after the other, as they meet in real folders: poorer, richer, renamed, cut ids, overlapping days, breakdowns,
 * and undo between them. Each leaves exactly what a plain model says, or is refused and leaves the store as it was, or
 * says its doubt. CREO_MUTANTS sets the number of sequences.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run as undo } from '../../src/commands/results/import-undo.js';
import { UserError } from '../../src/errors.js';
import type { ImportSummary } from '../../src/ingest/summary.js';
import { openStore, type Store } from '../../src/store/database.js';
import { addDays, dayNumber } from '../../src/units.js';
import { importText } from '../helpers/import-text.js';

const MUTANTS = Number(process.env.CREO_MUTANTS ?? 60);
const FIRST_DAY = '2026-03-01';
const FIGURES = ['impressions', 'clicks', 'spend', 'conversions', 'revenue'] as const;
type Figure = (typeof FIGURES)[number];
type Figures = { [figure in Figure]: number | null };

const HEADERS: { readonly [figure in Figure]: string } = {
  impressions: 'Impressions',
  clicks: 'Link clicks',
  spend: 'Amount spent (USD)',
  conversions: 'Purchases',
  revenue: 'Purchases conversion value',
};

interface FileSpec {
  days: readonly [number, number];
  ads: readonly number[];
  figures: readonly Figure[];
  ids: 'whole' | 'cut' | 'none';
  parents: 'both' | 'campaign' | 'none';
  suffix: string;
  /** How often the platform has revised its figures since the first file. */
  revision: number;
  isSplit: boolean;
  isReversed: boolean;
  replace: boolean;
}

type Step = FileSpec | { undo: number };

const figureSets: readonly (readonly Figure[])[] = [
  FIGURES,
  ['impressions', 'clicks', 'spend'],
  ['impressions', 'spend', 'conversions'],
  ['conversions', 'revenue'],
  ['revenue'],
  ['impressions', 'clicks', 'spend', 'conversions'],
];

const fileSpec: fc.Arbitrary<FileSpec> = fc.record({
  days: fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }))
    .map(([from, more]) => [from, from + more] as const),
  ads: fc.subarray([0, 1, 2, 3], { minLength: 2 }),
  figures: fc.constantFrom(...figureSets),
  ids: fc.constantFrom('none', 'none', 'whole', 'cut'),
  parents: fc.constantFrom('both', 'both', 'both', 'campaign', 'none'),
  suffix: fc.constantFrom('', '', '', ' - WINNER', ' v2'),
  revision: fc.constantFrom(0, 0, 0, 1, 2),
  isSplit: fc.boolean(),
  isReversed: fc.boolean(),
  replace: fc.constantFrom(false, false, false, false, true),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fileSpec, weight: 4 },
  { arbitrary: fc.record({ undo: fc.nat(4) }), weight: 1 },
);

/** What the platform knows of an ad and day; figures that were revised grow with the conversions that came late. */
function truth(ad: number, day: number, revision: number): { [figure in Figure]: number } {
  const seed = ad * 37 + day * 11;
  return {
    impressions: 1000 + seed * 13 + revision * 17,
    clicks: 20 + (seed % 17) + revision,
    spend: 1000 + seed * 7 + revision * 31,
    conversions: 1 + (seed % 5) + revision,
    revenue: 2000 + seed * 29 + revision * 1999,
  };
}

const ID = 120_212_345_678_901_000n;
const money = (cents: number): string => (cents / 100).toFixed(2);

function textOf({ days, ads, figures, ids, parents, suffix, revision, isSplit, isReversed }: FileSpec): string {
  const header = [
    'Day',
    ...(parents === 'none' ? [] : ['Campaign name']),
    ...(parents === 'both' ? ['Ad set name'] : []),
    'Ad name',
    ...(ids === 'none' ? [] : ['Ad ID']),
    ...(isSplit ? ['Age'] : []),
    ...figures.map((figure) => HEADERS[figure]),
  ];
  const rows: string[] = [];
  for (let day = days[0]; day <= days[1]; day += 1) {
    for (const ad of ads) {
      const known = truth(ad, day, revision);
      for (const part of isSplit ? [0, 1] : [0]) {
        const share = (value: number): number =>
          !isSplit ? value : part === 0 ? Math.floor(value / 3) : value - Math.floor(value / 3);
        const id = ids === 'whole' ? ID + BigInt(ad * 101 + 7) : ID;
        rows.push(
          [
            addDays(FIRST_DAY, day),
            ...(parents === 'none' ? [] : ['Prospecting']),
            ...(parents === 'both' ? [`set ${ad % 2}`] : []),
            `hook ${ad}${suffix}`,
            ...(ids === 'none' ? [] : [String(id)]),
            ...(isSplit ? [part === 0 ? '18-24' : '25-34'] : []),
            ...figures.map((figure) =>
              figure === 'spend' || figure === 'revenue' ? money(share(known[figure])) : String(share(known[figure])),
            ),
          ].join(','),
        );
      }
    }
  }
  return `${[header.join(','), ...(isReversed ? rows.reverse() : rows)].join('\n')}\n`;
}

interface Layer {
  importId: number;
  figures: Partial<Figures>;
  replaces: boolean;
}

/** Each ad and day has a pile of what every import said of it; of each figure the newest that has it holds. */
class Model {
  readonly piles = new Map<string, Layer[]>();

  lay(importId: number, { days, ads, figures, revision, replace }: FileSpec): void {
    for (let day = days[0]; day <= days[1]; day += 1) {
      for (const ad of ads) {
        const known = truth(ad, day, revision);
        const pile = this.piles.get(`${ad} ${day}`) ?? [];
        this.piles.set(`${ad} ${day}`, pile);
        const said = Object.fromEntries(figures.map((figure) => [figure, known[figure]]));
        pile.push({ importId, figures: said, replaces: replace });
      }
    }
  }

  undo(importId: number): void {
    for (const [key, pile] of this.piles)
      this.piles.set(
        key,
        pile.filter((layer) => layer.importId !== importId),
      );
  }

  copy(): Model {
    const copy = new Model();
    for (const [key, pile] of this.piles) copy.piles.set(key, [...pile]);
    return copy;
  }

  /** The figures of every ad and day, in order. */
  rows(): string[] {
    return [...this.piles]
      .filter(([, pile]) => pile.length > 0)
      .map(([key, pile]) => {
        const standing = pile.slice(
          Math.max(
            0,
            pile.findLastIndex(({ replaces }) => replaces),
          ),
        );
        const figures = FIGURES.map(
          (figure) => standing.findLast((layer) => figure in layer.figures)?.figures[figure] ?? null,
        );
        return [key.split(' ')[1], ...figures].join(' ');
      })
      .sort();
  }
}

const storedRows = (db: Store): string[] =>
  db
    .prepare<{ first: number }, [number, ...(number | null)[]]>(
      `SELECT date_start - :first, impressions, clicks, spend_micros / 10000, conversions, revenue_micros / 10000 FROM ad_days`,
    )
    .raw()
    .all({ first: dayNumber(FIRST_DAY) ?? 0 })
    .map(([day, ...figures]) => [day, ...figures.map((value) => value ?? '')].join(' '))
    .sort();

const shown = (rows: readonly string[]): string[] => rows.map((row) => row.replaceAll('null', ''));

/** Doubts that an import may say; what it then holds is for the user to decide. */
const DOUBTS = ['MAYBE_RENAMED'];

/** Plays the steps into a store beside the model; gives how they ended. */
function play(steps: readonly Step[]): 'told' | 'doubted' {
  const db = openStore(':memory:', { create: true });
  const model = new Model();
  const imports: number[] = [];
  for (const one of steps) {
    if ('undo' in one) {
      const [importId] = imports.splice(one.undo, 1);
      if (importId === undefined) continue;
      undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId });
      model.undo(importId);
    } else {
      const summary = imported(db, one);
      if (summary === null) {
        expect(storedRows(db)).toEqual(shown(model.rows()));
        continue;
      }
      if (summary.warnings.some(({ code }) => DOUBTS.includes(code))) return 'doubted';
      const { importId } = summary;
      const isKept = importId !== null && !imports.includes(importId) && importId > Math.max(0, ...imports);
      if (isKept) imports.push(importId);
      if (isKept) model.lay(importId, one);
    }
    expect(storedRows(db)).toEqual(shown(model.rows()));
  }
  for (const importId of imports.reverse()) {
    undo({ db, now: () => '2026-10-02T00:00:00.000Z' } as Parameters<typeof undo>[0], { importId });
    model.undo(importId);
    expect(storedRows(db)).toEqual(shown(model.rows()));
  }
  for (const table of ['ads', 'creatives', 'day_layers', 'ad_segments', 'replaced_ads'])
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  return 'told';
}

/** Null when the file is refused. */
function imported(db: Store, spec: FileSpec): ImportSummary | null {
  try {
    return importText(db, textOf(spec), { replace: spec.replace, platform: 'meta' });
  } catch (thrown) {
    if (thrown instanceof UserError) return null;
    throw thrown;
  }
}

test('whatever file follows whatever other, the store holds what a plain model says', () => {
  let doubted = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), (steps) => {
      if (play(steps) === 'doubted') doubted += 1;
    }),
    { numRuns: MUTANTS },
  );
  expect(doubted).toBeLessThan(MUTANTS / 2);
}, 600_000);
