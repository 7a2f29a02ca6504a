/**
 * Daily and period results of ads, as imports write them: a newer file replaces the figures that it has and leaves the
 * others to the imports that gave them. What it covers is kept in day_layers.
 */
import { UserError } from '../errors.js';
import { TOTAL_KEYS } from '../metrics/totals.js';
import { dayOf } from '../units.js';
import { ADDED, FIGURE_LIST, FIGURES, MONEY_BITS } from './ad-day-columns.js';
import type { AdDayCounts, AdDayRow, AdDayWriter, AdDayWritten, OnMerged, WriterOptions } from './ad-day-writer.js';
import type { Store } from './database.js';
import { DayChanges } from './day-changes.js';
import { type DayKey, type FigureRow, known, layerBook } from './day-layers.js';
import { LayerPacker } from './day-packs.js';
import { DayParts } from './day-parts.js';
import { olderFigures, PEOPLE_BITS } from './older-figures.js';
import { QueuedRows } from './queued-rows.js';
import { figuresIn, givenOf, ownerOf, type StoredDay, storedDays } from './stored-days.js';

/** After so many new rows in a row the next is taken for new, until the store says otherwise. */
const SURELY_NEW = 64;

const KEY = 'date_start = ? AND ad_id = ? AND date_end = ?';
const COLUMNS = `date_start, ad_id, date_end, currency, ${FIGURES}, import_id`;
const PLACES = COLUMNS.replace(/\w+/g, '?');

/**
 * A writer for the rows of one import; to be used within one transaction. Values are bound by place here, against the
 * rule of this folder: binding by name costs half a second per million rows.
 */
export function adDayWriter(db: Store, importId: number, options: WriterOptions = {}): AdDayWriter {
  return new Writer(db, importId, options.replaces ?? false, options.fillsIn ?? false);
}

class Writer implements AdDayWriter {
  private readonly queued: QueuedRows;
  private readonly stored;
  private readonly update;
  private readonly layer;
  private readonly segment;
  private readonly ownLayer;
  private readonly covered: LayerPacker;
  private readonly changes = new DayChanges();
  /** So many rows in a row had nothing in the store: the next will hardly have either. */
  private newInARow: number;
  private rowsNew = 0;
  private rowsReplaced = 0;
  private rowsUnchanged = 0;
  private parts: DayParts | null = null;
  private firstDay = Number.POSITIVE_INFINITY;
  private lastDay = Number.NEGATIVE_INFINITY;
  /** Some row kept what people did from an older import. */
  private keptPeople = false;
  private readonly filledIn = new Set<string>();

  constructor(
    private readonly db: Store,
    private readonly importId: number,
    private readonly replaces: boolean,
    private readonly fillsIn: boolean,
  ) {
    this.newInARow = fillsIn ? 0 : 1;
    // Rows come in the order of the days: a few pages are enough, and the rest of the memory is the reader's.
    db.pragma('cache_size = -16384');
    this.queued = new QueuedRows(db, importId);
    this.stored = storedDays(db);
    this.update = db.prepare(
      `UPDATE ad_days SET currency = ?, ${FIGURE_LIST.map((column) => `${column} = ?`).join(', ')}, import_id = ?, given = ? WHERE ${KEY}`,
    );
    this.layer = db.prepare(`INSERT INTO day_layers (${COLUMNS}) VALUES (${PLACES}) ON CONFLICT DO NOTHING`);
    this.covered = new LayerPacker(db);
    this.segment = db.prepare(
      `INSERT INTO ad_segments (${COLUMNS}, dimension, value) VALUES (${PLACES}, ?, ?)
       ON CONFLICT (import_id, date_start, ad_id, date_end, dimension, value) DO UPDATE SET ${ADDED}`,
    );
    this.ownLayer = db
      .prepare<unknown[], (number | null)[]>(
        `SELECT ${FIGURES} FROM day_layers WHERE ${KEY} AND import_id = ${importId}`,
      )
      .raw();
  }

  write(adId: number, row: AdDayRow): AdDayWritten {
    const { dateStart, dateEnd } = row;
    if (this.newInARow > 0 && this.insertRow(adId, row)) return 'new';
    this.newInARow = 0;
    const stored = this.stored(dateStart, adId, dateEnd);
    if (stored === undefined) {
      if (this.fillsIn) return 'unknown';
      this.insertRow(adId, row);
      return 'new';
    }
    const figures = TOTAL_KEYS.map((key) => row[key]);
    const isOwn = ownerOf(stored) === this.importId;
    if (isOwn || (this.rowsUnchanged > 0 && this.ownLayer.get(dateStart, adId, dateEnd) !== undefined)) {
      this.parts ??= new DayParts(this.db);
      this.parts.add({ dateStart, adId, dateEnd }, row.currency, figures);
      return figures.every((value, place) => value === null || value === stored[place + 1]) ? 'repeated' : 'added';
    }
    this.lay(adId, row, figures, stored);
    return 'new';
  }

  queue(adId: number, row: AdDayRow, onMerged: OnMerged): void {
    if (this.queued.holds(row.dateStart, adId)) {
      this.endQueue(onMerged);
      this.newInARow = 0;
    }
    if (this.newInARow >= SURELY_NEW) {
      this.queued.add(adId, row);
      if (this.queued.isFull) this.endQueue(onMerged);
      return;
    }
    const written = this.write(adId, row);
    if (written === 'added' || written === 'repeated') onMerged(written, row.spendMicros);
  }

  endQueue(onMerged: OnMerged): void {
    if (this.queued.isEmpty) return;
    const { written, refused } = this.queued.writeAll();
    this.rowsNew += written;
    if (refused.length === 0) return;
    this.newInARow = 0;
    for (const { adId, row } of refused) this.queue(adId, row, onMerged);
    this.endQueue(onMerged);
  }

  private insertRow(adId: number, row: AdDayRow): boolean {
    const isNew = this.queued.writeNow(adId, row);
    if (isNew) {
      this.rowsNew += 1;
      this.newInARow += 1;
    }
    return isNew;
  }

  /** Lays the figures of this import over a row of older ones. */
  private lay(adId: number, row: AdDayRow, figures: FigureRow, stored: StoredDay): void {
    const { dateStart, dateEnd } = row;
    const before = figuresIn(stored);
    const own = known(figures);
    const kept = this.replaces ? 0 : known(before) & ~own;
    const currency = row.currency === '' ? stored[0] : row.currency;
    if (row.currency === '') this.filledIn.add(currency);
    if (currency !== stored[0] && (kept & MONEY_BITS) !== 0) throw otherCurrency(row, currency, stored[0]);
    const after = figures.map((value, place) => ((kept >> place) & 1 ? (before[place] ?? null) : value));
    const isSame = currency === stored[0] && after.every((value, place) => value === before[place]);
    if (isSame) {
      this.layer.run(dateStart, adId, dateEnd, currency, ...figures, this.importId);
      this.rowsUnchanged += 1;
      return;
    }
    const given = givenOf(stored);
    const owner = ownerOf(stored);
    const covered = given === null ? before : before.map((value, place) => ((given >> place) & 1 ? value : null));
    this.covered.add(dateStart, adId, dateEnd, owner, stored[0], covered);
    this.update.run(currency, ...after, this.importId, kept === 0 ? null : own, dateStart, adId, dateEnd);
    this.rowsReplaced += 1;
    this.changes.count(before, after, currency === stored[0]);
    if ((kept & PEOPLE_BITS) === 0) return;
    this.keptPeople = true;
    this.firstDay = Math.min(this.firstDay, dateStart);
    this.lastDay = Math.max(this.lastDay, dateStart);
  }

  writeSegment(adId: number, r: AdDayRow, dimension: string, value: string): void {
    const figures = TOTAL_KEYS.map((key) => r[key]);
    this.segment.run(r.dateStart, adId, r.dateEnd, r.currency, ...figures, this.importId, dimension, value);
  }

  moveTo(adId: number, fromAdId: number): void {
    const rows = this.db
      .prepare<unknown[], AdDayRow>(
        `SELECT date_start AS dateStart, date_end AS dateEnd, currency, impressions, clicks, conversions, spend_micros AS spendMicros,
           revenue_micros AS revenueMicros, plays_3s AS plays3s, thruplays FROM ad_days WHERE ad_id = ? AND import_id = ?`,
      )
      .all(fromAdId, this.importId);
    this.db.prepare('DELETE FROM ad_days WHERE ad_id = ? AND import_id = ?').run(fromAdId, this.importId);
    this.db
      .prepare('UPDATE ad_segments SET ad_id = ? WHERE ad_id = ? AND import_id = ?')
      .run(adId, fromAdId, this.importId);
    this.rowsNew -= rows.length;
    for (const row of rows) this.write(adId, row);
    this.covered.flush();
  }

  settle(): void {
    this.covered.flush();
    if (this.parts === null) return;
    const book = layerBook(this.db);
    for (const { key, currency, figures } of this.parts.all()) {
      const stored = this.stored(key.dateStart, key.adId, key.dateEnd);
      if (stored === undefined) throw new Error('a row that was added to is not in the store');
      const first = this.takeBack(key, stored, book);
      const [impressions, clicks, conversions, spendMicros, revenueMicros, plays3s, thruplays] = figures.map(
        (value, place) => sum(value, first[place] ?? null),
      );
      this.write(key.adId, {
        ...key,
        currency,
        impressions: impressions ?? null,
        clicks: clicks ?? null,
        conversions: conversions ?? null,
        spendMicros: spendMicros ?? null,
        revenueMicros: revenueMicros ?? null,
        plays3s: plays3s ?? null,
        thruplays: thruplays ?? null,
      });
    }
    this.parts.close();
    this.parts = null;
    this.covered.flush();
  }

  /** Takes the row of this import out again and gives its figures. */
  private takeBack(key: DayKey, stored: StoredDay, book: ReturnType<typeof layerBook>): FigureRow {
    const isOwn = ownerOf(stored) === this.importId;
    const given = givenOf(stored);
    const all = figuresIn(stored);
    const mine = isOwn
      ? all.map((value, place) => (given === null || (given >> place) & 1 ? value : null))
      : (this.ownLayer.get(key.dateStart, key.adId, key.dateEnd) ?? []);
    const below = book.takeOut(key, this.importId);
    if (below === null) this.rowsNew -= 1;
    else if (isOwn) {
      this.rowsReplaced -= 1;
      this.changes.count(below.figures, all, below.currency === stored[0], -1);
    } else this.rowsUnchanged -= 1;
    return mine;
  }

  get hasNew(): boolean {
    return this.rowsNew > 0;
  }

  counts(): AdDayCounts {
    const { rowsNew, rowsReplaced, rowsUnchanged } = this;
    const { changed, lost, currencyRows } = this.changes;
    const older = this.keptPeople ? olderFigures(this.db, this.importId, this.firstDay, this.lastDay) : null;
    const [currency = null, other] = this.filledIn;
    return {
      rowsNew,
      rowsReplaced,
      rowsUnchanged,
      currency: other === undefined ? currency : null,
      currencyRows,
      changed,
      lost,
      older,
    };
  }
}

const sum = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);

const otherCurrency = ({ dateStart }: AdDayRow, currency: string, stored: string): UserError =>
  new UserError(
    'CURRENCY_CHANGED',
    `the amounts of ${dayOf(dateStart)} are in ${currency}, and the store has others of the same ad and day in ${stored}: they never stand in one row`,
    `Give them in ${stored}; of an import, --replace lets the file stand alone for its days`,
  );
