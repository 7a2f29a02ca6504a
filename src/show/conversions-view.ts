/** What `creo import FILE --as conversions` shows of the files that it read. */
import { basename } from 'node:path';
import type { View } from '../fields.js';
import type { ConversionTable } from '../ingest/conversion-table.js';
import type { SourceWritten } from '../store/source-rows.js';
import { type Day, unitsOf } from '../units.js';

export interface ConversionSums {
  conversions: number;
  /** Null where no row tells revenue. */
  revenueMicros: number | null;
}

/** One file as it was read, under the keys of `--json`; `platform` is the source. */
export interface LoadedConversions extends SourceWritten {
  /** Null where the store held every row. */
  importId: number | null;
  file: string;
  platform: string;
  encoding: string;
  level: string;
  grain: string;
  columns: ConversionTable['columns'];
  rowsRead: number;
  rowsSkipped: number;
  totalsRowsIgnored: number;
  dateStart: Day | null;
  dateEnd: Day | null;
  /** Null where there are several. */
  currency: string | null;
  totals: ConversionSums & { impressions: null; clicks: null; spendMicros: null };
  problems: ConversionTable['problems'];
  warnings: readonly { code: string; message: string }[];
  joined: ConversionSums & { rows: number };
  unjoined: readonly (ConversionSums & { reason: string; rows: number })[];
}

export function conversionsView(imports: readonly LoadedConversions[], { dryRun }: { dryRun: boolean }): View {
  const currency = imports[0]?.currency ?? null;
  const left = imports.flatMap(({ unjoined }) => unjoined);
  return {
    json: { imports },
    headline: dryRun
      ? 'Nothing was written: this is what the import would do.'
      : `Read the conversions of ${imports.length === 1 ? '1 file' : `${imports.length} files`}; they stand beside the platform's figures, and are not added to them.`,
    tables: [
      {
        fields: [
          'importId',
          'file',
          'sourceName',
          'dateStart',
          'dateEnd',
          'rowsRead',
          'rowsNew',
          'rowsReplaced',
          'rowsUnchanged',
          'conversions',
          'revenueMicros',
        ],
        rows: imports.map(rowOf),
        currency,
      },
      ...(left.length === 0
        ? []
        : [
            {
              title: 'Not joined to an ad',
              fields: ['reason', 'rows', 'conversions', 'revenueMicros'] as const,
              rows: left,
              currency,
            },
          ]),
    ],
    notes: imports.flatMap(({ file, joined, totals, warnings, unjoined, columns }) => [
      ...warnings.map(({ message }) => `${basename(file)}: ${message}`),
      `${basename(file)}: ${joined.conversions} of ${totals.conversions} conversions belong to known ads; counted from "${columns.conversions ?? columns.order}"${joined.revenueMicros === null ? '' : `, ${unitsOf(joined.revenueMicros).toFixed(2)} of revenue`}`,
      ...(unjoined.length > 0 ? ['Ads that are imported later are joined then; creo sources lists what is left.'] : []),
    ]),
  };
}

const rowOf = ({ importId, file, platform, dateStart, dateEnd, rowsRead, totals, ...rest }: LoadedConversions) => ({
  importId,
  file: basename(file),
  sourceName: platform,
  dateStart,
  dateEnd,
  rowsRead,
  rowsNew: rest.rowsNew,
  rowsReplaced: rest.rowsReplaced,
  rowsUnchanged: rest.rowsUnchanged,
  conversions: totals.conversions,
  revenueMicros: totals.revenueMicros,
});
