/** Excel workbooks to delimited text, one table a sheet. Numbers keep their own digits, days become ISO days. */
import readWorkbook from 'read-excel-file/node';
import { UserError } from '../errors.js';
import { missedOffset } from './date-system.js';
import { errorCells, type SheetError } from './error-cells.js';
import type { ArchiveEntry } from './unpack.js';

export interface SheetText {
  name: string;
  /** Comma separated, UTF-8, every row of the sheet on one record. */
  bytes: Buffer;
}

/** The sheets of the workbook that is packed of these entries. Throws UserError DAMAGED_WORKBOOK and UNCLEAR_DAYS. */
export async function readSheets(path: string, entries: readonly ArchiveEntry[]): Promise<SheetText[]> {
  try {
    const sheets = await readWorkbook(path, { parseNumber: plainNumber, trim: false });
    const errors = await errorCells(entries);
    const offset = await missedOffset(path, entries);
    const rowOf = (row: readonly unknown[]): string => row.map((cell) => quoted(textOf(cell, offset))).join(',');
    return sheets
      .map((read, place) => withErrors(read, errors[place] ?? []))
      .map(({ sheet, data }) => ({
        name: sheet,
        bytes: Buffer.from(data.map(rowOf).join('\n')),
      }));
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    // What the reader trips over speaks of its own code, never of the file.
    throw new UserError(
      'DAMAGED_WORKBOOK',
      `${path} is not a whole Excel workbook`,
      'Open it in a spreadsheet and save it as .xlsx or .csv',
      { cause: thrown },
    );
  }
}

interface Sheet {
  sheet: string;
  data: unknown[][];
}

/** Cells that show an error with its text, where the library leaves them empty. */
function withErrors(sheet: Sheet, errors: readonly SheetError[]): Sheet {
  for (const { row, column, text } of errors) {
    while (sheet.data.length <= row) sheet.data.push([]);
    const cells = sheet.data[row];
    if (cells !== undefined) cells[column] ??= text;
  }
  return sheet;
}

/** Excel writes doubles: `0.1` may stand in the file as 0.10000000000000001. Fifteen digits are what it shows and means. */
function plainNumber(text: string): string {
  if (!/^-?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text)) return text;
  const digits = text.replace(/\D/g, '').replace(/^0+/, '').length;
  return digits > 15 && /[.e]/i.test(text) ? String(Number(Number(text).toPrecision(15))) : text;
}

function textOf(cell: unknown, offset: number): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  const instant = new Date(cell.getTime() + offset).toISOString();
  return instant.endsWith('T00:00:00.000Z') ? instant.slice(0, 10) : instant.slice(0, 19).replace('T', ' ');
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
