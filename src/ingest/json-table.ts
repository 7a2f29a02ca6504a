/**
 * JSON of reporting APIs and command lines to a table: `{ "data": [...] }`, an array, or one object a line. Nested objects
 * become `metrics.clicks`, lists of actions `actions:purchase` and `action_values:purchase`.
 */
import { messageOf, UserError } from '../errors.js';

/** True for text that can only be JSON. */
export const looksLikeJson = (head: string): boolean => /^\s*(?:\[\s*[{\]]|\{)/.test(head.replace(/^\ufeff/, ''));

/** Comma separated text with a header. Throws UserError BAD_JSON. */
export const jsonToCsv = (text: string): string => objectsToCsv(recordsIn(text.replace(/^\ufeff/, '')));

/** The same of objects; `first` names the columns that come first, and those that are there though every row leaves them out. */
export function objectsToCsv(objects: readonly object[], first: readonly string[] = []): string {
  const rows = objects.map((record) => flat(record));
  const headers = [...new Set([...first, ...rows.flatMap((row) => [...row.keys()])])];
  return [headers, ...rows.map((row) => headers.map((header) => row.get(header) ?? ''))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
}

function recordsIn(text: string): object[] {
  const isObject = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (thrown) {
    try {
      whole = text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
    } catch {
      throw new UserError(
        'BAD_JSON',
        `The JSON cannot be read: ${messageOf(thrown)}`,
        'Save the answer of the API whole, or one object a line',
        { cause: thrown },
      );
    }
  }
  const list = isObject(whole) ? (Object.values(whole).find((value) => Array.isArray(value)) ?? [whole]) : whole;
  const records = (Array.isArray(list) ? list : []).flatMap((value: unknown) =>
    // Google's stream answers with batches that hold their rows in `results`.
    isObject(value) && 'results' in value && Array.isArray(value.results) ? value.results : [value],
  );
  const objects = records.filter(isObject);
  if (objects.length === 0)
    throw new UserError('BAD_JSON', 'The JSON holds no rows', 'It should be a list of objects, or {"data": [...]}');
  return objects;
}

function flat(record: object, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    const name = `${prefix}${key}`;
    if (Array.isArray(value)) actionsInto(into, name, value);
    else if (typeof value === 'object' && value !== null) flat(value, `${name}.`, into);
    else if (value !== null && value !== undefined) into.set(name, String(value));
  }
  return into;
}

function actionsInto(into: Map<string, string>, name: string, list: readonly unknown[]): void {
  for (const action of list) {
    if (typeof action === 'object' && action !== null && 'action_type' in action && 'value' in action) {
      into.set(`${name}:${String(action.action_type)}`, String(action.value));
    }
  }
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
