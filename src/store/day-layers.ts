/**
 * What each import said of an ad's days, one layer per import, and the row of ad_days that they make together: of each
 * figure the newest layer that has it holds, so that a poorer file never erases. An import with --replace hides all that
 * lies under its layers. The layer of the import that last changed a row is kept in the row itself, with the figures
 * that are its own in `given`; the other layers are in day_layers.
 */
import { FIGURE_LIST, FIGURES, MONEY_BITS, ownFigures } from './ad-day-columns.js';
import type { Store } from './database.js';
import { unpackLayers } from './day-packs.js';

/** Figures in the order of their columns. */
export type FigureRow = readonly (number | null)[];

export interface Layer {
  importId: number;
  currency: string;
  figures: FigureRow;
}

/** One row of ad_days, or none: layers that know nothing make no row. */
export interface Merged {
  currency: string;
  figures: FigureRow;
  importId: number;
  given: number | null;
}

export interface DayKey {
  dateStart: number;
  adId: number;
  dateEnd: number;
}

/** Bits of the figures that are known. */
export function known(figures: FigureRow): number {
  let bits = 0;
  for (let place = 0; place < figures.length; place += 1) if (figures[place] !== null) bits |= 1 << place;
  return bits;
}

/** The row that layers make, oldest first; null when they know no figure. `hides` tells the imports with --replace. */
export function mergeLayers(layers: readonly Layer[], hides: (importId: number) => boolean): Merged | null {
  const bottom = layers.findLastIndex(({ importId }) => hides(importId));
  const standing = layers.slice(Math.max(bottom, 0));
  const top = standing.at(-1);
  if (!top) return null;
  // Amounts in two currencies never stand in one row: those of the newest hold.
  const { currency } = standing.findLast(({ figures }) => (known(figures) & MONEY_BITS) !== 0) ?? top;
  const figures: (number | null)[] = FIGURE_LIST.map(() => null);
  for (const layer of standing) {
    layer.figures.forEach((value, place) => {
      const isForeign = layer.currency !== currency && ((1 << place) & MONEY_BITS) !== 0;
      if (value !== null && !isForeign) figures[place] = value;
    });
  }
  const all = known(figures);
  if (all === 0) return null;
  const own = known(top.figures);
  return { currency, figures, importId: top.importId, given: (all & ~own) === 0 ? null : own };
}

/** Makes rows of ad_days anew from their layers, leaving out those of one import. */
export function layerBook(db: Store): { takeOut(key: DayKey, importId: number): Merged | null } {
  unpackLayers(db);
  const place = 'date_start = ? AND ad_id = ? AND date_end = ?';
  const layersOf = db
    .prepare<unknown[], [number, string, ...(number | null)[]]>(
      `SELECT import_id, currency, ${FIGURES} FROM day_layers WHERE ${place}
       UNION ALL SELECT d.import_id, d.currency, ${ownFigures('d')} FROM ad_days d WHERE ${place} ORDER BY 1`,
    )
    .raw();
  const deleteLayers = db.prepare(`DELETE FROM day_layers WHERE ${place}`);
  const deleteRow = db.prepare(`DELETE FROM ad_days WHERE ${place}`);
  const columns = `date_start, ad_id, date_end, currency, ${FIGURES}, import_id`;
  const insertLayer = db.prepare(`INSERT INTO day_layers (${columns}) VALUES (${columns.replace(/\w+/g, '?')})`);
  const insertRow = db.prepare(`INSERT INTO ad_days (${columns}, given) VALUES (${columns.replace(/\w+/g, '?')}, ?)`);
  const hiding = new Set(db.prepare<[], number>('SELECT import_id FROM imports WHERE replaces = 1').pluck().all());
  return {
    takeOut({ dateStart, adId, dateEnd }, importId) {
      const at = [dateStart, adId, dateEnd];
      const layers = layersOf
        .all(...at, ...at)
        .map(([from, currency, ...figures]): Layer => ({ importId: from, currency, figures }))
        .filter((layer) => layer.importId !== importId);
      deleteLayers.run(...at);
      deleteRow.run(...at);
      const row = mergeLayers(layers, (id) => hiding.has(id));
      for (const layer of layers) {
        if (layer.importId !== row?.importId) insertLayer.run(...at, layer.currency, ...layer.figures, layer.importId);
      }
      if (row) insertRow.run(...at, row.currency, ...row.figures, row.importId, row.given);
      return row;
    },
  };
}
