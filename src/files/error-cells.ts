/**
 * Cells of a workbook that show an error (`#N/A`, `#DIV/0!`): read-excel-file gives them as empty ones, and an empty cell may
 * mean zero. They are found in the sheets themselves: `<c r="H3" t="e"><f>…</f><v>#N/A</v></c>` (ECMA-376, 18.3.1.4).
 */
import type { ArchiveEntry } from './unpack.js';
import { attribute, partOf, tagsIn, WORKBOOK } from './workbook-parts.js';

export interface SheetError {
  /** From 0. */
  row: number;
  column: number;
  text: string;
}

const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** A sheet has this many columns at most, by its file format. */
const MOST_COLUMNS = 16_384;

/** The error cells of every sheet, in the order of the workbook. A sheet that cannot be found has none. */
export async function errorCells(entries: readonly ArchiveEntry[]): Promise<SheetError[][]> {
  const [workbook, relations] = await Promise.all([partOf(entries, WORKBOOK), partOf(entries, RELATIONS)]);
  const targets = new Map(
    tagsIn(relations.toString('utf8'), 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const found: SheetError[][] = [];
  for (const tag of tagsIn(workbook.toString('utf8'), 'sheet')) {
    const target = targets.get(attribute(tag, 'r:id') || attribute(tag, 'id')) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    found.push(errorsIn(await partOf(entries, path)));
  }
  return found;
}

function errorsIn(sheet: Buffer): SheetError[] {
  return ['t="e"', "t='e'"].flatMap((mark) => {
    const found: SheetError[] = [];
    for (let at = sheet.indexOf(mark); at >= 0; at = sheet.indexOf(mark, at + mark.length)) {
      const error = errorAt(sheet, at);
      if (error !== null) found.push(error);
    }
    return found;
  });
}

/** The cell whose type stands at a place; null when it is no cell or holds no value. */
function errorAt(sheet: Buffer, at: number): SheetError | null {
  const opened = sheet.lastIndexOf('<', at);
  const closed = sheet.indexOf('>', at);
  if (opened < 0 || closed < 0 || sheet[closed - 1] === SLASH) return null;
  const tag = sheet.toString('utf8', opened, closed);
  const place = /^<(?:\w+:)?c\s/.test(tag) ? placeOf(attribute(tag, 'r')) : null;
  const value = sheet.indexOf('v>', closed);
  const end = sheet.indexOf('<', value);
  const next = sheet.indexOf('</', end + 2);
  if (place === null || value < 0 || end < 0 || sheet.subarray(closed, value).includes('c>') || next < 0) return null;
  return { ...place, text: sheet.toString('utf8', value + 2, end).trim() };
}

const SLASH = 0x2f;

/** `H3` to its row and column, from 0. */
function placeOf(reference: string): { row: number; column: number } | null {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (letters === '') return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return column < MOST_COLUMNS ? { row: Number(digits) - 1, column } : null;
}
