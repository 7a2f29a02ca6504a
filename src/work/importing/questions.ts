/** Questions of an import, for a person at a terminal. Each has a flag that answers it in a pipe. */
import { UserError } from '../../errors.js';
import { ASKED_ROLES, columnMapText } from '../../ingest/column-map.js';
import { assignColumns } from '../../ingest/columns.js';
import type { Layout } from '../../ingest/detect.js';
import { checkedCurrency } from '../../ingest/file-currency.js';
import type { QuestionKind } from '../../ingest/open-question.js';
import type { Wishes } from '../../ingest/prepare.js';
import { dayNumber } from '../../units.js';
import type { Ask } from '../context.js';

/** Asks the one thing that a file leaves open, which `message` says; the wishes with the answer. */
export async function answerTo(question: QuestionKind, message: string, ask: Ask, wishes: Wishes): Promise<Wishes> {
  const text = async (flag: string, words: string): Promise<string> =>
    (await ask.text({ message: `${message}. ${words}`, flag })).trim();
  switch (question) {
    case 'currency':
      return { ...wishes, currency: checkedCurrency(await text('--currency', 'Currency code?')) };
    case 'dateOrder': {
      const choices = [
        { name: 'day/month/year', value: 'dmy' },
        { name: 'month/day/year', value: 'mdy' },
      ];
      return {
        ...wishes,
        dateOrder: (await ask.select({ message, flag: '--date-order' }, choices)) === 'mdy' ? 'mdy' : 'dmy',
      };
    }
    case 'decimal': {
      const choices = [
        { name: '1,234 is one thousand', value: '.' },
        { name: '1,234 is one and a bit', value: ',' },
      ];
      return { ...wishes, decimal: (await ask.select({ message, flag: '--decimal' }, choices)) === ',' ? ',' : '.' };
    }
    case 'period': {
      const start = dayNumber(await text('--from', 'First day (YYYY-MM-DD)?'));
      const end = dayNumber(await text('--to', 'Last day (YYYY-MM-DD)?'));
      return start === null || end === null || end < start ? wishes : { ...wishes, period: { start, end } };
    }
    case 'conversion':
      return { ...wishes, conversion: await text('--conversion', 'Which one?'), conversionIsRemembered: false };
  }
}

/** Offers the headers that look like a column which creo has never seen so called in a real file. */
export async function confirmCandidates(ask: Ask, layout: Layout, wishes: Wishes): Promise<Wishes> {
  const columns = new Map(wishes.columns);
  for (const { role, column } of assignColumns(layout, columns).candidates) {
    const header = layout.headers[column]?.text ?? '';
    const question = { message: `Is "${header}" the column of ${role}?`, flag: `--column ${role}="${header}"` };
    if (!columns.has(role) && (await ask.confirm(question, true))) columns.set(role, header);
  }
  return { ...wishes, columns };
}

const NOT_THERE = '';

/** Asks which column is what in a file that no map knows; the answer as a map to keep, and the name to keep it under. */
export async function askColumnMap(
  ask: Ask,
  file: string,
  headers: readonly string[],
): Promise<{ name: string; map: string }> {
  const columns: Record<string, string> = {};
  for (const role of ASKED_ROLES) {
    const left = headers.filter((header) => !Object.values(columns).includes(header));
    const choices = [
      ...left.map((header) => ({ name: header, value: header })),
      { name: '(not in the file)', value: NOT_THERE },
    ];
    const header = await ask.select(
      { message: `${file}: which column is the ${role}?`, flag: '--map FILE or --column' },
      choices,
    );
    if (header !== NOT_THERE) columns[role] = header;
  }
  const name = (
    await ask.text({ message: 'Name under which to keep this map', flag: '--map FILE' }, 'my-report')
  ).trim();
  if (name === '') throw new UserError('BAD_MAP', 'The map needs a name', 'Run the import again and name it');
  return { name, map: columnMapText(columns, name) };
}
