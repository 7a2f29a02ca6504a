/**
 * Whether the days of a workbook are counted from 1904. read-excel-file sees `date1904="1"`, and takes `date1904="true"`, which
 * means the same (ECMA-376, 22.9.2.1) and is what LibreOffice writes, for no: its days are then 1,462 too early.
 */
import { UserError } from '../errors.js';
import type { ArchiveEntry } from './unpack.js';
import { attribute, partOf, tagsIn, WORKBOOK } from './workbook-parts.js';

/** From 1900-01-01 to 1904-01-01, and the 29th of February 1900, which Excel counts. */
const DAYS_BETWEEN = 1462;

const MILLISECONDS_PER_DAY = 86_400_000;

/** What to add to the instants that read-excel-file gives for this workbook, in milliseconds. Throws UserError UNCLEAR_DAYS. */
export async function missedOffset(path: string, entries: readonly ArchiveEntry[]): Promise<number> {
  const [properties = ''] = tagsIn((await partOf(entries, WORKBOOK)).toString('utf8'), 'workbookPr');
  if (attribute(properties, 'date1904') !== 'true') return 0;
  // Cells of type d hold a day as text, which is right as it is, and nothing tells them from the others afterwards.
  for (const { name } of entries.filter((entry) => entry.name.startsWith('xl/worksheets/'))) {
    const sheet = await partOf(entries, name);
    if (sheet.includes(' t="d"') || sheet.includes(" t='d'")) throw unclear(path);
  }
  return DAYS_BETWEEN * MILLISECONDS_PER_DAY;
}

const unclear = (path: string): UserError =>
  new UserError(
    'UNCLEAR_DAYS',
    `${path} counts its days from 1904 and also holds days as text: creo cannot tell which are which`,
    'Open it in a spreadsheet and save it as .csv',
  );
