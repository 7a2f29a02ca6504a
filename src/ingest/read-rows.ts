/**
 * The rows of an export, by a plan, to figures: every cell is read or is a problem with its line and column. Total rows,
 * repeated headers and notes are told from data. What repeats from row to row (names, days) is looked up, not read again.
 */
import { UserError } from '../errors.js';
import { MICROS_PER_UNIT } from '../units.js';
import { headerKey } from './headers.js';
import { NOT_PLAIN, type NumberKind, readNumber, readPlain } from './numbers.js';
import { PeriodReader } from './period-reader.js';
import type { RecordReader } from './record-reader.js';
import type { Role } from './roles.js';
import type { AdIdentity, Figures, Problem, RowPlan, RowSink, RowsRead, Written } from './row-plan.js';
import { isCertainTotal, isNoName, isTotalLabel, type OwnTotal } from './total-rows.js';

/** Problems kept with their text; the rest are counted. */
const PROBLEMS_KEPT = 1000;
/** Names remembered at once; a file with more ads looks the others up again. */
const NAMES_KEPT = 100_000;
const PROGRESS_ROWS = 10_000;

const IDENTITY: readonly Role[] = [
  'platform',
  'account',
  'accountId',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
];
/** Columns of which one must be filled for a row to be about anything. */
const NAMING: readonly Role[] = [
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'utmContent',
  'utmCampaign',
];

/** One way of naming an ad in the file, and the ad once it was looked up. */
interface Named {
  identity: AdIdentity;
  isTotal: boolean;
  isNameless: boolean;
  isHeader: boolean;
  adId: number | null;
  window: string | null;
}

interface Span {
  first: number;
  last: number;
}

export interface ReadOptions {
  /** Told how many rows were read since the last call. */
  onRows?: (rows: number) => void;
}

/** Reads every row below the header, on which the reader stands, and hands the figures to `sink`. */
export function readRows(reader: RecordReader, plan: RowPlan, sink: RowSink, options: ReadOptions = {}): RowsRead {
  return new RowLoop(reader, plan, sink, options).run();
}

class RowLoop {
  private readonly at: RowPlan['columns']['at'];
  private readonly width: number;
  private readonly spans: readonly Span[];
  private readonly naming: readonly number[];
  private readonly hasNames: boolean;
  private readonly spendColumn: number;
  private readonly spendIsMicros: boolean;
  private readonly clicksColumn: number;
  private readonly conversionColumn: number;
  private readonly named = new Map<string, Named>();
  private readonly problems: Problem[] = [];
  private readonly ownTotals: OwnTotal[] = [];
  private readonly nameless: (OwnTotal & { row: number })[] = [];
  private readonly spendByDay = new Map<number, number>();
  private problemCount = 0;
  private rowIsBad = false;
  private currencyText = '';
  private currency: string | null;
  private masked = 0;
  private mangledIds = 0;
  private rows = 0;
  private skipped = 0;
  private empty = 0;
  private merged = 0;
  private otherKinds = 0;
  private firstDay: number | null = null;
  private lastDay: number | null = null;
  private hasPeriods = false;
  private clicksAboveImpressions = 0;
  private groupedAds = 0;
  private largest: RowsRead['largest'] = null;
  private readonly repeats = { rows: 0, spendMicros: 0 };
  private readonly periods: PeriodReader;
  private readonly figures: Figures;
  private readonly sums: RowsRead['sums'] = {
    impressions: null,
    clicks: null,
    conversions: null,
    spendMicros: null,
    revenueMicros: null,
    plays3s: null,
    thruplays: null,
  };

  constructor(
    private readonly reader: RecordReader,
    private readonly plan: RowPlan,
    private readonly sink: RowSink,
    private readonly options: ReadOptions,
  ) {
    this.at = plan.columns.at;
    this.width = plan.headers.length;
    this.currency = plan.currency;
    this.periods = new PeriodReader(reader, plan);
    this.figures = { ...this.sums, dateStart: 0, dateEnd: 0, currency: plan.currency ?? '' };
    this.spendColumn = this.at.spend ?? this.at.spendMicros ?? -1;
    this.spendIsMicros = this.at.spend === undefined && this.at.spendMicros !== undefined;
    this.clicksColumn = this.at.clicks ?? this.at.allClicks ?? -1;
    this.conversionColumn = plan.conversion.column ?? -1;
    const identity = [...IDENTITY.map((role) => this.at[role]), ...plan.columns.texts].filter(
      (column) => column !== undefined,
    );
    this.spans = spansOf(identity);
    this.naming = [...NAMING.map((role) => this.at[role]), ...plan.columns.texts].filter(
      (column) => column !== undefined,
    );
    this.hasNames = this.naming.length > 0;
  }

  run(): RowsRead {
    const { reader } = this;
    let sinceReport = 0;
    while (reader.next()) {
      if (reader.count === this.width || this.fits()) this.row();
      sinceReport += 1;
      if (sinceReport === PROGRESS_ROWS) {
        this.options.onRows?.(sinceReport);
        sinceReport = 0;
      }
    }
    this.options.onRows?.(sinceReport);
    this.settleNameless();
    return {
      rows: this.rows,
      skipped: this.skipped,
      empty: this.empty,
      merged: this.merged,
      otherKinds: this.otherKinds,
      problems: this.problems,
      problemCount: this.problemCount,
      ownTotals: this.ownTotals,
      sums: this.sums,
      firstDay: this.firstDay,
      lastDay: this.lastDay,
      hasPeriods: this.hasPeriods,
      currency: this.currency,
      masked: this.masked,
      mangledIds: this.mangledIds,
      clicksAboveImpressions: this.clicksAboveImpressions,
      repeats: this.repeats,
      largest: this.largest,
      spendByDay: this.spendByDay,
      groupedAds: this.groupedAds,
    };
  }

  /** A row with more or fewer cells than the header: padding is fine, a note or a total is passed over, else it is a problem. */
  private fits(): boolean {
    const { reader } = this;
    let filled = 0;
    let last = -1;
    for (let column = 0; column < reader.count; column += 1) {
      if (reader.isBlank(column)) continue;
      filled += 1;
      last = column;
    }
    if (last < this.width && reader.count > this.width) return true;
    const metrics = [this.at.impressions, this.spendColumn, this.clicksColumn].filter(
      (column) => column !== undefined && column >= 0,
    );
    const isNote = filled <= 1 || metrics.every((column) => column === undefined || reader.isBlank(column));
    if (isNote && last < this.width) return false;
    this.rows += 1;
    this.rowIsBad = false;
    this.problem(
      null,
      'COLUMN_COUNT',
      `has ${reader.count} cells, the header has ${this.width}: the columns may be shifted`,
    );
    this.skipped += 1;
    return false;
  }

  private row(): void {
    const { reader, figures, plan } = this;
    const named = this.namedHere();
    this.rowIsBad = false;
    if (named.isHeader || (!this.hasNames && this.isBlankRecord())) return;
    const label = named.isTotal || !this.hasNames ? this.totalLabel() : null;
    if (label !== null && (isCertainTotal(label) || !this.hasDay())) {
      this.ownTotals.push(this.ownTotal(label));
      return;
    }
    if (named.isNameless) {
      const said = this.totalLabel();
      const total = this.ownTotal(said ?? '');
      if (said !== null) this.ownTotals.push(total);
      else if ((total.impressions ?? total.clicks ?? total.spendMicros) !== null) {
        this.rows += 1;
        this.nameless.push({ ...total, row: this.rows });
      }
      return;
    }
    this.rows += 1;
    if (plan.onlyChosenKinds && !this.isChosenKind()) {
      this.otherKinds += 1;
      return;
    }
    this.readFigures();
    const isEmpty =
      figures.impressions === null &&
      figures.clicks === null &&
      figures.conversions === null &&
      figures.spendMicros === null &&
      figures.revenueMicros === null &&
      figures.plays3s === null &&
      figures.thruplays === null;
    if (isEmpty && !this.rowIsBad) {
      this.empty += 1;
      return;
    }
    const wrongDate = this.periods.read(figures);
    if (wrongDate) this.cellProblem(wrongDate.column, 'BAD_DATE', wrongDate.reason);
    this.readCurrency();
    if (this.rowIsBad) {
      this.skipped += 1;
      return;
    }
    if (plan.blankIsZero) this.fillBlanks();
    if (named.adId === null) {
      named.adId = this.sink.adOf(named.identity);
      if (/;\s*\.\.\.\s*and \d+ more/.test(named.identity.adName ?? '')) this.groupedAds += 1;
    }
    const written = this.sink.write(named.adId, figures);
    this.addUp();
    if (written !== 'new') this.checkMerged(named, written);
    else if (this.at.window !== undefined) named.window = reader.text(this.at.window);
    if (plan.columns.segments.length > 0) this.writeSegment(named.adId);
  }

  private namedHere(): Named {
    const { reader, spans, named } = this;
    let key = '';
    for (let place = 0; place < spans.length; place += 1) {
      const { first, last } = spans[place];
      if (place > 0) key += '\n';
      key += reader.bytes.toString(
        'latin1',
        reader.starts[first],
        reader.ends[last < reader.count ? last : reader.count - 1],
      );
    }
    const known = named.get(key);
    if (known) return known;
    if (named.size >= NAMES_KEPT) named.clear();
    const fresh = this.readIdentity();
    named.set(key, fresh);
    return fresh;
  }

  private readIdentity(): Named {
    const { reader, plan, at } = this;
    const word = (role: Role): string | null => {
      const column = at[role];
      if (column === undefined) return null;
      const text = reader.text(column).normalize('NFC').trim();
      return isNoName(text) ? null : text;
    };
    const texts = plan.columns.texts.map((column) => reader.text(column).trim()).filter((text) => !isNoName(text));
    const campaign = word('campaign') ?? word('utmCampaign') ?? word('campaignId');
    const adGroup = word('adGroup') ?? word('adGroupId');
    const adName =
      word('ad') ??
      (texts.length > 0 ? texts.join(' | ') : null) ??
      word('creativeFile') ??
      word('utmContent') ??
      word('adId');
    const idRole = ({ ad: 'adId', ad_group: 'adGroupId', campaign: 'campaignId', account: 'accountId' } as const)[
      plan.level
    ];
    const filled = this.naming.filter((column) => !isNoName(reader.text(column)));
    const label = filled.length === 1 && isTotalLabel(reader.text(filled[0]));
    const identity: AdIdentity = {
      platform: platformNamed(word('platform')) ?? plan.platform,
      account: word('account') ?? word('accountId') ?? plan.account,
      level: plan.level,
      externalId: this.usableId(word(idRole)),
      campaign,
      adGroup: plan.level === 'campaign' ? null : adGroup,
      adName: plan.level === 'ad' ? adName : null,
      creativeFile: word('creativeFile'),
      utmSource: word('utmSource'),
      utmCampaign: word('utmCampaign'),
      utmContent: word('utmContent'),
    };
    const isHeader =
      this.hasNames &&
      this.naming.every((column) => headerKey(reader.text(column)) === headerKey(plan.headers[column]?.text ?? ''));
    return {
      identity,
      isTotal: label,
      isNameless: this.hasNames && filled.length === 0,
      isHeader,
      adId: null,
      window: null,
    };
  }

  /** Ids that a spreadsheet turned into `1.2E+17` have lost their digits: the names stand in. */
  private usableId(id: string | null): string | null {
    if (id === null) return null;
    if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(id)) {
      this.mangledIds += 1;
      return null;
    }
    return id.replace(/^'|^="?|"$/g, '');
  }

  private hasDay(): boolean {
    return this.at.day !== undefined && this.periods.dayIn(this.at.day) !== null;
  }

  private isBlankRecord(): boolean {
    for (let column = 0; column < this.reader.count; column += 1) if (!this.reader.isBlank(column)) return false;
    return true;
  }

  private totalLabel(): string | null {
    const { reader } = this;
    for (let column = 0; column < reader.count; column += 1) {
      if (reader.isBlank(column) || reader.ends[column] - reader.starts[column] > 80) continue;
      const text = reader.text(column);
      if (isTotalLabel(text)) return text.trim();
    }
    return null;
  }

  private ownTotal(label: string): OwnTotal {
    const quiet = (column: number, kind: NumberKind): number | null => {
      if (column < 0 || column >= this.reader.count) return null;
      const read = readNumber(this.reader.text(column), this.plan.decimals[column]);
      if (read.value === null) return null;
      return kind === 'count' ? read.value / MICROS_PER_UNIT : read.value;
    };
    return {
      line: this.reader.line,
      label,
      impressions: quiet(this.at.impressions ?? -1, 'count'),
      clicks: quiet(this.clicksColumn, 'count'),
      spendMicros: quiet(this.spendColumn, this.spendIsMicros ? 'count' : 'money'),
    };
  }

  /** A row without a name is a total where platforms put totals, first or last; elsewhere nobody knows what it is. */
  private settleNameless(): void {
    for (const { row, ...total } of this.nameless) {
      this.rows -= 1;
      if (row === 1 || row === this.rows + this.nameless.length)
        this.ownTotals.push({ ...total, label: 'the row without a name' });
      else {
        this.rows += 1;
        this.skipped += 1;
        this.problemAt(total.line, null, 'NO_NAME', 'has figures but no name of a campaign, ad group or ad');
      }
    }
  }

  private isChosenKind(): boolean {
    const { kinds } = this.plan.conversion;
    if (kinds === null || this.at.resultKind === undefined) return true;
    return kinds.has(this.reader.text(this.at.resultKind).trim().toLowerCase());
  }

  private readFigures(): void {
    const { figures, at } = this;
    figures.impressions = this.count(at.impressions ?? -1);
    figures.clicks = this.count(this.clicksColumn);
    figures.spendMicros = this.amount(this.spendColumn, this.spendIsMicros, false);
    figures.revenueMicros = this.amount(at.revenue ?? -1, false, true);
    figures.plays3s = this.count(at.plays3s ?? -1);
    figures.thruplays = this.count(at.thruplays ?? -1);
    const conversions = this.conversionColumn < 0 || !this.isChosenKind() ? null : this.micros(this.conversionColumn);
    figures.conversions = conversions === null ? null : conversions / MICROS_PER_UNIT;
    if (conversions !== null && conversions < 0) this.cellProblem(this.conversionColumn, 'NEGATIVE', 'is below zero');
  }

  /** Micros of the number in a cell; null when there is none, or when it cannot be read (which is a problem of the row). */
  private micros(column: number): number | null {
    const { reader } = this;
    if (column < 0 || column >= reader.count) return null;
    const start = reader.starts[column];
    const end = reader.ends[column];
    if (start === end) return null;
    const decimal = this.plan.decimals[column];
    const plain = readPlain(reader.bytes, start, end, decimal);
    if (plain !== NOT_PLAIN) return plain;
    const read = readNumber(reader.text(column), decimal);
    if (read.value !== null) {
      if (read.currency !== null) this.checkCellCurrency(read.currency.code, read.currency.isGuess, column);
      return read.value;
    }
    if (read.absent === 'masked') this.masked += 1;
    if (read.absent === 'bad') this.cellProblem(column, 'BAD_NUMBER', read.reason ?? 'is not a number');
    return null;
  }

  private count(column: number): number | null {
    const micros = this.micros(column);
    if (micros === null) return null;
    const value = micros / MICROS_PER_UNIT;
    if (!Number.isInteger(value)) this.cellProblem(column, 'NOT_WHOLE', 'should be a whole count');
    if (value < 0) this.cellProblem(column, 'NEGATIVE', 'is below zero');
    return value;
  }

  private amount(column: number, isMicros: boolean, mayBeNegative: boolean): number | null {
    const micros = this.micros(column);
    if (micros === null) return null;
    if (micros < 0 && !mayBeNegative) this.cellProblem(column, 'NEGATIVE', 'is below zero');
    return isMicros ? Math.round(micros / MICROS_PER_UNIT) : micros;
  }

  private checkCellCurrency(code: string, isGuess: boolean, column: number): void {
    if (this.currency === code || isGuess) return;
    if (this.currency === null) this.currency = code;
    else this.cellProblem(column, 'MIXED_CURRENCIES', `is in ${code}, the file in ${this.currency}`);
  }

  private readCurrency(): void {
    const { reader, at, figures } = this;
    figures.currency = this.currency ?? '';
    if (at.currency === undefined || reader.isBlank(at.currency)) return;
    const text = reader.bytes.toString('latin1', reader.starts[at.currency], reader.ends[at.currency]);
    if (text === this.currencyText) return;
    const code = reader.text(at.currency).trim().toUpperCase();
    if (isNoName(code)) return;
    if (this.currency !== null && this.currency !== code) throw mixed(this.currency, code, reader.line);
    this.currencyText = text;
    this.currency = code;
    figures.currency = code;
  }

  /** Meta leaves the cells of events that did not happen empty: with delivery in the row they are zeros. */
  private fillBlanks(): void {
    const { figures, at } = this;
    if (this.clicksColumn >= 0) figures.clicks ??= 0;
    if (this.conversionColumn >= 0 && (this.isChosenKind() || this.isKindless())) figures.conversions ??= 0;
    if (at.revenue !== undefined) figures.revenueMicros ??= 0;
    if (at.plays3s !== undefined) figures.plays3s ??= 0;
    if (at.thruplays !== undefined) figures.thruplays ??= 0;
  }

  private isKindless(): boolean {
    return this.at.resultKind !== undefined && isNoName(this.reader.text(this.at.resultKind));
  }

  private addUp(): void {
    const { figures, sums } = this;
    if (figures.impressions !== null) sums.impressions = (sums.impressions ?? 0) + figures.impressions;
    if (figures.clicks !== null) sums.clicks = (sums.clicks ?? 0) + figures.clicks;
    if (figures.conversions !== null) sums.conversions = (sums.conversions ?? 0) + figures.conversions;
    if (figures.revenueMicros !== null) sums.revenueMicros = (sums.revenueMicros ?? 0) + figures.revenueMicros;
    if (figures.plays3s !== null) sums.plays3s = (sums.plays3s ?? 0) + figures.plays3s;
    if (figures.thruplays !== null) sums.thruplays = (sums.thruplays ?? 0) + figures.thruplays;
    const { spendMicros, dateStart, dateEnd } = figures;
    if (spendMicros !== null) {
      sums.spendMicros = (sums.spendMicros ?? 0) + spendMicros;
      if (spendMicros > (this.largest?.spendMicros ?? 0)) {
        this.largest = {
          line: this.reader.line,
          impressions: figures.impressions,
          clicks: figures.clicks,
          spendMicros,
        };
      }
      if (dateStart === dateEnd) this.spendByDay.set(dateStart, (this.spendByDay.get(dateStart) ?? 0) + spendMicros);
    }
    if (this.firstDay === null || dateStart < this.firstDay) this.firstDay = dateStart;
    if (this.lastDay === null || dateEnd > this.lastDay) this.lastDay = dateEnd;
    if (dateStart !== dateEnd) this.hasPeriods = true;
    if (figures.clicks !== null && figures.impressions !== null && figures.clicks > figures.impressions)
      this.clicksAboveImpressions += 1;
  }

  /** Rows of one ad and day are parts of one figure, unless they are alternatives to each other or the same row twice. */
  private checkMerged(named: Named, written: Written): void {
    const { reader, at, figures } = this;
    this.merged += 1;
    if (at.window !== undefined) {
      const window = reader.text(at.window);
      if (named.window !== null && named.window !== window) throw twoWindows(named.window, window, reader.line);
    }
    if (written === 'repeated' && (figures.spendMicros ?? 0) > 0 && this.plan.columns.segments.length === 0) {
      this.repeats.rows += 1;
      this.repeats.spendMicros += figures.spendMicros ?? 0;
    }
  }

  private writeSegment(adId: number): void {
    const { segments } = this.plan.columns;
    const dimension = segments.map((column) => this.plan.headers[column]?.text ?? '').join(' × ');
    const value = segments.map((column) => this.reader.text(column).trim()).join(' × ');
    this.sink.writeSegment(adId, this.figures, dimension, value);
  }

  private cellProblem(column: number, code: string, reason: string): void {
    const text = this.reader.text(column);
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    this.problem(column, code, `"${shown}" ${reason}`);
  }

  private problem(column: number | null, code: string, message: string): void {
    this.rowIsBad = true;
    this.problemAt(this.reader.line, column, code, message);
  }

  private problemAt(line: number, column: number | null, code: string, message: string): void {
    this.problemCount += 1;
    if (this.problems.length >= PROBLEMS_KEPT) return;
    this.problems.push({
      line,
      column: column === null ? null : (this.plan.headers[column]?.text ?? null),
      code,
      message,
    });
  }
}

function spansOf(columns: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last.last === column - 1) last.last = column;
    else spans.push({ first: column, last: column });
  }
  return spans;
}

/** Platform names that people write in a `platform` or `channel` column, to the ids of the column maps. */
const PLATFORM_NAMES: readonly [RegExp, string][] = [
  [/facebook|instagram|meta|^fb$|^ig$/i, 'meta'],
  [/google|adwords|youtube/i, 'google'],
  [/tik ?tok/i, 'tiktok'],
  [/snap/i, 'snapchat'],
  [/pinterest/i, 'pinterest'],
  [/linked ?in/i, 'linkedin'],
  [/twitter|^x$/i, 'x'],
  [/reddit/i, 'reddit'],
  [/bing|microsoft/i, 'microsoft'],
  [/яндекс|yandex/i, 'yandex-direct'],
  [/^vk|вконтакте/i, 'vk'],
];

export function platformNamed(text: string | null): string | null {
  if (text === null) return null;
  return PLATFORM_NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? text.toLowerCase();
}

const mixed = (first: string, second: string, line: number): UserError =>
  new UserError(
    'MIXED_CURRENCIES',
    `The file holds amounts in ${first} and, from line ${line}, in ${second}: they are never added up`,
    'Export each currency (usually each account) to its own file',
  );

const twoWindows = (first: string, second: string, line: number): UserError =>
  new UserError(
    'TWO_WINDOWS',
    `Line ${line} repeats an ad and day with the attribution window "${second}" beside "${first}": windows are alternatives and never added up`,
    'Export the report with one attribution setting',
  );
