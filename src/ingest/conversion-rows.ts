/** The rows of a table of conversions, once it is known which column is what. */
import { UserError } from '../errors.js';
import { MICROS_PER_UNIT } from '../units.js';
import type { ConversionRole } from './conversion-sources.js';
import type { ConversionRow, ConversionTable, ConversionWishes } from './conversion-table.js';
import { currencyOf } from './currencies.js';
import { dateOrderEvidence, readDay } from './dates.js';
import { type DecimalSign, decimalEvidence, readNumber } from './numbers.js';
import { knownPlatform } from './platform-names.js';
import type { DateOrder } from './roles.js';
import type { TextRecord } from './text-records.js';

/** Orders of these states brought nothing: they are kept as 0, so that a later file corrects an earlier one. */
const VOID = /^(voided|refunded|cancell?ed|expired|rejected|declined|trash|hold)$/i;
const TOTAL = /^(grand )?totals?$|^итого$|^всего$|^gesamt$/i;
/** What analytics write where there is no campaign. */
const NO_VALUE =
  /^(\(not set\)|\(none\)|\(direct\)|\(organic\)|\(not provided\)|not set|null|undefined|n\/a|-+|—|\{.*\}|\[.*\])$/i;

/** Reads the rows of `body`; those of one key are summed. Throws UserError AMBIGUOUS_DATES. */
export class ConversionRowReader {
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
    // What the row itself says: a currency that was said with the file makes no other row of it.
    const own = this.statedCurrency(record) ?? this.currencyOfAmount(record);
    const key = order === '' ? JSON.stringify([day, names, own]) : `order ${order}`;
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
    const inHeader = /\(([A-Z]{3})\)|\bin ([A-Z]{3})\b/.exec(this.headers[this.columns.get('revenue') ?? -1] ?? '');
    return (
      this.statedCurrency(record) ??
      this.wishes.currency ??
      inHeader?.[1] ??
      inHeader?.[2] ??
      this.currencyOfAmount(record)
    );
  }

  private statedCurrency(record: TextRecord): string | null {
    const cell = this.cell(record, 'currency').toUpperCase();
    return /^[A-Z]{3}$/.test(cell) ? cell : null;
  }

  private currencyOfAmount(record: TextRecord): string | null {
    const signed = currencyOf(this.cell(record, 'revenue').replace(/[\d.,\s'()-]/g, ''));
    return signed && !signed.isGuess ? signed.code : null;
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
