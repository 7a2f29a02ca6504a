/** A table of tags, as `creo tag --file` takes it: a column `creative`, then one column per tag. */
import { parse } from 'csv-parse/sync';
import { messageOf, UserError } from '../errors.js';

export interface TagRow {
  /** Line of the file, from 1. */
  line: number;
  name: string;
  key: string;
  value: string;
}

/** The tags of a table as comma-, semicolon- or tab-separated text; an empty cell is no tag. Throws UserError (BAD_TAG_FILE). */
export function tagTable(text: string, file: string): TagRow[] {
  const header = text.slice(0, Math.max(0, text.search(/\r?\n|$/)));
  const delimiter = [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
  const [head, ...rows] = parsed(text, delimiter, file);
  const keys = head?.record.map((title) => title.trim()) ?? [];
  const nameAt = keys.findIndex((key) => /^(creative|name)$/i.test(key));
  if (nameAt < 0 || keys.length < 2) {
    throw new UserError(
      'BAD_TAG_FILE',
      `${file} line 1 has no column creative with tags beside it`,
      'The first line names the columns: creative, then one per tag, for example: creative,hook,creator',
    );
  }
  return rows.flatMap(({ record, line }) =>
    keys.flatMap((key, column) => {
      const value = record[column]?.trim() ?? '';
      return column === nameAt || key === '' || value === ''
        ? []
        : [{ line, name: record[nameAt]!.trim(), key, value }];
    }),
  );
}

function parsed(text: string, delimiter: string, file: string): { record: string[]; line: number }[] {
  const rows: { record: string[]; line: number }[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        rows.push({ record, line: lines });
        return null;
      },
    });
    return rows;
  } catch (thrown) {
    throw new UserError(
      'BAD_TAG_FILE',
      `${file} is not a readable table: ${messageOf(thrown)}`,
      'Save it as CSV again',
      { cause: thrown },
    );
  }
}
