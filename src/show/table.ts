/**
 * Tables that fit the terminal: numbers to the right, text cut with an ellipsis, the last columns left out by name where
 * there is no room. A column about which nothing is known does not show at all.
 */
import CliTable from 'cli-table3';
import { FIELDS, type Field, type Table } from '../fields.js';
import { format, isNumeric } from './format.js';
import { cut, widthOf } from './width.js';

/** Text columns are cut to no less than this many columns. */
const NARROWEST_TEXT = 10;

export function renderTable(
  { title, fields, rows, currency }: Table,
  { width, color }: { width: number | null; color: boolean },
): string {
  const known = fields.filter((key, index) => index === 0 || rows.some((row) => (row[key] ?? null) !== null));
  const columns = known.map((key) => {
    const field: Field = FIELDS[key];
    const cells = rows.map((row) =>
      format(row[key], field.unit, row.currency === undefined ? currency : String(row.currency)).replace(
        /\s*\n\s*/g,
        ' ',
      ),
    );
    return { head: field.title, right: isNumeric(field.unit), cells };
  });
  const widths = fitted(
    columns.map(({ head, cells }) => Math.max(widthOf(head), ...cells.map(widthOf))),
    columns.map(({ right }) => !right),
    width,
  );
  const shown = columns.filter((_, index) => widths[index] > 0);
  const shownWidths = widths.filter((columnWidth) => columnWidth > 0);
  const table = new CliTable({
    head: shown.map(({ head }, index) => cut(head, shownWidths[index])),
    colAligns: shown.map(({ right }) => (right ? 'right' : 'left')),
    colWidths: shownWidths.map((columnWidth) => columnWidth + 2),
    style: { head: color ? ['bold'] : [], border: color ? ['gray'] : [], compact: true },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (let row = 0; row < rows.length; row += 1) {
    table.push(shown.map(({ cells }, index) => cut(cells[row], shownWidths[index])));
  }
  const left = columns.filter((_, index) => widths[index] === 0).map(({ head }) => head);
  const note = left.length > 0 ? `(not shown at this width: ${left.join(', ')})` : '';
  return [title ?? '', table.toString(), note].filter((line) => line !== '').join('\n');
}

/** Column widths that fit `width`: text shrinks first, then whole columns go from the right; 0 means left out. */
function fitted(natural: number[], isText: boolean[], width: number | null): number[] {
  const widths = [...natural];
  if (width === null) return widths;
  const used = (): number => widths.reduce((sum, columnWidth) => sum + (columnWidth > 0 ? columnWidth + 3 : 0), 1);
  while (used() > width) {
    const widest = widths.reduce(
      (best, columnWidth, index) =>
        isText[index] && columnWidth > NARROWEST_TEXT && (best < 0 || columnWidth > widths[best]) ? index : best,
      -1,
    );
    if (widest < 0) break;
    widths[widest] = Math.max(NARROWEST_TEXT, widths[widest] - (used() - width));
  }
  for (let index = widths.length - 1; index > 0 && used() > width; index -= 1) widths[index] = 0;
  return widths;
}
