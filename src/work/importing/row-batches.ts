/**
 * Rows on their way from the thread that reads a file to the thread that writes the store: batches in shared memory, a
 * few at once, so that neither waits for the other and neither runs far ahead.
 */
import type { Figures } from '../../ingest/row-reading.js';
import { NO_TOTALS, TOTAL_KEYS } from '../../metrics/totals.js';

/** Rows of one batch, and batches in flight. */
const ROWS = 4096;
const SLOTS = 4;
/** Number of the ad, first and last day, number of the currency, and the figures, NaN for unknown. */
const FIELDS = 4 + TOTAL_KEYS.length;

/** Places in the counters: batches written and taken, whether the reader should stop, then the rows of each slot. */
const WRITTEN = 0;
const TAKEN = 1;
const STOPPED = 2;
const COUNTS = 3;
/** Count of a batch after which no other comes. */
const END = -1;

/** Longer than any batch takes to read: the reader is gone. */
const PATIENCE_MS = 5 * 60_000;

export interface SharedBatches {
  counters: SharedArrayBuffer;
  rows: SharedArrayBuffer;
}

export const sharedBatches = (): SharedBatches => ({
  counters: new SharedArrayBuffer(4 * (COUNTS + SLOTS)),
  rows: new SharedArrayBuffer(8 * FIELDS * ROWS * SLOTS),
});

/** One row; the numbers of ad and currency are in the order in which the reader met them. */
export interface BatchRow extends Figures {
  ad: number;
  currencyNumber: number;
}

/** The reader's side. `onBatch` is called before a batch is handed over. */
export class BatchWriter {
  private readonly counters: Int32Array;
  private readonly rows: Float64Array;
  private count = 0;

  constructor(
    { counters, rows }: SharedBatches,
    private readonly onBatch: () => void,
  ) {
    this.counters = new Int32Array(counters);
    this.rows = new Float64Array(rows);
  }

  /** Adds a row; false when nobody wants more. */
  add(ad: number, currencyNumber: number, figures: Figures): boolean {
    const { rows } = this;
    let at = ((this.written % SLOTS) * ROWS + this.count) * FIELDS;
    rows[at++] = ad;
    rows[at++] = figures.dateStart;
    rows[at++] = figures.dateEnd;
    rows[at++] = currencyNumber;
    for (const key of TOTAL_KEYS) rows[at++] = figures[key] ?? Number.NaN;
    this.count += 1;
    return this.count < ROWS || this.hand(this.count);
  }

  end(): void {
    if (this.count > 0) this.hand(this.count);
    this.hand(END);
  }

  private get written(): number {
    return this.counters[WRITTEN] ?? 0;
  }

  private hand(count: number): boolean {
    const { counters, written } = this;
    this.onBatch();
    counters[COUNTS + (written % SLOTS)] = count;
    Atomics.store(counters, WRITTEN, written + 1);
    Atomics.notify(counters, WRITTEN);
    this.count = 0;
    for (;;) {
      const taken = Atomics.load(counters, TAKEN);
      if (Atomics.load(counters, STOPPED) === 1) return false;
      if (written + 1 - taken < SLOTS) return true;
      Atomics.wait(counters, TAKEN, taken);
    }
  }
}

/** The writer's side: calls `onRow` with every row (one object for all, its currency still to be set), `onBatch` with the size of each batch before its rows. */
export function takeBatches(
  shared: SharedBatches,
  onBatch: (rows: number) => void,
  onRow: (row: BatchRow) => void,
): void {
  const counters = new Int32Array(shared.counters);
  const rows = new Float64Array(shared.rows);
  const row: BatchRow = {
    ad: 0,
    currencyNumber: 0,
    currency: '',
    dateStart: 0,
    dateEnd: 0,
    ...NO_TOTALS,
  };
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  try {
    for (let taken = 0; ; taken += 1) {
      while (Atomics.load(counters, WRITTEN) === taken) {
        if (Atomics.wait(counters, WRITTEN, taken, PATIENCE_MS) === 'timed-out')
          throw new Error('the thread that reads the file gives no rows');
      }
      const slot = taken % SLOTS;
      const count = counters[COUNTS + slot] ?? END;
      onBatch(Math.max(count, 0));
      if (count === END) return;
      for (let at = slot * ROWS * FIELDS, end = at + count * FIELDS; at < end; at += FIELDS) {
        row.ad = rows[at] ?? 0;
        row.dateStart = rows[at + 1] ?? 0;
        row.dateEnd = rows[at + 2] ?? 0;
        row.currencyNumber = rows[at + 3] ?? 0;
        row.impressions = known(rows[at + 4]);
        row.clicks = known(rows[at + 5]);
        row.conversions = known(rows[at + 6]);
        row.spendMicros = known(rows[at + 7]);
        row.revenueMicros = known(rows[at + 8]);
        row.plays3s = known(rows[at + 9]);
        row.thruplays = known(rows[at + 10]);
        onRow(row);
      }
      Atomics.store(counters, TAKEN, taken + 1);
      Atomics.notify(counters, TAKEN);
    }
  } finally {
    Atomics.store(counters, STOPPED, 1);
    Atomics.notify(counters, TAKEN);
  }
}
