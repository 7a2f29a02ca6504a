/**
 * Tables that fit the terminal: numbers to the right, titles and sentences broken over lines, text cut with an ellipsis, the
 * last columns left out by name where there is no room. A column about which nothing is known does not show at all.
 */
import CliTable from 'cli-table3';
import { FIELDS, type Field, type Table, type Unit } from '../fields.js';
import { format, isNumeric } from './format.js';
import { cut, widthOf, wrapped } from './width.js';

/** The name of a row, its first column, is cut to no less than this many terminal columns: names differ at their ends. */
const NARROWEST_NAME = 22;
/** The library takes a time that grows as the square of the rows it lays out together. */
const ROWS_LAID_OUT = 100;
/** Any other text: the longest verdict stays whole. */
const NARROWEST_TEXT = 12;
/** A column of sentences: narrower it would be a tower of words. */
const NARROWEST_PROSE = 24;

export function renderTable(
  { title, fields, rows, currency }: Table,
  { width, color }: { width: number | null; color: boolean },
): string {
  const known = fields.filter((key, index) => index === 0 || rows.some((row) => (row[key] ?? null) !== null));
  const columns = known.map((key) => {
    const field: Field = FIELDS[key];
    const cells = rows.map((row) =>
      format(row[key], field.unit, row.currency === undefined ? currency : String(row.currency)),
    );
    return { head: field.title, unit: field.unit, right: isNumeric(field.unit), cells };
  });
  const natural = (headWidth: (head: string) => number): number[] =>
    columns.map(({ head, cells }) => cells.reduce((most, cell) => Math.max(most, widthOf(cell)), headWidth(head)));
  const whole = natural(widthOf);
  const widths = fitted(
    roomBeside(whole, width) < 0 ? natural(longestWord) : whole,
    columns.map(({ unit }) => unit),
    width,
  );
  const shown = columns.filter((_, index) => widths[index]! > 0);
  const shownWidths = widths.filter((columnWidth) => columnWidth > 0);
  const parts: string[][] = [];
  for (let from = 0; from < Math.max(1, rows.length); from += ROWS_LAID_OUT) {
    const table = new CliTable({
      head: from === 0 ? shown.map(({ head }, index) => broken(head, shownWidths[index]!)) : [],
      rowAligns: from === 0 ? ['bottom'] : [],
      colAligns: shown.map(({ right }) => (right ? 'right' : 'left')),
      colWidths: shownWidths.map((columnWidth) => columnWidth + 2),
      style: { head: color ? ['bold'] : [], border: color ? ['gray'] : [], compact: true },
      chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    });
    for (let row = from; row < Math.min(rows.length, from + ROWS_LAID_OUT); row += 1) {
      table.push(shown.map(({ cells, unit }, index) => fittedCell(cells[row]!, unit, shownWidths[index]!)));
    }
    parts.push(table.toString().split('\n'));
  }
  // Each part has its own frame: only the first one's top and the last one's bottom show.
  const lines = parts.flatMap((part, at) => part.slice(at === 0 ? 0 : 1, at === parts.length - 1 ? undefined : -1));
  const left = columns.filter((_, index) => widths[index] === 0).map(({ head }) => head);
  const note = left.length > 0 ? `(not shown at this width: ${left.join(', ')})` : '';
  return [title ?? '', lines.join('\n'), width === null ? note : wrapped(note, width)]
    .filter((line) => line !== '')
    .join('\n');
}

const fittedCell = (cell: string, unit: Unit, width: number): string =>
  unit === 'prose' ? broken(cell, width) : cut(cell, width);

/** A text over as many lines as it takes. */
const broken = (text: string, width: number): string =>
  wrapped(text, width)
    .split('\n')
    .map((line) => cut(line, width))
    .join('\n');

const longestWord = (text: string): number => Math.max(...text.split(' ').map(widthOf));

/** What columns leave of a width, with a frame around each; less than 0 where they do not fit. */
const roomBeside = (columns: readonly number[], width: number | null): number =>
  width === null
    ? Number.POSITIVE_INFINITY
    : width - 1 - columns.reduce((sum, columnWidth) => sum + columnWidth + 3, 0);

/**
 * Column widths that fit `width`; 0 means left out. Text is cut down to its least first, then columns go from the right
 * (the first names the row and stays), and what room that leaves goes back to the text, and what is left to sentences.
 */
function fitted(natural: number[], units: readonly Unit[], width: number | null): number[] {
  if (width === null) return [...natural];
  const least = natural.map((columnWidth, index) => Math.min(columnWidth, narrowest(units[index]!, index)));
  let shown = natural.length;
  const room = (): number => roomBeside(least.slice(0, shown), width);
  while (shown > 1 && room() < 0) shown -= 1;
  let spare = room();
  const widths = least.map((columnWidth, index) => (index < shown ? columnWidth : 0));
  for (const takesProse of [false, true]) {
    for (let index = 0; index < shown; index += 1) {
      if ((units[index] === 'prose') !== takesProse) continue;
      const given = Math.max(0, Math.min(spare, natural[index]! - least[index]!));
      spare -= given;
      widths[index]! += given;
    }
  }
  if (shown === 1) widths[0] = Math.max(1, widths[0]! + Math.min(0, spare));
  return widths;
}

/** A number is never cut. */
function narrowest(unit: Unit, index: number): number {
  if (isNumeric(unit)) return Number.POSITIVE_INFINITY;
  if (index === 0) return NARROWEST_NAME;
  return unit === 'prose' ? NARROWEST_PROSE : NARROWEST_TEXT;
}
