/** From a described table to its sums by ad and day, spooled as a table to import: all of them, or an error. */
import { UserError } from '../errors.js';
import { type OpenTable, plainTable } from '../files/open-export.js';
import type { Columns, Warning } from '../ingest/columns.js';
import type { Role } from '../ingest/roles.js';
import { addDays, type Day, dayNumber } from '../units.js';
import type { Engine, Source, Target, TextRow } from './engine.js';
import { type FactColumns, factColumns } from './fact-columns.js';
import { type FactQueries, factQueries, type Window } from './fact-query.js';
import type { Spool } from './spool.js';
import type { VersionWish } from './version-columns.js';
import { chooseVersions } from './versions.js';

/** Platforms revise their figures for about four weeks. */
export const REVISED_DAYS = 28;
/** More rows than this that cannot be are no slips: the column means something else. */
const MOST_BAD_ROWS = 10_000;
const NO_WINDOW: Window = { from: null, to: null };
/** Never the table's own name, in which a month could be taken for the period of its rows. */
export const TABLE_NAME = 'warehouse';

export interface FactWishes {
  columns: Columns;
  byHand: ReadonlySet<Role>;
  /** A column asked for as the conversion; null for none. */
  conversion: string | null;
  version: VersionWish;
  from: Day | null;
  to: Day | null;
  /** How many of the newest days to read, back from the newest that was imported before, or that is there. Null: as many as are revised, or all the first time. */
  days: number | null;
  /** The newest day of earlier imports of the same source; null the first time. */
  newestImported: Day | null;
  /** Rows that cannot be are passed on as they are, instead of ending the import. */
  passBadRows: boolean;
  onRows: (rows: number) => void;
}

export interface FactSource {
  source: Source;
  target: Target;
  label: string;
}

export interface Facts {
  table: OpenTable;
  /** Its rows carry their days. */
  hasDays: boolean;
  warnings: readonly Warning[];
}

/** Throws UserError NO_SPEND, NO_DATES, WRONG_TYPE, BAD_ROWS, NO_ROWS, VERSION_DOUBT and what a server can answer. */
export async function readFacts(
  engine: Engine,
  { source, target, label }: FactSource,
  wanted: FactWishes,
  newSpool: () => Spool,
): Promise<Facts> {
  const facts = factColumns(source, { ...wanted, hasPeriod: wanted.from !== null || wanted.to !== null });
  const { newestDay } = factQueries(engine.dialect, source, target, facts, NO_WINDOW);
  const window = facts.day === null ? NO_WINDOW : await windowOf(engine, newestDay, wanted);
  const { queries, warnings } = await chooseVersions(engine, facts, source, (versions) =>
    factQueries(engine.dialect, source, target, { ...facts, versions }, window),
  );

  let spool = newSpool();
  let summed = await writeSums(engine, queries.sums(false), facts, spool, wanted.onRows);
  if (summed.bad > 0) {
    const bad = await badRows(engine, queries, facts, summed.bad);
    if (!wanted.passBadRows) throw badRowsError(facts, bad, summed.bad);
    spool = newSpool();
    summed = await writeSums(engine, queries.sums(true), facts, spool, wanted.onRows);
    for (const row of bad) spool.write(row);
  } else if (summed.rows === 0) throw noRows(window);
  spool.flush();
  const rows = `${summed.rows.toLocaleString('en-US')} ${summed.rows === 1 ? 'row' : 'rows'}`;
  const said: Warning = {
    code: 'SUMMED',
    message: `the warehouse summed ${rows} to ${summed.groups.toLocaleString('en-US')}`,
  };
  return {
    table: plainTable(spool.file, TABLE_NAME, label),
    hasDays: facts.day !== null,
    warnings: [said, ...warnings, ...windowWarnings(window, wanted), ...facts.warnings],
  };
}

/** Which days to read: those asked for, else the newest ones again, for their figures may have been revised. */
async function windowOf(
  engine: Engine,
  newestDay: string | null,
  { from, to, days, newestImported }: FactWishes,
): Promise<Window> {
  if (from !== null || to !== null) return { from, to };
  if (newestImported !== null) return { from: addDays(newestImported, 1 - (days ?? REVISED_DAYS)), to: null };
  if (days === null || newestDay === null) return NO_WINDOW;
  const [row] = await engine.table(newestDay);
  const newest = (row?.[0] ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3').slice(0, 10);
  return dayNumber(newest) === null ? NO_WINDOW : { from: addDays(newest, 1 - days), to: null };
}

const windowWarnings = ({ from }: Window, wanted: FactWishes): Warning[] =>
  from === null || wanted.from !== null
    ? []
    : [{ code: 'NEWEST_DAYS', message: `read from ${from} on; --from reads older days again` }];

/** Column names and the rows of a query of sums; counts what they were summed from. */
async function writeSums(
  engine: Engine,
  sql: string,
  { keys, figures }: FactColumns,
  spool: Spool,
  onRows: (rows: number) => void,
): Promise<{ groups: number; rows: number; bad: number }> {
  const names = [...keys.map(({ name }) => name), ...figures.map(({ column }) => column.name)];
  const keyless = keys.length === 0 ? 1 : 0;
  const counts = { groups: 0, rows: 0, bad: 0 };
  spool.write(names);
  for await (const row of engine.grouped(sql)) {
    const end = names.length + keyless;
    counts.groups += 1;
    counts.rows += Number(row[end]);
    counts.bad += Number(row[end + 1]);
    spool.write(row.slice(keyless, end));
    onRows(1);
  }
  return counts;
}

async function badRows(engine: Engine, queries: FactQueries, facts: FactColumns, count: number): Promise<TextRow[]> {
  const keyless = facts.keys.length === 0 ? 1 : 0;
  const rows = await engine.table(queries.bad(count > MOST_BAD_ROWS ? 1 : MOST_BAD_ROWS));
  // A file's `nan` is an empty cell; here it is a figure that was lost.
  const told = rows.map((row) =>
    row.slice(keyless).map((cell) => (/^[-+]?(nan|inf|infinity)$/i.test(cell) ? `not finite: ${cell}` : cell)),
  );
  if (count > MOST_BAD_ROWS) throw badRowsError(facts, told, count);
  return told;
}

/** Names the first of the rows by its own cells, as a line number means nothing in a warehouse. */
function badRowsError({ keys, figures }: FactColumns, bad: readonly TextRow[], count: number): UserError {
  const names = [...keys.map(({ name }) => name), ...figures.map(({ column }) => column.name)];
  const [first = []] = bad;
  const cells = names.flatMap((name, place) => {
    const cell = first[place] ?? '';
    return cell === '' ? [] : [`${name} ${cell.replace(/\s+/g, ' ').slice(0, 40)}`];
  });
  const which = count === 1 ? 'one row holds' : `${count.toLocaleString('en-US')} rows hold`;
  return new UserError(
    'BAD_ROWS',
    `${which} what cannot be (no day, a count or an amount that is none), first ${cells.join(', ')}`,
    'Mend the table or name another column with --column; --skip-bad-rows leaves such rows out; nothing was imported',
  );
}

const noRows = ({ from, to }: Window): UserError =>
  new UserError(
    'NO_ROWS',
    from === null && to === null
      ? 'The table or query has no rows'
      : `The table or query has no rows ${from === null ? '' : `from ${from}`}${to === null ? '' : ` to ${to}`}`.trimEnd(),
    'Check what loads the table, or read other days with --from and --to',
  );
