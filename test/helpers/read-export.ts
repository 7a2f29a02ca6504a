/** Reads an export as `creo import` does, without a store: the rows as they would be written. */
import { openExport } from '../../src/files/open-export.js';
import { detect, type Layout } from '../../src/ingest/detect.js';
import { findings, refuseUnlikelyResults } from '../../src/ingest/findings.js';
import { jsonToCsv, looksLikeJson } from '../../src/ingest/json-table.js';
import { PLATFORMS } from '../../src/ingest/platforms/index.js';
import { type Prepared, prepare, readerAtHeader, settled, type Wishes } from '../../src/ingest/prepare.js';
import { readRows } from '../../src/ingest/read-rows.js';
import { bytesSource } from '../../src/ingest/record-reader.js';
import type { AdIdentity, Figures, RowsRead } from '../../src/ingest/row-reading.js';

export interface ReadExport {
  layout: Layout;
  prepared: Prepared;
  read: RowsRead;
  /** Codes of every warning. */
  warnings: string[];
  rows: (Figures & { ad: AdIdentity })[];
  segments: { dimension: string; value: string; figures: Figures }[];
}

export const NO_WISHES: Wishes = {
  currency: null,
  account: null,
  dateOrder: null,
  decimal: null,
  conversion: null,
  conversionIsRemembered: false,
  period: null,
  columns: new Map(),
};

/** Reads the text of an export. */
export function readText(
  content: string | Uint8Array,
  wishes: Partial<Wishes> = {},
  fileName = 'export.csv',
): ReadExport {
  const given = typeof content === 'string' ? Buffer.from(content) : content;
  const bytes = looksLikeJson(Buffer.from(given.subarray(0, 200)).toString('utf8'))
    ? Buffer.from(jsonToCsv(Buffer.from(given).toString('utf8')))
    : given;
  const layout = detect(bytes.subarray(0, 1 << 19), PLATFORMS, [...(wishes.columns?.values() ?? [])]);
  if (!layout) throw new Error('no header found');
  const prepared = settled(prepare(layout, fileName, () => bytesSource(bytes), { ...NO_WISHES, ...wishes }));
  const ads: AdIdentity[] = [];
  const rows = new Map<string, ReadExport['rows'][number]>();
  const segments: ReadExport['segments'] = [];
  const sum = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
  const read = readRows(readerAtHeader(bytesSource(bytes), layout), prepared.reading, {
    adOf(identity) {
      const key = JSON.stringify({ ...identity, creativeFile: null });
      const known = ads.findIndex((ad) => JSON.stringify({ ...ad, creativeFile: null }) === key);
      return known >= 0 ? known : ads.push(identity) - 1;
    },
    write(adId, figures) {
      const key = `${adId} ${figures.dateStart} ${figures.dateEnd}`;
      const before = rows.get(key);
      if (!before) {
        rows.set(key, { ...figures, ad: ads[adId] });
        return 'new';
      }
      const isSame = before.spendMicros === figures.spendMicros && before.impressions === figures.impressions;
      for (const field of [
        'impressions',
        'clicks',
        'conversions',
        'spendMicros',
        'revenueMicros',
        'plays3s',
        'thruplays',
      ] as const) {
        before[field] = sum(before[field], figures[field]);
      }
      return isSame ? 'repeated' : 'added';
    },
    writeSegment: (_adId, figures, dimension, value) => segments.push({ dimension, value, figures: { ...figures } }),
  });
  refuseUnlikelyResults(read, prepared.reading);
  const warnings = [...prepared.warnings, ...findings(read, prepared.reading)].map(({ code }) => code);
  return { layout, prepared, read, warnings, rows: [...rows.values()], segments };
}

/** Reads a file, whatever its encoding or packing. */
export async function readFile(path: string, wishes: Partial<Wishes> = {}): Promise<ReadExport & { encoding: string }> {
  const opened = await openExport(path);
  try {
    const [table] = opened.tables;
    const source = table.open();
    const bytes = Buffer.alloc(table.bytes * 4 + 64);
    let length = 0;
    for (let taken = -1; taken !== 0; length += taken) taken = source.read(bytes, length);
    return { ...readText(bytes.subarray(0, length), wishes, table.name), encoding: table.encoding };
  } finally {
    opened.close();
  }
}
