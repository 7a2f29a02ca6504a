/**
 * Tables of connectors and warehouses keep Meta's lists of actions in one cell, as JSON or as Python prints it:
 * `[{"action_type": "purchase", "value": "2"}]`. They become a column each, named as those of the reporting API are.
 */
import { DELIMITERS, headRecords } from './detect.js';
import { objectsToCsv } from './json-table.js';
import { bytesSource, RecordReader } from './record-reader.js';

/** True for the beginning of a table that has such cells. */
export const holdsActions = (head: string): boolean => /\[\s*\{\s*(?:""|"|')action_type/.test(head);

/** The same table, comma separated, with a column for each action; as it was where its rows do not fit its header. */
export function actionsToCsv(text: string): string {
  const bytes = Buffer.from(text);
  const head = bytes.subarray(0, HEAD);
  const width = (delimiter: (typeof DELIMITERS)[number]): number => headRecords(head, delimiter)[0]?.cells.length ?? 0;
  const delimiter = DELIMITERS.reduce((best, other) => (width(other) > width(best) ? other : best));
  const reader = new RecordReader(bytesSource(bytes), delimiter.charCodeAt(0));
  const headers = reader.next() ? reader.texts().map((header) => header.replace(/^\ufeff/, '')) : [];
  if (new Set(headers).size < headers.length) return text;
  const rows: object[] = [];
  while (reader.next()) {
    if (reader.count !== headers.length) return text;
    rows.push(Object.fromEntries(reader.texts().map((cell, column) => [headers[column] ?? '', actionsIn(cell)])));
  }
  return rows.length === 0 ? text : objectsToCsv(rows, headers);
}

const HEAD = 1 << 16;

/** The list in a cell, or the cell as it is. */
function actionsIn(cell: string): unknown {
  if (!/^\s*\[/.test(cell)) return cell;
  for (const json of [cell, cell.replaceAll("'", '"')]) {
    try {
      const list: unknown = JSON.parse(json);
      if (Array.isArray(list)) return list;
    } catch {
      // Not JSON in this spelling.
    }
  }
  return cell;
}
