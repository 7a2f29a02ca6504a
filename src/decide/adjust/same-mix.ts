/**
 * What the rates of creatives would be if each had been shown to the account's mix of people and places, rather than to
 * the mix that the platform chose for it: direct standardisation, or post-stratification (Breslow & Day 1987 ch. 2; with
 * pooled cells the "MRP" of Gelman & Little 1997).
 *
 *   factor_i = sum_c W_c r_ic / sum_c w_ic r_ic
 *
 * W is the share of the account's clicks that falls to each cell, w that of the creative's own. r_ic is the rate of
 * creative i in cell c relative to its own level: L_c of the cell, times what the creative's own counts there say beyond
 * it, pooled toward 1. L and the effects of creatives are fitted together (main effects of a Poisson model, by alternating
 * sums: the likelihood's own equations), so that a cell is not judged by the creatives that filled it. How strongly cells
 * of one creative are pooled is a gamma prior whose variance comes by moments. With equal mixes the factor is 1, whatever
 * the counts. Where revenue counts, the value of a conversion in each cell is fitted likewise and multiplies L.
 */

/** Counts of one creative in one cell, such as women of 25-34. */
export interface CellCounts {
  creativeId: number;
  cell: string;
  clicks: number;
  conversions: number;
  /** Null where no value is known. */
  revenue: number | null;
}

export interface MixFactor {
  /** Own rate at the common mix / own rate at its own mix; above 0. */
  factor: number;
  /** Its clicks in cells. */
  clicks: number;
}

interface Entry {
  row: number;
  column: number;
  events: number;
  exposure: number;
}

/** Rounds of alternating sums; the effects stand still long before. */
const ROUNDS = 50;
/** Events at the common level that each level is pooled by: a cell without any is low, not impossible. */
const PRIOR_EVENTS = 1;
/** Conversions by which the value of one in a cell is pooled toward that of the others. */
const PRIOR_ORDERS = 5;

/** The factor of each creative that has clicks in cells, by its number. `byValue` weighs conversions by their worth. */
export function mixFactors(counts: readonly CellCounts[], byValue: boolean): Map<number, MixFactor> {
  const used = counts.filter(({ clicks }) => clicks > 0);
  const rows = placesOf(used.map(({ creativeId }) => creativeId));
  const columns = placesOf(used.map(({ cell }) => cell));
  const at = used.map(({ creativeId, cell }) => ({
    row: rows.get(creativeId) ?? 0,
    column: columns.get(cell) ?? 0,
  }));
  const converted = used.map(({ clicks, conversions }, entry) => ({
    ...at[entry]!,
    events: conversions,
    exposure: clicks,
  }));
  const rates = mainEffects(converted, rows.size, columns.size, PRIOR_EVENTS);
  const worth = byValue ? cellWorth(used, at, rows.size, columns.size) : new Float64Array(columns.size).fill(1);
  const pooling = poolingOf(converted, rates);

  const own = Array.from({ length: rows.size }, () => new Float64Array(columns.size));
  const relative = Array.from({ length: rows.size }, () =>
    rates.columns.map((level, column) => level * worth[column]!),
  );
  const common = new Float64Array(columns.size);
  for (const { row, column, events, exposure } of converted) {
    const expected = exposure * rates.rows[row]! * rates.columns[column]!;
    own[row]![column]! += exposure;
    common[column]! += exposure;
    if (pooling !== null) relative[row]![column]! *= (events + pooling) / (expected + pooling);
  }
  const all = sumOf(common);
  return new Map(
    [...rows].map(([creativeId, row]) => {
      const clicks = sumOf(own[row]!);
      const rateAt = (mix: Float64Array): number =>
        mix.reduce((sum, share, column) => sum + share * relative[row]![column]!, 0);
      return [creativeId, { factor: rateAt(common) / all / (rateAt(own[row]!) / clicks), clicks }];
    }),
  );
}

interface MainEffects {
  /** Level of each row, events per exposure at cells of level 1. */
  rows: Float64Array;
  /** Level of each column, 1 in the middle. */
  columns: Float64Array;
}

/** Levels whose products expect as many events of each row and column as there were, each pooled by `prior` events. */
function mainEffects(entries: readonly Entry[], rows: number, columns: number, prior: number): MainEffects {
  const events = entries.reduce((sum, entry) => sum + entry.events, 0);
  const mean = events / entries.reduce((sum, entry) => sum + entry.exposure, 0);
  const effects = { rows: new Float64Array(rows).fill(mean), columns: new Float64Array(columns).fill(1) };
  if (!(mean > 0)) return { rows: new Float64Array(rows).fill(1), columns: effects.columns };
  for (let round = 0; round < ROUNDS; round += 1) {
    setEffects(entries, effects.columns, 'column', prior, ({ row }) => effects.rows[row]!);
    setEffects(entries, effects.rows, 'row', prior, ({ column }) => mean * effects.columns[column]!);
    for (let row = 0; row < rows; row += 1) effects.rows[row]! *= mean;
  }
  return effects;
}

/** Sets each level to its events over those expected at level 1. */
function setEffects(
  entries: readonly Entry[],
  effects: Float64Array,
  side: 'row' | 'column',
  prior: number,
  otherOf: (entry: Entry) => number,
): void {
  const events = new Float64Array(effects.length).fill(prior);
  const expected = new Float64Array(effects.length).fill(prior);
  for (const entry of entries) {
    events[entry[side]]! += entry.events;
    expected[entry[side]]! += entry.exposure * otherOf(entry);
  }
  for (let place = 0; place < effects.length; place += 1) effects[place] = events[place]! / expected[place]!;
}

/** Events by which a creative's own counts in a cell are pooled; null where they show nothing beyond both effects. */
function poolingOf(entries: readonly Entry[], { rows, columns }: MainEffects): number | null {
  let [beyond, squares] = [0, 0];
  for (const { row, column, events, exposure } of entries) {
    const expected = exposure * rows[row]! * columns[column]!;
    beyond += (events - expected) ** 2 - expected;
    squares += expected * expected;
  }
  return beyond > 0 ? squares / beyond : null;
}

/** Worth of a conversion in each cell, 1 in the middle, with the worth of each creative's own taken out. */
function cellWorth(
  counts: readonly CellCounts[],
  at: readonly Pick<Entry, 'row' | 'column'>[],
  rows: number,
  columns: number,
): Float64Array {
  const sold = counts.flatMap(({ revenue, conversions }, entry) =>
    revenue === null || conversions <= 0 ? [] : [{ ...at[entry]!, events: revenue, exposure: conversions }],
  );
  const [revenue, orders] = [sumOf(sold.map(({ events }) => events)), sumOf(sold.map(({ exposure }) => exposure))];
  if (!(revenue > 0)) return new Float64Array(columns).fill(1);
  // In orders of the mean value, so that the prior is one of orders.
  const scaled = sold.map((entry) => ({ ...entry, events: (entry.events * orders) / revenue }));
  return mainEffects(scaled, rows, columns, PRIOR_ORDERS).columns;
}

const placesOf = <Key>(keys: readonly Key[]): Map<Key, number> => {
  const places = new Map<Key, number>();
  for (const key of keys) if (!places.has(key)) places.set(key, places.size);
  return places;
};

const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
