/**
 * The short text of an answer, for clients that show an assistant no more than that. Names come from exports and files: they
 * are data, shown harmless, on one line, and cut.
 */
import { FIELDS, type Field, type Table, type Value } from '../fields.js';
import { format } from '../show/format.js';
import { harmless } from '../show/harmless.js';
import type { LeftOut } from './limited.js';

/** Longer cells are cut: a name of pages says no more than its beginning. */
const LONGEST_CELL = 120;

export interface Told {
  headline: string;
  tables: readonly Table[];
  notes?: readonly string[];
}

export function textOf({ headline, tables, notes = [] }: Told, more: readonly LeftOut[]): string {
  const blocks = [
    oneLine(headline),
    ...tables.filter(({ rows }) => rows.length > 0).map(tableText),
    ...(more.length > 0
      ? [`Left out: ${more.map(({ list, more: count }) => `${count} more of ${list}`).join(', ')}.`]
      : []),
    ...(notes.length > 0 ? [notes.map(oneLine).join('\n')] : []),
  ];
  return blocks.join('\n\n');
}

function tableText({ title, fields, rows, currency }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const unitOf = (key: Table['fields'][number]): Field['unit'] => FIELDS[key].unit;
  return [
    ...(title === undefined ? [] : [title]),
    line(fields.map((key) => FIELDS[key].title)),
    line(fields.map(() => '---')),
    ...rows.map((row) =>
      line(
        fields.map((key) =>
          cell(
            format(
              row[key] satisfies Value | undefined,
              unitOf(key),
              typeof row.currency === 'string' ? row.currency : currency,
            ),
          ),
        ),
      ),
    ),
  ].join('\n');
}

const oneLine = (text: string): string => harmless(text.replace(/\s*\n\s*/g, ' '));

function cell(text: string): string {
  const characters = [...oneLine(text).replaceAll('|', '¦')];
  return characters.length <= LONGEST_CELL ? characters.join('') : `${characters.slice(0, LONGEST_CELL - 1).join('')}…`;
}
