/**
 * New rows of ad_days that wait to be written together: a statement for many takes little more than half of the time that a
 * statement for each does. Values are bound by place, as in ad-days.ts.
 */
import { FIGURES } from './ad-day-columns.js';
import type { AdDayRow } from './ad-day-writer.js';
import type { Store } from './database.js';

/** Rows of one statement: more of them are not faster. */
const ROWS = 64;
const COLUMNS = `date_start, ad_id, date_end, currency, ${FIGURES}`;
const WIDTH = COLUMNS.split(', ').length;

type Value = number | string | null;

export class QueuedRows {
  private values: Value[] = [];
  private readonly many;
  private readonly one;

  constructor(
    private readonly db: Store,
    importId: number,
  ) {
    const row = `(${'?, '.repeat(WIDTH)}${importId})`;
    const insert = (rows: number) =>
      db.prepare<[readonly Value[]]>(
        `INSERT INTO ad_days (${COLUMNS}, import_id) VALUES ${Array(rows).fill(row).join(', ')} ON CONFLICT DO NOTHING`,
      );
    this.many = insert(ROWS);
    this.one = insert(1);
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  get isFull(): boolean {
    return this.values.length === ROWS * WIDTH;
  }

  /** Whether a row of the ad and first day waits here. */
  holds(dateStart: number, adId: number): boolean {
    const { values } = this;
    for (let at = 0; at < values.length; at += WIDTH)
      if (values[at + 1] === adId && values[at] === dateStart) return true;
    return false;
  }

  add(adId: number, r: AdDayRow): void {
    this.values.push(r.dateStart, adId, r.dateEnd, r.currency);
    this.values.push(r.impressions, r.clicks, r.conversions, r.spendMicros, r.revenueMicros, r.plays3s, r.thruplays);
  }

  /** Writes one row at once, which no other waits for; false when the store has its ad and days. */
  writeNow(adId: number, row: AdDayRow): boolean {
    this.add(adId, row);
    return this.write(this.take()) === 1;
  }

  /** Writes all that wait, or none: where the store has the ad and days of one of them, they are given back. */
  writeAll(): { written: number; refused: readonly { adId: number; row: AdDayRow }[] } {
    const values = this.take();
    const rows = values.length / WIDTH;
    this.db.exec('SAVEPOINT queued_rows');
    const isNew = this.write(values) === rows;
    this.db.exec(isNew ? 'RELEASE queued_rows' : 'ROLLBACK TO queued_rows; RELEASE queued_rows');
    if (isNew) return { written: rows, refused: [] };
    return { written: 0, refused: Array.from({ length: rows }, (_, at) => rowAt(values, at * WIDTH)) };
  }

  private take(): Value[] {
    const { values } = this;
    this.values = [];
    return values;
  }

  private write(values: readonly Value[]): number {
    if (values.length === ROWS * WIDTH) return this.many.run(values).changes;
    let written = 0;
    for (let at = 0; at < values.length; at += WIDTH) written += this.one.run(values.slice(at, at + WIDTH)).changes;
    return written;
  }
}

function rowAt(values: readonly Value[], at: number): { adId: number; row: AdDayRow } {
  const [dateStart, adId, dateEnd, currency, ...figures] = values.slice(at, at + WIDTH);
  const figure = (place: number): number | null => {
    const value = figures[place];
    return typeof value === 'number' ? value : null;
  };
  const row = {
    dateStart: Number(dateStart),
    dateEnd: Number(dateEnd),
    currency: String(currency),
    impressions: figure(0),
    clicks: figure(1),
    conversions: figure(2),
    spendMicros: figure(3),
    revenueMicros: figure(4),
    plays3s: figure(5),
    thruplays: figure(6),
  };
  return { adId: Number(adId), row };
}
