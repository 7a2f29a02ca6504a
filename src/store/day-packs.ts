/**
 * Layers that an import covered, packed by the thousand: a revised file of a million rows covers a million, and nobody
 * looks at them unless an import is undone. Whoever does calls `unpackLayers` first.
 */
import { FIGURES } from './ad-day-columns.js';
import type { Store } from './database.js';
import type { FigureRow } from './day-layers.js';

const ROWS = 8192;
/** First day, ad, last day, import, and the bits of the known figures. */
const INTEGERS = 5;
const FIGURE_COUNT = FIGURES.split(', ').length;

/** Packs layers of one currency at a time. */
export class LayerPacker {
  private readonly integers = new Int32Array(ROWS * INTEGERS);
  private readonly figures = new Float64Array(ROWS * FIGURE_COUNT);
  private readonly insert;
  private rows = 0;
  private known = 0;
  private currency = '';

  constructor(db: Store) {
    this.insert = db.prepare('INSERT INTO day_packs (currency, row_count, layers) VALUES (?, ?, ?)');
  }

  add(dateStart: number, adId: number, dateEnd: number, importId: number, currency: string, figures: FigureRow): void {
    if (this.rows === ROWS || currency !== this.currency) this.flush();
    this.currency = currency;
    let bits = 0;
    for (let place = 0; place < figures.length; place += 1) {
      const value = figures[place] ?? null;
      if (value === null) continue;
      bits |= 1 << place;
      this.figures[this.known++] = value;
    }
    const { integers } = this;
    let at = this.rows * INTEGERS;
    integers[at++] = dateStart;
    integers[at++] = adId;
    integers[at++] = dateEnd;
    integers[at++] = importId;
    integers[at] = bits;
    this.rows += 1;
  }

  /** Writes what is not written yet. */
  flush(): void {
    if (this.rows === 0) return;
    const integers = Buffer.from(this.integers.buffer, 0, this.rows * INTEGERS * 4);
    const figures = Buffer.from(this.figures.buffer, 0, this.known * 8);
    this.insert.run(this.currency, this.rows, Buffer.concat([integers, figures]));
    this.rows = 0;
    this.known = 0;
  }
}

/** Puts packed layers where they can be looked up. */
export function unpackLayers(db: Store): void {
  const next = db.prepare<[], { packId: number; currency: string; rowCount: number; layers: Buffer }>(
    'SELECT pack_id AS packId, currency, row_count AS rowCount, layers FROM day_packs ORDER BY pack_id LIMIT 1',
  );
  const remove = db.prepare('DELETE FROM day_packs WHERE pack_id = ?');
  const columns = `date_start, ad_id, date_end, import_id, currency, ${FIGURES}`;
  const insert = db.prepare(`INSERT INTO day_layers (${columns}) VALUES (${columns.replace(/\w+/g, '?')})`);
  for (let pack = next.get(); pack !== undefined; pack = next.get()) {
    // Copied: a BLOB may begin at an offset that typed arrays cannot take.
    const split = pack.rowCount * INTEGERS * 4;
    const integers = new Int32Array(Uint8Array.from(pack.layers.subarray(0, split)).buffer);
    const figures = new Float64Array(Uint8Array.from(pack.layers.subarray(split)).buffer);
    let taken = 0;
    for (let row = 0; row < pack.rowCount; row += 1) {
      const at = row * INTEGERS;
      const bits = integers[at + INTEGERS - 1] ?? 0;
      const values = Array.from({ length: FIGURE_COUNT }, (_, place) =>
        (bits >> place) & 1 ? (figures[taken++] ?? null) : null,
      );
      insert.run(...integers.subarray(at, at + INTEGERS - 1), pack.currency, ...values);
    }
    remove.run(pack.packId);
  }
}
