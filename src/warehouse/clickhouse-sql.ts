/** SQL for ClickHouse, from 18.16 on: no query parameters, no window functions, nothing that later versions renamed. */
import type { Aliased, ColumnKind, Dialect, SourceColumn, Target, Versions } from './engine.js';
import { subquery } from './query-text.js';

/** A string literal. ClickHouse reads backslash escapes in it, so both signs are escaped; NUL cannot stand in a query. */
export const quoteText = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0').replaceAll('\n', '\\n')}'`;

/** An identifier in backquotes, in which backslash escapes hold as well. */
export const quoteName = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** `table`, or `database.table`. */
export const tableName = (name: string): string => name.split('.').map(quoteName).join('.');

const hash = (expressions: readonly string[]): string =>
  expressions.length === 0 ? '0' : `cityHash64(${expressions.map((one) => `ifNull(toString(${one}), '')`).join(', ')})`;

/**
 * The value of a column in the newest version of a row. argMax passes over rows whose value is NULL, which would mix
 * figures of several versions: whether it is NULL is asked for by itself.
 */
function inNewest({ expression, column, isIdentity }: Aliased, version: string): string {
  if (column === null || isIdentity) return `any(${expression})`;
  const newest = (value: string): string => `argMax(${value}, assumeNotNull(${version}))`;
  if (column.type === 'String' || (column.kind !== 'text' && !column.type.includes('Nullable')))
    return newest(expression);
  if (column.kind === 'text') return newest(`ifNull(toString(${expression}), '')`);
  return `if(${newest(`isNull(${expression})`)}, NULL, ${newest(`assumeNotNull(${expression})`)})`;
}

export const clickHouseSql: Dialect = {
  identifier: quoteName,
  literal: quoteText,
  from: (target: Target, merged: boolean) =>
    'query' in target ? subquery(target.query) : `${tableName(target.table)}${merged ? ' FINAL' : ''}`,
  text: (expression) => `ifNull(toString(${expression}), '')`,
  joined: (texts) => (texts.length === 1 ? `${texts[0]}` : `concat(${texts.join(", '\\x1f', ")})`),
  day: ({ name, kind }) =>
    kind === 'instant'
      ? `toDate(${quoteName(name)})`
      : kind === 'text'
        ? `substring(toString(${quoteName(name)}), 1, 10)`
        : quoteName(name),
  dayText: (expression) => `ifNull(toString(${expression}), '')`,
  dayLiteral: (day, { kind }) =>
    kind === 'whole' ? day.replaceAll('-', '') : kind === 'text' ? quoteText(day) : `toDate(${quoteText(day)})`,
  isNoDay: (expression, { kind, type }) => {
    const isMissing = type.includes('Nullable') ? `isNull(${expression}) OR ` : '';
    if (kind === 'text') return `${isMissing}NOT match(${expression}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`;
    // A Date that was never set is day 0, which old servers write as 0000-00-00.
    return `${isMissing}${expression} = ${kind === 'whole' ? '0' : 'toDate(0)'}`;
  },
  isTrue: (condition) => `ifNull(${condition}, 0)`,
  isWhole: (expression) => `${expression} = floor(${expression})`,
  isFinite: (expression) => `isFinite(${expression})`,
  newest: ({ from, identity, version }: Versions, columns: readonly Aliased[]) =>
    `SELECT ${columns.map((column) => `${inNewest(column, version)} AS ${column.alias}`).join(', ')} FROM ${from} GROUP BY ${identity.join(', ')}`,
  repeatedRows: ({ from, identity }: Versions) =>
    `SELECT toString(count()) FROM (SELECT ${hash(identity)} AS creo_row FROM ${from} GROUP BY creo_row HAVING count() > 1)`,
  versionDoubts: ({ from, identity, version }: Versions, figures, others, oneIn) =>
    'SELECT toString(sum(creo_states > creo_versions)), toString(sum(creo_others > 1)) FROM (' +
    'SELECT uniqExact(creo_version) AS creo_versions, uniqExact(creo_version, creo_figures) AS creo_states, uniqExact(creo_other) AS creo_others FROM (' +
    `SELECT ${hash(identity)} AS creo_row, assumeNotNull(${version}) AS creo_version, ${hash(figures)} AS creo_figures, ${hash(others)} AS creo_other` +
    ` FROM ${from}) WHERE creo_row % ${oneIn} = 0 GROUP BY creo_row)`,
  // The totals close the answer: without them it was cut short, which the protocol of old servers does not tell.
  grouped: (select, from, keys) =>
    `SELECT ${select.join(', ')} FROM ${from} GROUP BY ${keys.join(', ')} WITH TOTALS ORDER BY ${keys.join(', ')}`,
};

/** What a column of this type holds; wrappers such as Nullable and LowCardinality aside. `serverZone` is for instants without a zone. */
export function clickHouseColumn(name: string, type: string, serverZone: string): SourceColumn {
  let bare = type;
  for (
    let inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(bare);
    inner;
    inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(bare)
  ) {
    bare = inner[1] ?? '';
  }
  const simple = /^SimpleAggregateFunction\(\w+, (.*)\)$/.exec(bare);
  if (simple) return { ...clickHouseColumn(name, simple[1] ?? '', serverZone), type };
  const kind = kindOf(bare);
  const zone = kind === 'instant' ? (/'([^']+)'/.exec(bare)?.[1] ?? serverZone) : null;
  return { name, type, kind, timeZone: zone };
}

function kindOf(type: string): ColumnKind {
  if (/^U?Int\d+$/.test(type)) return 'whole';
  if (/^Decimal/.test(type)) return 'decimal';
  if (/^(B?Float)\d+$/.test(type)) return 'float';
  if (/^Date(32)?$/.test(type)) return 'day';
  if (/^DateTime/.test(type)) return 'instant';
  if (type === 'Bool') return 'flag';
  if (/^(String|FixedString|Enum|UUID|IPv)/.test(type)) return 'text';
  return 'other';
}
