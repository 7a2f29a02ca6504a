/** Choosing, ordering and cutting the rows and columns of a list, as `--columns`, `--sort` and `--limit` ask. */
import { UserError } from '../errors.js';
import { FIELDS, type FieldKey, type Row } from '../fields.js';

export interface Arrangement {
  /** Columns to show, in this order; null for the usual ones. */
  columns: readonly string[] | null;
  /** A field; null for the usual order. Numbers run from the largest down, text from A to Z; `-` before it turns that round. */
  sort: string | null;
  /** At most this many rows; null for all. */
  limit: number | null;
}

/**
 * Rows and columns as asked. `usual` are the columns shown when none are named; only fields that `rows` carry can be named.
 * Rows without the value come last. Throws UserError (UNKNOWN_FIELD).
 */
export function arranged<R extends Row>(
  rows: readonly R[],
  usual: readonly FieldKey[],
  { columns, sort, limit }: Arrangement,
): { rows: R[]; fields: FieldKey[] } {
  const known = [...new Set([...usual, ...rows.flatMap((row) => Object.keys(row).filter(isField))])];
  const fieldNamed = (name: string): FieldKey => {
    const found = known.find((key) => key.toLowerCase() === name.trim().toLowerCase());
    if (!found)
      throw new UserError('UNKNOWN_FIELD', `There is no field ${name} here`, `Choose from: ${known.join(', ')}`);
    return found;
  };
  const fields = columns === null ? [...usual] : columns.map(fieldNamed);
  const sorted = sort === null ? [...rows] : sortedBy(rows, fieldNamed(sort.replace(/^-/, '')), sort.startsWith('-'));
  return { rows: limit === null ? sorted : sorted.slice(0, limit), fields };
}

const isField = (key: string): key is FieldKey => Object.hasOwn(FIELDS, key);

function sortedBy<R extends Row>(rows: readonly R[], key: FieldKey, reversed: boolean): R[] {
  const direction = reversed ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [left[key] ?? null, right[key] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return direction * (b - a);
    return direction * (String(a) < String(b) ? -1 : Number(String(a) > String(b)));
  });
}
