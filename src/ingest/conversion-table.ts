/** Tables of conversions that a second source counted: analytics, trackers, shops. By day or by order; never added to spend. */
import { UserError } from '../errors.js';
import { dayOf, MICROS_PER_UNIT } from '../units.js';
import {
  CONVERSION_ROLES,
  type ConversionRole,
  conversionColumns,
  isConversionHeader,
  sourceOf,
  UNKNOWN_SOURCE,
} from './conversion-sources.js';
import { currencyOf } from './currencies.js';
import { dateOrderEvidence, readDay } from './dates.js';
import { headerKey } from './headers.js';
import { type DecimalSign, decimalEvidence, readNumber } from './numbers.js';
import { knownPlatform } from './platform-names.js';
import type { DateOrder } from './roles.js';
import type { TextRecord } from './text-records.js';

export interface ConversionRow {
  /** What makes it the same row in another file: the order, else the day and what it says of the ad. */
  key: string;
  /** Whole days since 1970-01-01. */
  day: number;
  conversions: number;
  revenueMicros: number | null;
  currency: string | null;
  account: string;
  platform: string;
  ad: string;
  creative: string;
  utmContent: string;
  utmCampaign: string;
}

export interface ConversionTable {
  source: string;
  rows: ConversionRow[];
  rowsRead: number;
  /** Lines of a total, which repeat the others. */
  totalsRowsIgnored: number;
  /** Headers by role. */
  columns: Record<string, string>;
  problems: { line: number; column: string; message: string }[];
}

export interface ConversionWishes {
  source: string | null;
  currency: string | null;
  dateOrder: DateOrder | null;
  decimal: DecimalSign | null;
  /** Header that counts as a conversion. */
  conversion: string | null;
  /** Headers by role, given by hand. */
  columns: ReadonlyMap<string, string>;
}

/** Orders of these states brought nothing: they are kept as 0, so that a later file corrects an earlier one. */
const VOID = /^(voided|refunded|cancell?ed|expired|rejected|declined|trash|hold)$/i;
const TOTAL = /^(grand )?totals?$|^итого$|^всего$|^gesamt$/i;
/** What analytics write where there is no campaign. */
const NO_VALUE =
  /^(\(not set\)|\(none\)|\(direct\)|\(organic\)|\(not provided\)|not set|null|undefined|n\/a|-+|—|\{.*\}|\[.*\])$/i;

/** Reads a whole table. Throws UserError NO_CONVERSIONS for another table, NO_DAYS without one, AMBIGUOUS_DATES. */
export function readConversions(records: readonly TextRecord[], wishes: ConversionWishes): ConversionTable {
  const at = headerAt(records, wishes);
  const headers = records[at]?.cells.map((cell) => cell.replace(/^\ufeff/, '').trim()) ?? [];
  const known = sourceOf(headers);
  const columns = conversionColumns(headers, known);
  for (const [role, header] of byHand(wishes)) columns.set(role, columnOf(headers, header));
  const source = wishes.source ?? known?.id ?? UNKNOWN_SOURCE;
  if (!columns.has('day'))
    throw new UserError(
      'NO_DAYS',
      'No column holds the day',
      'Export it by day, or name the column: --column day=HEADER',
    );
  if (source !== 'shopify' && !wishes.columns.has('order') && isOnlyAName(headers, columns)) columns.delete('order');
  if (!columns.has('conversions') && !columns.has('order'))
    throw new UserError(
      'NO_CONVERSIONS',
      'No column counts conversions or numbers orders',
      'Name one with --conversion HEADER, or --column order=HEADER',
    );
  // A comment stands alone in its line; the number of an order begins with the same sign.
  const isComment = ({ cells: [first = '', ...rest] }: TextRecord): boolean =>
    first.startsWith('#') && rest.every((cell) => cell.trim() === '');
  const body = records.slice(at + 1).filter((record) => !isComment(record));
  return new Reader(headers, columns, body, wishes, source).read();
}

/** `Name` is the number of an order at Shopify, and anything elsewhere. */
const isOnlyAName = (headers: readonly string[], columns: ReadonlyMap<ConversionRole, number>): boolean =>
  headerKey(headers[columns.get('order') ?? -1] ?? '') === 'name';

function headerAt(records: readonly TextRecord[], wishes: ConversionWishes): number {
  const named = [...wishes.columns.values()].map(headerKey);
  const at = records
    .slice(0, 60)
    .findIndex(
      ({ cells }) =>
        isConversionHeader(cells) || (named.length > 0 && named.every((name) => cells.map(headerKey).includes(name))),
    );
  if (at >= 0) return at;
  throw new UserError(
    'NO_CONVERSIONS',
    'No line is the header of conversions by day or order',
    'Export them with the day, say which column is what with --column day=HEADER --column conversions=HEADER, or leave --as away for a report with spend',
  );
}

function byHand({ columns, conversion }: ConversionWishes): [ConversionRole, string][] {
  const found = [...columns].map(([name, header]): [ConversionRole, string] => {
    const role = CONVERSION_ROLES.find((each) => each === name);
    if (role !== undefined) return [role, header];
    throw new UserError(
      'BAD_COLUMN',
      `"${name}" is nothing that a column of conversions can be`,
      `--column takes ROLE=HEADER, with a role of ${CONVERSION_ROLES.join(', ')}`,
    );
  });
  return conversion === null ? found : [...found, ['conversions', conversion]];
}

function columnOf(headers: readonly string[], header: string): number {
  const column = headers.findIndex((each) => headerKey(each) === headerKey(header));
  if (column >= 0) return column;
  throw new UserError('BAD_COLUMN', `No column is called "${header}"`, `There are: ${headers.join(', ')}`);
}

class Reader {
  private readonly order: DateOrder | null;
  private readonly decimal: DecimalSign;
  private readonly problems: ConversionTable['problems'] = [];
  private readonly rows = new Map<string, ConversionRow>();
  private totals = 0;

  constructor(
    private readonly headers: readonly string[],
    private readonly columns: ReadonlyMap<ConversionRole, number>,
    private readonly body: readonly TextRecord[],
    private readonly wishes: ConversionWishes,
    private readonly source: string,
  ) {
    this.order = wishes.dateOrder ?? this.orderOfDays();
    this.decimal = wishes.decimal ?? this.signOfDecimals();
  }

  read(): ConversionTable {
    for (const record of this.body) this.add(record);
    return {
      source: this.source,
      rows: [...this.rows.values()],
      rowsRead: this.body.length,
      totalsRowsIgnored: this.totals,
      columns: Object.fromEntries([...this.columns].map(([role, column]) => [role, this.headers[column] ?? ''])),
      problems: this.problems,
    };
  }

  private cell({ cells }: TextRecord, role: ConversionRole): string {
    const column = this.columns.get(role);
    return column === undefined ? '' : (cells[column] ?? '').trim();
  }

  private add(record: TextRecord): void {
    const dayCell = this.cell(record, 'day');
    const order = this.cell(record, 'order');
    const isTotal = record.cells.some((cell) => TOTAL.test(cell.trim())) || (dayCell === '' && order === '');
    if (isTotal) {
      this.totals += 1;
      return;
    }
    // An order has a line for each thing in it; the further ones leave what belongs to the order empty.
    if (order !== '' && this.cell(record, 'revenue') === '' && this.rows.has(`order ${order}`)) return;
    const day = readDay(
      /^\d{8}$/.test(dayCell) ? `${dayCell.slice(0, 4)}-${dayCell.slice(4, 6)}-${dayCell.slice(6)}` : dayCell,
      this.order,
    );
    if (day === null) {
      this.problem(record, 'day', `"${dayCell}" is no day`);
      return;
    }
    const isVoid = VOID.test(this.cell(record, 'status')) || this.cell(record, 'cancelled') !== '';
    const counted =
      order !== '' && !this.columns.has('conversions') ? MICROS_PER_UNIT : this.number(record, 'conversions');
    const revenue = this.columns.has('revenue') ? this.number(record, 'revenue') : null;
    const refund = this.columns.has('refund') ? (this.number(record, 'refund') ?? 0) : 0;
    if (counted === undefined || revenue === undefined || refund === undefined) return;
    const names = this.namesOf(record);
    const currency = this.currencyOf(record);
    const key = order === '' ? JSON.stringify([day, names, currency]) : `order ${order}`;
    const row = {
      key,
      day,
      conversions: isVoid ? 0 : (counted ?? 0) / MICROS_PER_UNIT,
      revenueMicros: revenue === null ? null : isVoid ? 0 : revenue - refund,
      currency,
      ...names,
    };
    const known = this.rows.get(key);
    // Rows that a report cuts further, by country or device, are parts of one; an order is one however often it stands.
    if (known === undefined || order !== '') this.rows.set(key, row);
    else
      this.rows.set(key, {
        ...known,
        conversions: known.conversions + row.conversions,
        revenueMicros:
          known.revenueMicros === null ? row.revenueMicros : known.revenueMicros + (row.revenueMicros ?? 0),
      });
  }

  private namesOf(record: TextRecord) {
    const url = queryOf(this.cell(record, 'landing'));
    const notes = notesOf(this.cell(record, 'notes'));
    const said = (role: ConversionRole, parameter: string): string =>
      [this.cell(record, role), notes.get(parameter) ?? '', url.get(parameter) ?? '']
        .map(decoded)
        .find((text) => text !== '' && !NO_VALUE.test(text)) ?? '';
    const [sourceName = ''] = said('utmSource', 'utm_source').split('/');
    return {
      account: said('account', 'account'),
      platform: sourceName.trim() === '' ? '' : (knownPlatform(sourceName.trim()) ?? ''),
      ad: said('ad', 'ad_id'),
      creative: said('creative', 'creative'),
      utmContent: said('utmContent', 'utm_content'),
      utmCampaign: said('utmCampaign', 'utm_campaign'),
    };
  }

  private currencyOf(record: TextRecord): string | null {
    const cell = this.cell(record, 'currency').toUpperCase();
    const inHeader = /\(([A-Z]{3})\)|\bin ([A-Z]{3})\b/.exec(this.headers[this.columns.get('revenue') ?? -1] ?? '');
    const signed = currencyOf(this.cell(record, 'revenue').replace(/[\d.,\s'()-]/g, ''));
    if (/^[A-Z]{3}$/.test(cell)) return cell;
    return this.wishes.currency ?? inHeader?.[1] ?? inHeader?.[2] ?? (signed && !signed.isGuess ? signed.code : null);
  }

  /** Micros of a cell; null for an empty one, undefined for one that cannot be read, which is a problem. */
  private number(record: TextRecord, role: ConversionRole): number | null | undefined {
    const read = readNumber(this.cell(record, role), this.decimal);
    if (read.value !== null) return read.value;
    if (read.absent === 'empty') return null;
    this.problem(record, role, `"${this.cell(record, role)}" is no number`);
    return undefined;
  }

  private problem({ line }: TextRecord, role: ConversionRole, message: string): void {
    this.problems.push({ line, column: this.headers[this.columns.get(role) ?? -1] ?? role, message });
  }

  private orderOfDays(): DateOrder | null {
    const evidence = new Set(this.body.map((record) => dateOrderEvidence(this.cell(record, 'day'))));
    if (evidence.has('dmy')) return 'dmy';
    if (evidence.has('mdy')) return 'mdy';
    if (!evidence.has('either')) return null;
    const example = this.body
      .map((record) => this.cell(record, 'day'))
      .find((cell) => dateOrderEvidence(cell) === 'either');
    throw new UserError(
      'AMBIGUOUS_DATES',
      `"${example}" may be read in two ways`,
      'Say how it is meant: --date-order dmy or mdy',
    );
  }

  private signOfDecimals(): DecimalSign {
    const cells = this.body.flatMap((record) =>
      (['conversions', 'revenue'] as const).map((role) => this.cell(record, role)),
    );
    const evidence = new Set(cells.map(decimalEvidence));
    return evidence.has(',') && !evidence.has('.') ? ',' : '.';
  }
}

/** What a URL asks for: the part behind the question mark. */
const queryOf = (url: string): URLSearchParams =>
  new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

/** Attributes of an order, a line each: `utm_content: ugc-01`. */
const notesOf = (text: string): Map<string, string> =>
  new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const [, key = '', value = ''] = /^\s*([^:=]+?)\s*[:=]\s*(.*?)\s*$/.exec(line) ?? [];
      return key === '' ? [] : [[key.toLowerCase(), value]];
    }),
  );

/** A value as it was before it went through an address. */
function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** The days of some rows, first and last; null for none. */
export const daysOf = (rows: readonly ConversionRow[]): { dateStart: string | null; dateEnd: string | null } => {
  const days = rows.map(({ day }) => day);
  return days.length === 0
    ? { dateStart: null, dateEnd: null }
    : {
        dateStart: dayOf(days.reduce((a, b) => Math.min(a, b))),
        dateEnd: dayOf(days.reduce((a, b) => Math.max(a, b))),
      };
};
