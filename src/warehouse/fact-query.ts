/** The queries of an import from a warehouse: sums by ad and day, the rows that cannot be, and the check of versions. */
import type { Day } from '../units.js';
import type { Aliased, Dialect, Source, SourceColumn, Target, Versions } from './engine.js';
import type { FactColumns } from './fact-columns.js';

/** Days to read, both ends included; null is open. */
export interface Window {
  from: Day | null;
  to: Day | null;
}

export interface FactQueries {
  /** Keys, sums, the number of rows, and how many of them are bad, by keys. `leaveOut`: without the bad ones. */
  sums(leaveOut: boolean): string;
  /** Keys and figures of the bad rows as they are, at most `limit`. */
  bad(limit: number): string;
  /** The newest day; null for a table without days. */
  newestDay: string | null;
  /** Questions about versions; null when the rows have none to choose from. */
  versions: { repeatedRows: string; doubts: (oneIn: number) => string } | null;
  /** How many rows there are, and in how many an id that tells rows apart is blank. */
  counts: string;
}

export function factQueries(
  dialect: Dialect,
  source: Source,
  target: Target,
  facts: FactColumns,
  window: Window,
): FactQueries {
  const { keys, figures, versions } = facts;
  const isMerged = versions === null && source.mergesVersions;
  const table = dialect.from(target, isMerged);
  const from = `${table}${conditions(dialect, facts, window)}`;
  const keyNames = keys.length === 0 ? ['creo_k0'] : keys.map((_, place) => `creo_k${place}`);
  const figureNames = figures.map((_, place) => `creo_f${place}`);
  const isDay = (column: SourceColumn): boolean => facts.days.includes(column);
  const isIdentity = (column: SourceColumn): boolean => versions?.identity.includes(column) ?? false;
  const plain = (column: SourceColumn, alias: string): Aliased => ({
    expression: isDay(column) ? dialect.day(column) : dialect.identifier(column.name),
    alias,
    column,
    isIdentity: isIdentity(column),
  });
  const columns: Aliased[] = [
    ...(keys.length === 0
      ? [{ expression: dialect.literal(''), alias: 'creo_k0', column: null, isIdentity: true }]
      : keys.map((column, place) => plain(column, `creo_k${place}`))),
    ...figures.map(({ column }, place) => plain(column, `creo_f${place}`)),
  ];
  const blanks = (versions?.whenBlank ?? []).map(({ id }) => isBlank(dialect, id));
  const told: Versions | null = versions && {
    from,
    identity: [
      ...versions.identity.map(({ name }) => dialect.identifier(name)),
      ...versions.whenBlank.map(({ id, columns: names }) => {
        const blank = isBlank(dialect, id);
        const text = names.map(({ name }) => dialect.text(dialect.identifier(name)));
        return `CASE WHEN ${blank} THEN ${dialect.joined(text)} ELSE '' END`;
      }),
    ],
    version: dialect.identifier(versions.version.name),
  };
  const rows = told
    ? dialect.newest(told, columns)
    : `SELECT ${columns.map(({ expression, alias }) => `${expression} AS ${alias}`).join(', ')} FROM ${from}`;
  const isBad = badCondition(dialect, facts);
  const keyTexts = keyNames.map((alias, place) => {
    const column = keys[place];
    return column && isDay(column) ? dialect.dayText(alias, column) : dialect.text(alias);
  });
  const counted = (condition: string): string => dialect.text(`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`);
  return {
    sums: (leaveOut) =>
      dialect.grouped(
        [
          ...keyTexts,
          ...figureNames.map((name) => dialect.text(`sum(${name})`)),
          dialect.text('count(*)'),
          isBad === null || leaveOut ? dialect.literal('0') : counted(isBad),
        ],
        `(${rows}) AS creo_facts${leaveOut && isBad !== null ? ` WHERE NOT (${isBad})` : ''}`,
        keyNames,
      ),
    bad: (limit) =>
      `SELECT ${[...keyTexts, ...figureNames.map(dialect.text)].map((expression, place) => `${expression} AS creo_c${place}`).join(', ')}` +
      ` FROM (${rows}) AS creo_facts WHERE ${isBad ?? '1 = 0'} LIMIT ${limit}`,
    newestDay:
      facts.day === null
        ? null
        : `SELECT ${dialect.dayText(`max(${dialect.day(facts.day)})`, facts.day)} AS creo_c0 FROM ${dialect.from(target, false)}`,
    versions: told &&
      versions && {
        repeatedRows: dialect.repeatedRows(told),
        doubts: (oneIn) =>
          dialect.versionDoubts(
            told,
            figures.map(({ column }) => dialect.identifier(column.name)),
            versions.others.map(({ name }) => dialect.identifier(name)),
            oneIn,
          ),
      },
    counts: `SELECT ${dialect.text('count(*)')} AS creo_c0, ${counted(blanks.length === 0 ? '1 = 0' : blanks.join(' OR '))} AS creo_c1 FROM ${from}`,
  };
}

const isBlank = (dialect: Dialect, { name }: SourceColumn): string =>
  `${dialect.text(dialect.identifier(name))} IN ('', '0')`;

/** A row without a day stays in whatever days are read: it is told of, not passed over. */
function conditions(dialect: Dialect, { day, deleted }: FactColumns, { from, to }: Window): string {
  const parts: string[] = [];
  if (day !== null && (from !== null || to !== null)) {
    const value = dialect.day(day);
    const ends = [
      ...(from === null ? [] : [`${value} >= ${dialect.dayLiteral(from, day)}`]),
      ...(to === null ? [] : [`${value} <= ${dialect.dayLiteral(to, day)}`]),
    ].join(' AND ');
    parts.push(`((${ends}) OR ${dialect.isNoDay(value, day)})`);
  }
  if (deleted !== null) {
    const name = dialect.identifier(deleted.name);
    parts.push(`NOT ${dialect.isTrue(deleted.kind === 'flag' ? name : `${name} <> 0`)}`);
  }
  return parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`;
}

/**
 * What no row of results can hold: no day, counts that are no whole numbers, NaN. Amounts below zero take back earlier ones,
 * as in files, and are judged by what the ad has in sum. Null: nothing can be wrong.
 */
function badCondition(dialect: Dialect, { keys, days, figures }: FactColumns): string | null {
  // A row without a day and without any figure tells nothing that could be lost.
  const hasFigures = figures.map((_, place) => `creo_f${place} IS NOT NULL`).join(' OR ');
  const noDay = keys.flatMap((column, place) =>
    days.includes(column) ? [`(${dialect.isNoDay(`creo_k${place}`, column)}) AND (${hasFigures})`] : [],
  );
  const wrong = figures.flatMap(({ column, isCount }, place) => {
    const name = `creo_f${place}`;
    return [
      ...(isCount && column.kind !== 'whole' ? [`NOT (${dialect.isWhole(name)})`] : []),
      ...(column.kind === 'float' || column.type.startsWith('numeric') ? [`NOT (${dialect.isFinite(name)})`] : []),
    ];
  });
  const all = [...noDay, ...wrong].map((condition) => dialect.isTrue(`(${condition})`));
  return all.length === 0 ? null : all.join(' OR ');
}
