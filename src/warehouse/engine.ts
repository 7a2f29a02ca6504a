/** What creo asks of a warehouse, whichever engine it is. */

/** What a column holds, as far as it matters for summing; `float` cannot hold long ids, `other` is anything nested. */
export type ColumnKind = 'whole' | 'decimal' | 'float' | 'text' | 'day' | 'instant' | 'flag' | 'other';

export interface SourceColumn {
  name: string;
  /** The type as the engine writes it, for messages. */
  type: string;
  kind: ColumnKind;
  /** The time zone that gives the days of an instant; null for everything else. */
  timeZone: string | null;
}

export interface Source {
  columns: readonly SourceColumn[];
  /** The engine can read the newest version of each row by itself. */
  mergesVersions: boolean;
  /** The column that tells versions apart by the table's own definition; null when it names none. */
  versionColumn: string | null;
  /** Columns in which no two rows agree, by the table's own definition; null when it has no such key. */
  uniqueKey: readonly string[] | null;
  /** Columns in which the versions of one row agree and other rows do not, by the table's own definition; null when unknown. */
  rowKey: readonly string[] | null;
}

/** What is read: a table, by the name in the address, or a query. */
export type Target = { table: string } | { query: string };

/** A row of a result as text; '' stands for NULL. */
export type TextRow = readonly string[];

/** Rows each in their newest version: `identity` tells rows apart, `version` their versions; all are expressions over `from`. */
export interface Versions {
  from: string;
  identity: readonly string[];
  version: string;
}

export interface Aliased {
  expression: string;
  alias: string;
  /** The column that the expression reads; null for a constant. */
  column: SourceColumn | null;
  /** All versions of a row agree in it. */
  isIdentity: boolean;
}

/** How SQL is written for an engine. Names and values are quoted here and nowhere else. */
export interface Dialect {
  identifier(name: string): string;
  literal(text: string): string;
  /** A table or a query to select from; `merged` asks the engine to merge versions itself. */
  from(target: Target, merged: boolean): string;
  /** Any value as text, '' for NULL. */
  text(expression: string): string;
  /** Several texts as one, with a sign between them that no text has. */
  joined(texts: readonly string[]): string;
  /** The value of a column that groups its rows by day. */
  day(column: SourceColumn): string;
  /** That value as text. */
  dayText(expression: string, column: SourceColumn): string;
  /** A day `YYYY-MM-DD` as a literal that compares with that value. */
  dayLiteral(day: string, column: SourceColumn): string;
  /** True where that value is no day: NULL, the engine's own stand-in for it, or a text that begins with none. */
  isNoDay(expression: string, column: SourceColumn): string;
  /** A condition that is false where it would be NULL. */
  isTrue(condition: string): string;
  isWhole(expression: string): string;
  isFinite(expression: string): string;
  /** A select of `columns` from the newest version of each row. */
  newest(versions: Versions, columns: readonly Aliased[]): string;
  /** A select of one number: how many rows have several versions. */
  repeatedRows(versions: Versions): string;
  /**
   * A select of two counts over a part of the rows, 1 of `oneIn`: those whose newest version is not one, as `figures`
   * differ, and those whose versions differ in `others` (empty: none).
   */
  versionDoubts(versions: Versions, figures: readonly string[], others: readonly string[], oneIn: number): string;
  /** A grouping whose rows come ordered by all keys, of which there is at least one. */
  grouped(select: readonly string[], from: string, keys: readonly string[]): string;
}

export interface Engine {
  dialect: Dialect;
  /** Throws UserError NO_TABLE, and whatever else a server can answer. */
  describe(target: Target): Promise<Source>;
  /** The whole answer of a small query. */
  table(sql: string): Promise<TextRow[]>;
  /** The rows of a `grouped` query in turn. Throws UserError SERVER_STOPPED when not all of them came. */
  grouped(sql: string): AsyncIterable<TextRow>;
  close(): Promise<void>;
}
