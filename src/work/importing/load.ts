/** One table into the store: rows, ads, creatives, and what the file says of itself. */
import { UserError } from '../../errors.js';
import type { Warning } from '../../ingest/columns.js';
import { noRows } from '../../ingest/file-period.js';
import { findings, refuseUnlikelyResults } from '../../ingest/findings.js';
import { noSpend, readerAtHeader } from '../../ingest/prepare.js';
import { readRows } from '../../ingest/read-rows.js';
import type { IdTrouble, RowReading, RowSink, RowsRead } from '../../ingest/row-reading.js';
import { type ImportSummary, summaryOf } from '../../ingest/summary.js';
import { adDayWriter } from '../../store/ad-days.js';
import { adBook } from '../../store/ads.js';
import type { Store } from '../../store/database.js';
import { finishImport, forgetImport, type ImportRecord, importOfFile, startImport } from '../../store/imports.js';
import { attempt } from '../../store/rehearse.js';
import { hasNewSegments } from '../../store/segments.js';
import { saveSetting } from '../../store/settings.js';
import type { Progress } from '../context.js';
import { refuseCountedTwice, refuseKnownAds } from './counted-twice.js';
import { idsAreCut, idsIgnored, namesAds } from './identity.js';
import { joinMade } from './join.js';
import { adoptKnown, refuseOtherFigures } from './known-platform.js';
import { creativeLinker } from './link.js';
import { conversionKey, type ImportOptions } from './options.js';
import { settleOverlaps } from './overlaps.js';
import { type Decided, named } from './reading.js';
import { settleRenames } from './renames.js';
import { storeFindings } from './store-findings.js';
import { isForThread, type QueueSink, readRowsInThread } from './threaded-rows.js';

/** Reads the rows of a table into the store; to be called within a transaction, which an error takes back. */
export function loadTable(
  db: Store,
  given: Decided,
  now: string,
  options: ImportOptions,
  progress: Progress,
): ImportSummary {
  const decided = adoptedBy(db, given, options);
  const { table, layout, prepared } = decided;
  const { reading } = prepared;
  progress.note(table.name);
  if (reading.fillsIn && options.replace) throw named(cannotStandAlone(), table.label);
  const decisions = JSON.stringify([
    options.skipBadRows,
    options.replace,
    layout.headerLine,
    layout.delimiter,
    reading,
    [...(reading.conversion.kinds ?? [])],
  ]);
  const earlier = importOfFile(db, table.hash, table.label);
  const before = earlier && earlier.decisions === decisions ? unchangedSince(earlier) : null;
  if (before) return { ...before, file: table.label };
  const load = new TableLoad(db, decided, now, options, progress, decisions, earlier?.importId ?? null);
  try {
    const summary = attempt(db, () => load.byIds()) ?? load.byNames();
    if (options.conversion !== null) saveSetting(db, conversionKey(layout, options), options.conversion);
    return summary;
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, table.label) : thrown;
  }
}

function adoptedBy(db: Store, given: Decided, options: ImportOptions): Decided {
  try {
    return adoptKnown(db, given, options);
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, given.table.label) : thrown;
  }
}

class TableLoad {
  private idTrouble: IdTrouble | null = null;

  constructor(
    private readonly db: Store,
    private readonly decided: Decided,
    private readonly now: string,
    private readonly options: ImportOptions,
    private readonly progress: Progress,
    private readonly decisions: string,
    private readonly earlierId: number | null,
  ) {}

  /** Null when the ids of the file turn out to be no identity: nothing of it may stay in the store. */
  byIds(): ImportSummary | null {
    return this.load(this.decided.prepared.reading);
  }

  /** Tells the ads apart by their names alone. */
  byNames(): ImportSummary {
    const summary = this.load({ ...this.decided.prepared.reading, ignoresIds: true });
    if (summary === null) throw new Error('ids that are ignored cannot be in the way');
    return summary;
  }

  private load(reading: RowReading): ImportSummary | null {
    const { db, options } = this;
    const { table, layout, prepared, isAdopted } = this.decided;
    if (options.platform === null && !reading.fillsIn) refuseKnownAds(db, layout);
    const importId = startImport(db, {
      file: table.label,
      fileHash: table.hash,
      platform: reading.platform,
      account: reading.account,
      level: reading.level,
      decisions: this.decisions,
      importedAt: this.now,
      replaces: options.replace,
    });
    const link = creativeLinker(db, importId, this.now);
    const book = adBook(db, importId);
    const writer = adDayWriter(db, importId, { replaces: options.replace, fillsIn: reading.fillsIn });
    const inFile = new Set<number>();
    const sink: RowSink & QueueSink = {
      adOf(identity) {
        const adId = reading.fillsIn ? book.knownAdOf(identity) : book.adOf(identity, () => link.creativeOf(identity));
        if (adId !== null) inFile.add(adId);
        return adId;
      },
      write: (adId, figures) => writer.write(adId, figures),
      queue: (adId, figures, onMerged) => writer.queue(adId, figures, onMerged),
      endQueue: (onMerged) => writer.endQueue(onMerged),
      writeSegment: (adId, figures, dimension, value) => writer.writeSegment(adId, figures, dimension, value),
    };
    const onRows = (rows: number): void => this.progress.advance(rows);
    const read =
      table.disk && isForThread(reading, table.bytes)
        ? readRowsInThread(table.disk, layout, reading, sink, onRows)
        : readRows(readerAtHeader(table.open(), layout), reading, sink, { onRows });
    if (read.ids !== null) {
      if (!namesAds(reading)) throw idsAreCut(read.ids.shown);
      this.idTrouble = read.ids;
      return null;
    }
    if (read.mangledIds > 0 && !namesAds(reading)) throw idsAreCut('1.2E+17');
    checkRows(read, reading, options);
    const said = findings(read, reading);
    writer.settle();
    const renamed = settleRenames(db, importId, writer, inFile, read, options);
    const overlaps = settleOverlaps(db, importId, read, options);
    const { joined, warnings: joins } = joinMade(db, link.made, this.now);
    if (options.platform === null) refuseCountedTwice(db, importId);
    const counts = writer.counts();
    if (options.platform === null && (isAdopted || book.adsMoved > 0))
      refuseOtherFigures(counts.changed, reading.platform);
    const adsNew = book.adsNew - renamed.ads;
    const isUnchanged =
      counts.rowsNew === 0 &&
      counts.rowsReplaced === 0 &&
      adsNew === 0 &&
      renamed.ads === 0 &&
      !hasNewSegments(db, importId);
    if (isUnchanged) forgetImport(db, importId);
    const warnings = [
      ...(isUnchanged ? [UNCHANGED] : []),
      ...prepared.warnings,
      ...(read.problemCount > 0 && !options.skipBadRows ? [WOULD_BE_REFUSED] : []),
      ...(this.idTrouble === null ? [] : [idsIgnored(this.idTrouble)]),
      ...said,
      ...renamed.warnings,
      ...overlaps,
      ...joins,
      ...storeFindings(counts, read, reading),
    ];
    const { rowsNew, rowsReplaced, rowsUnchanged, currency, changed, lost } = counts;
    const summary = summaryOf(
      table.label,
      table.encoding,
      layout,
      reading,
      read,
      {
        importId: isUnchanged ? this.earlierId : importId,
        rowsNew,
        rowsReplaced,
        rowsUnchanged,
        currency,
        changed,
        becameUnknown: lost,
        adsNew,
        creativesNew: Math.max(0, link.made.size - renamed.creatives - joined),
      },
      warnings,
    );
    if (!isUnchanged) finishImport(db, importId, { grain: summary.grain, summary: JSON.stringify(summary) });
    return summary;
  }
}

/** Refuses a file of which not every row could be read, unless such rows may be left out. */
function checkRows(read: RowsRead, reading: RowReading, { skipBadRows, dryRun }: ImportOptions): void {
  if (read.rows === 0) throw noRows();
  if (reading.fillsIn && read.firstDay === null && read.unknown.rows === read.skipped) throw noSpend();
  if (read.problemCount > 0 && !skipBadRows && !dryRun)
    throw read.unknown.rows === read.problemCount ? nothingToFillIn(read) : badRows(read);
  if (read.rows === read.skipped) throw badRows(read);
  refuseUnlikelyResults(read, reading);
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
    changed: [],
    becameUnknown: [],
    adsNew: 0,
    creativesNew: 0,
    warnings: [UNCHANGED, ...before.warnings.filter(({ code }) => !OF_ITS_TIME.includes(code))],
  };
}

/** What an import did to the store when it was made, and does not do again. */
const OF_ITS_TIME = ['CHANGED', 'CURRENCY_CHANGED', 'BECAME_UNKNOWN', 'RENAMED', 'MAYBE_RENAMED'];

const WOULD_BE_REFUSED: Warning = {
  code: 'WOULD_BE_REFUSED',
  message: 'rows that cannot be read: the import would be refused without --skip-bad-rows',
};

const UNCHANGED: Warning = {
  code: 'UNCHANGED',
  message: 'the store already holds every row of this file: nothing changed',
};

const cannotStandAlone = (): UserError =>
  new UserError(
    'NO_SPEND',
    'the file has no spend: with --replace it would leave its ads and days without what was delivered',
    'Import it without --replace, so that its figures are added to those that the store has',
  );

function nothingToFillIn({ problems: [first], unknown: { rows } }: RowsRead): UserError {
  return new UserError(
    'UNKNOWN_DAYS',
    `${rows === 1 ? 'a row' : `${rows} rows`} cannot be added to anything${first ? `, first line ${first.line}: it ${first.message}` : ''}`,
    'Import the report with the spend of these ads and days first, or leave such rows out with --skip-bad-rows; nothing was imported',
  );
}

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
