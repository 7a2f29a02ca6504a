/** One table into the store: rows, ads, creatives, and what the file says of itself. */
import { UserError } from '../../../errors.js';
import type { Warning } from '../../../ingest/columns.js';
import { findings, refuseUnlikelyResults } from '../../../ingest/findings.js';
import { noRows, readerAtHeader } from '../../../ingest/prepare.js';
import { readRows } from '../../../ingest/read-rows.js';
import type { RowsRead } from '../../../ingest/row-plan.js';
import { type ImportSummary, summaryOf } from '../../../ingest/summary.js';
import { adDayWriter } from '../../../store/ad-days.js';
import { adBook } from '../../../store/ads.js';
import type { Store } from '../../../store/database.js';
import { finishImport, forgetImport, type ImportRecord, importOfFile, startImport } from '../../../store/imports.js';
import { overlapOf, replaceOverlaps } from '../../../store/overlaps.js';
import { saveSetting } from '../../../store/settings.js';
import { dayOf } from '../../../units.js';
import type { Progress } from '../../context.js';
import { joinMade } from './join.js';
import { creativeLinker } from './link.js';
import { conversionKey, type ImportOptions, named, type Planned } from './plan.js';

/** Reads the rows of a table into the store; to be called within a transaction, which an error takes back. */
export function loadTable(
  db: Store,
  { table, layout, prepared }: Planned,
  now: string,
  options: ImportOptions,
  progress: Progress,
): ImportSummary {
  const { plan } = prepared;
  progress.note(table.name);
  const decisions = JSON.stringify([
    options.skipBadRows,
    layout.headerLine,
    layout.delimiter,
    plan,
    [...(plan.conversion.kinds ?? [])],
  ]);
  const earlier = importOfFile(db, table.hash, table.label);
  const before = earlier && earlier.decisions === decisions ? unchangedSince(earlier) : null;
  if (before) return { ...before, file: table.label };
  const importId = startImport(db, {
    file: table.label,
    fileHash: table.hash,
    platform: plan.platform,
    account: plan.account,
    level: plan.level,
    decisions,
    importedAt: now,
  });
  const link = creativeLinker(db, importId, now);
  const book = adBook(db, importId);
  const writer = adDayWriter(db, importId);
  let read: RowsRead;
  let said: Warning[];
  try {
    read = readRows(
      readerAtHeader(table.open(), layout),
      plan,
      {
        adOf: (identity) => book.adOf(identity, () => link.creativeOf(identity)),
        write: (adId, figures) => writer.write(adId, figures),
        writeSegment: (adId, figures, dimension, value) => writer.writeSegment(adId, figures, dimension, value),
      },
      { onRows: (rows) => progress.advance(rows) },
    );
    if (read.rows === 0) throw noRows();
    if (read.problemCount > 0 && !options.skipBadRows && !options.dryRun) throw badRows(read);
    if (read.rows === read.skipped) throw badRows(read);
    refuseUnlikelyResults(read, plan);
    said = findings(read, plan.statedPeriod);
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, table.label) : thrown;
  }
  const counts = writer.finish();
  if (read.problemCount > 0 && !options.skipBadRows) said.unshift(WOULD_BE_REFUSED);
  const warnings = [...prepared.warnings, ...said, ...settleOverlaps(db, importId, options, table.label)];
  const { joined, warnings: joins } = joinMade(db, link.made, now);
  warnings.push(...joins);
  const isUnchanged = counts.rowsNew === 0 && counts.rowsReplaced === 0 && book.adsNew === 0;
  if (isUnchanged) {
    forgetImport(db, importId);
    warnings.unshift(UNCHANGED);
  }
  const summary = summaryOf(
    table.label,
    table.encoding,
    layout,
    plan,
    read,
    {
      importId: isUnchanged ? (earlier?.importId ?? null) : importId,
      ...counts,
      adsNew: book.adsNew,
      creativesNew: Math.max(0, link.made.size - joined),
    },
    warnings,
  );
  if (!isUnchanged) finishImport(db, importId, { grain: summary.grain, summary: JSON.stringify(summary) });
  if (options.conversion !== null) saveSetting(db, conversionKey(layout, options), options.conversion);
  return summary;
}

/** What an import of the same bytes by the same decisions would say, when nothing was imported over it since. */
function unchangedSince({ isLatest, summary }: ImportRecord): ImportSummary | null {
  if (!isLatest) return null;
  const before: ImportSummary = JSON.parse(summary);
  return {
    ...before,
    unusedColumns: before.unusedColumns ?? [],
    rowsNew: 0,
    rowsReplaced: 0,
    rowsUnchanged: before.rowsNew + before.rowsReplaced + before.rowsUnchanged,
    adsNew: 0,
    creativesNew: 0,
    warnings: [UNCHANGED, ...before.warnings],
  };
}

const WOULD_BE_REFUSED: Warning = {
  code: 'WOULD_BE_REFUSED',
  message: 'rows that cannot be read: the import would be refused without --skip-bad-rows',
};

const UNCHANGED: Warning = {
  code: 'UNCHANGED',
  message: 'the store already holds every row of this file: nothing changed',
};

function badRows({ problems, problemCount }: RowsRead): UserError {
  const [first] = problems;
  const place = first
    ? `line ${first.line}${first.column === null ? '' : `, column "${first.column}"`}: ${first.message}`
    : '';
  return new UserError(
    'BAD_ROWS',
    problemCount === 1 ? `one cell cannot be read: ${place}` : `${problemCount} cells cannot be read, first ${place}`,
    'Mend the file, or leave such rows out with --skip-bad-rows; nothing was imported. --dry-run lists them',
  );
}

/** Two reports of one delivery at different levels or grains would count it twice: only one may stand. */
function settleOverlaps(db: Store, importId: number, { replace }: ImportOptions, label: string): Warning[] {
  const moved = replace ? replaceOverlaps(db, importId) : 0;
  const overlap = overlapOf(db, importId);
  if (overlap) {
    const days =
      overlap.dateStart === overlap.dateEnd
        ? dayOf(overlap.dateStart)
        : `${dayOf(overlap.dateStart)} to ${dayOf(overlap.dateEnd)}`;
    throw new UserError(
      'OVERLAP',
      overlap.isOwn === 1
        ? `${label}: "${overlap.name}" has periods in this file that overlap (one of them ${days})`
        : `${label}: the store already has "${overlap.name}" by ${overlap.level.replace('_', ' ')} for ${days}, and this file tells of the same delivery at another level or grain`,
      overlap.isOwn === 1
        ? 'Export the report by day, or for one period'
        : 'Say which should stand: --replace takes this file and sets the older rows aside',
    );
  }
  return moved > 0
    ? [
        {
          code: 'OVERLAP_REPLACED',
          message: `${moved} older rows of the same delivery at another level or grain were set aside`,
        },
      ]
    : [];
}
