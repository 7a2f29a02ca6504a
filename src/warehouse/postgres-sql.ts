/** SQL for PostgreSQL, from 11 on. */
import type { Aliased, ColumnKind, Dialect, Target, Versions } from './engine.js';
import { subquery } from './query-text.js';

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string literal by the standard; the escaped form where a backslash stands in it, which holds whatever the settings are. */
export const quoteText = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
};

/** `table`, or `schema.table`. */
export const tableName = (name: string): string => name.split('.').map(quoteName).join('.');

const hash = (expressions: readonly string[]): string =>
  expressions.length === 0 ? '0' : `hashtextextended(ROW(${expressions.join(', ')})::text, 0)`;

export const postgresSql: Dialect = {
  identifier: quoteName,
  literal: quoteText,
  from: (target: Target) => ('query' in target ? `${subquery(target.query)} AS creo_query` : tableName(target.table)),
  text: (expression) => `coalesce((${expression})::text, '')`,
  joined: (texts) => texts.join(" || E'\\x1f' || "),
  day: ({ name, kind }) =>
    kind === 'instant'
      ? `${quoteName(name)}::date`
      : kind === 'text'
        ? `left(${quoteName(name)}::text, 10)`
        : quoteName(name),
  // to_char does not depend on the DateStyle of the session.
  dayText: (expression, { kind }) =>
    kind === 'day' || kind === 'instant'
      ? `coalesce(to_char(${expression}, 'YYYY-MM-DD'), '')`
      : `coalesce((${expression})::text, '')`,
  dayLiteral: (day, { kind }) =>
    kind === 'whole' ? day.replaceAll('-', '') : kind === 'text' ? quoteText(day) : `${quoteText(day)}::date`,
  isNoDay: (expression, { kind }) =>
    `${expression} IS NULL${kind === 'text' ? ` OR ${expression} !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'` : ''}`,
  isTrue: (condition) => `coalesce(${condition}, false)`,
  isWhole: (expression) => `${expression} = floor(${expression})`,
  isFinite: (expression) => `(${expression})::text NOT IN ('NaN', 'Infinity', '-Infinity')`,
  newest({ from, identity, version }: Versions, columns: readonly Aliased[]) {
    const out = columns.map(({ expression, alias }) => `${expression} AS ${alias}`);
    const rows = identity.join(', ');
    return `SELECT DISTINCT ON (${rows}) ${out.join(', ')} FROM ${from} ORDER BY ${rows}, ${version} DESC NULLS LAST`;
  },
  repeatedRows: ({ from, identity }: Versions) =>
    `SELECT count(*)::text FROM (SELECT 1 FROM ${from} GROUP BY ${identity.join(', ')} HAVING count(*) > 1) AS creo_rows`,
  versionDoubts: ({ from, identity, version }: Versions, figures, others, oneIn) =>
    'SELECT sum((creo_states > creo_versions)::int)::text, sum((creo_others > 1)::int)::text FROM (' +
    `SELECT count(DISTINCT ROW(${version})) AS creo_versions, count(DISTINCT ROW(${version}, ${hash(figures)})) AS creo_states,` +
    ` count(DISTINCT ${hash(others)}) AS creo_others FROM (SELECT *, ${hash(identity)} AS creo_row FROM ${from}) AS creo_all` +
    ` WHERE creo_row % ${oneIn} = 0 GROUP BY creo_row) AS creo_check`,
  grouped: (select, from, keys) =>
    `SELECT ${select.join(', ')} FROM ${from} GROUP BY ${keys.join(', ')} ORDER BY ${keys.join(', ')}`,
};

/** What a column of this type (as `format_type` writes it) holds. */
export function postgresKind(type: string): ColumnKind {
  if (/^(smallint|integer|bigint)$/.test(type)) return 'whole';
  if (/^numeric|^money/.test(type)) return type.startsWith('money') ? 'other' : 'decimal';
  if (/^(real|double precision)$/.test(type)) return 'float';
  if (type === 'date') return 'day';
  if (/^timestamp/.test(type)) return 'instant';
  if (type === 'boolean') return 'flag';
  if (/^(text|character|"?name"?|uuid|citext)/.test(type)) return 'text';
  return 'other';
}
