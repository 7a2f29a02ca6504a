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

/** A layer as it was packed. */
export interface PackedLayer {
  dateStart: number;
  adId: number;
  dateEnd: number;
  importId: number;
  figures: FigureRow;
}

interface Pack {
  packId: number;
  currency: string;
  rowCount: number;
  layers: Buffer;
}

const NEXT_PACK = `SELECT pack_id AS packId, currency, row_count AS rowCount, layers FROM day_packs
  WHERE pack_id > ? ORDER BY pack_id LIMIT 1`;

/** The layers of every pack, which stay packed; only those that are wanted by first day and ad. */
export function* packedLayers(
  db: Store,
  isWanted: (dateStart: number, adId: number) => boolean,
): Generator<PackedLayer> {
  // One by one: a statement that is still being read would keep the caller from writing.
  const next = db.prepare<[number], Pack>(NEXT_PACK);
  for (let pack = next.get(0); pack !== undefined; pack = next.get(pack.packId)) yield* layersIn(pack, isWanted);
}

function* layersIn(pack: Pack, isWanted: (dateStart: number, adId: number) => boolean): Generator<PackedLayer> {
  // Copied: a BLOB may begin at an offset that typed arrays cannot take.
  const split = pack.rowCount * INTEGERS * 4;
  const integers = new Int32Array(Uint8Array.from(pack.layers.subarray(0, split)).buffer);
  const values = new Float64Array(Uint8Array.from(pack.layers.subarray(split)).buffer);
  let taken = 0;
  for (let row = 0; row < pack.rowCount; row += 1) {
    const [dateStart = 0, adId = 0, dateEnd = 0, importId = 0, bits = 0] = integers.subarray(
      row * INTEGERS,
      (row + 1) * INTEGERS,
    );
    const from = taken;
    for (let rest = bits; rest !== 0; rest &= rest - 1) taken += 1;
    if (!isWanted(dateStart, adId)) continue;
    let next = from;
    const figures = Array.from({ length: FIGURE_COUNT }, (_, place) =>
      (bits >> place) & 1 ? (values[next++] ?? null) : null,
    );
    yield { dateStart, adId, dateEnd, importId, figures };
  }
}

/** Puts packed layers where they can be looked up. */
export function unpackLayers(db: Store): void {
  const next = db.prepare<[number], Pack>(NEXT_PACK);
  const remove = db.prepare('DELETE FROM day_packs WHERE pack_id = ?');
  const columns = `date_start, ad_id, date_end, import_id, currency, ${FIGURES}`;
  const insert = db.prepare(`INSERT INTO day_layers (${columns}) VALUES (${columns.replace(/\w+/g, '?')})`);
  for (let pack = next.get(0); pack !== undefined; pack = next.get(0)) {
    for (const { dateStart, adId, dateEnd, importId, figures } of layersIn(pack, () => true))
      insert.run(dateStart, adId, dateEnd, importId, pack.currency, ...figures);
    remove.run(pack.packId);
  }
}
