/** The numeric columns of a file that no figure was taken from: each with its sum and the reason, so that nothing vanishes unsaid. */
import { MICROS_PER_UNIT } from '../units.js';
import { GROUPS } from './borrowed-columns.js';
import { matchOf } from './detect.js';
import { NOT_PLAIN, readNumber, readPlain } from './numbers.js';
import { GENERIC } from './platforms/generic.js';
import type { RecordReader } from './record-reader.js';
import type { Role } from './roles.js';
import type { RowReading } from './row-reading.js';

export interface UnusedColumn {
  /** The header as it stands in the file. */
  column: string;
  /** Sum over the rows of data in the column's own units; null for what does not add up, such as rates and ids. */
  sum: number | null;
  reason: string;
}

/** A column that opens with this many cells of words, and hardly any number, holds words. */
const WORDS_TO_JUDGE = 50;
const ENOUGH_ROWS = 100;

/** Headers of rates, averages and prices in the languages of the exports: such figures are not added up. */
const RATE =
  /(?:^|[^\p{L}])(?:ctr|cpcs?|cpms?|cpas?|cpvs?|cpls?|cpis?|cpp|vtr|cvr|cr|cv|ap|ecpm|ecpc|ecpa|epc|epv|arpu|roas|roi|acos|tcpa|aov|rate|ratio|average|avg|frequency|position|quality score|anteil|durchschn\p{L}*|schnitt|frequenz|häufigkeit|tasa|taxa|taux|tasso|média|moyen(?:ne)?|promedio|frecuencia|frequência|fréquence|frequenza|частота|средн\p{L}*|доля|глубина|цена|стоимость|ціна|średni\p{L}*|częstotliwość|ortalama|oran\p{L}*|sıklık)(?:$|[^\p{L}])|(?:cost|custo|costo|coste|coût|kosten|koszt|maliyet|preis)(?: per | por | par | pro | per|\s*\/ ?)| \/ |\/(?:click|conv|install|result)|(?:rate|ratio|share)$|(?:click|view|content|cart|purchase|install|lead|conversion|result|action) cost$|,\s*%$|^%|\(%\)$|平均|率$|単価/iu;
const ID = /(?:^|[\s_])ids?$|(?<=[a-z])(?:Id|ID)$|^№|(?:^|\s)номер|nummer$/iu;
const RATE_REASON = 'a rate, an average or a price: such figures do not add up';
const NO_SUCH_FIGURE = 'creo keeps no such figure';
const DAY = /^(?:(?:year|month|week|hour|quarter|day)s?|(?:год|месяц|неделя|час))(?: of .*)?$/iu;

interface Watched {
  column: number;
  /** False where the header alone says that there is nothing to add up: a look at the first rows is enough. */
  adds: boolean;
  /** Micros of the sum so far. */
  micros: number;
  numbers: number;
  words: number;
  percents: number;
}

/** Sums what nobody asked for, on the bytes that are there anyway: a column of words drops out after a few rows. */
export class UnusedColumns {
  private watched: Watched[];

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
  ) {
    const used = usedColumns(reading);
    this.watched = reading.headers
      .map((_, column) => column)
      .filter((column) => !used.has(column))
      .map((column) => ({
        column,
        adds: noSumByName(reading.headers[column]?.text ?? '') === null,
        micros: 0,
        numbers: 0,
        words: 0,
        percents: 0,
      }));
  }

  /** Adds the current row. */
  add(): void {
    const { reader, watched, reading } = this;
    for (let place = 0; place < watched.length; place += 1) {
      const one = watched[place];
      if (one === undefined || one.column >= reader.count || (!one.adds && one.numbers > ENOUGH_ROWS)) continue;
      const start = reader.starts[one.column] ?? 0;
      const end = reader.ends[one.column] ?? 0;
      if (start === end) continue;
      const micros = readPlain(reader.bytes, start, end, reading.decimals[one.column] ?? '.');
      if (micros === NOT_PLAIN) this.addOther(one);
      else count(one, micros);
    }
  }

  private addOther(one: Watched): void {
    const { reader, reading } = this;
    const text = reader.text(one.column);
    const isPercent = text.endsWith('%');
    const read = readNumber(isPercent ? text.slice(0, -1) : text, reading.decimals[one.column] ?? '.');
    if (read.value !== null) {
      if (isPercent) one.percents += 1;
      count(one, read.value);
      return;
    }
    if (read.absent !== 'bad') return;
    one.words += 1;
    if (one.words >= WORDS_TO_JUDGE && one.numbers < one.words)
      this.watched = this.watched.filter((other) => other !== one);
  }

  /** The columns of numbers, in the order of the file. */
  result(): UnusedColumn[] {
    return this.watched.filter(({ numbers, words }) => numbers > words).map((one) => this.accountFor(one));
  }

  private accountFor(one: Watched): UnusedColumn {
    const column = this.reading.headers[one.column]?.text ?? '';
    const noSum = whyNoSum(column, one);
    if (noSum !== null) return { column, sum: null, reason: noSum };
    return { column, sum: Math.round(one.micros) / MICROS_PER_UNIT, reason: whyUnused(this.reading, one.column) };
  }
}

function count(one: Watched, micros: number): void {
  one.micros += micros;
  one.numbers += 1;
}

function whyNoSum(header: string, { percents, numbers }: Watched): string | null {
  return percents * 2 > numbers ? RATE_REASON : noSumByName(header);
}

function noSumByName(header: string): string | null {
  if (RATE.test(header.normalize('NFKC').replaceAll('_', ' '))) return RATE_REASON;
  if (ID.test(header)) return 'an identifier';
  return DAY.test(header) ? 'a part of the date' : null;
}

const CONVERSIONS: readonly Role[] = ['purchases', 'conversions', 'results'];

/** Columns that the rows are read from. */
function usedColumns({ columns, conversion }: RowReading): ReadonlySet<number> {
  const { at, texts, segments } = columns;
  const used = new Set([...texts, ...segments]);
  for (const [role, column] of Object.entries(at)) {
    const isPassedOver =
      (role === 'allClicks' && at.clicks !== undefined) ||
      (role === 'spendMicros' && at.spend !== undefined) ||
      CONVERSIONS.some((counted) => counted === role);
    if (!isPassedOver) used.add(column);
  }
  if (conversion.column !== null) used.add(conversion.column);
  return used;
}

function whyUnused({ headers, columns, conversion }: RowReading, column: number): string {
  const header = headers[column];
  if (header === undefined) return NO_SUCH_FIGURE;
  const { at, leftAlone, candidates } = columns;
  const reason = leftAlone.get(column);
  if (reason !== undefined) return reason;
  if (header.window !== null) return 'one attribution window of several: alternatives, which never add up';
  const candidate = candidates.find((one) => one.column === column);
  if (candidate) return `looks like ${candidate.role}: --column ${candidate.role}="${header.text}" takes it`;
  const role = columns.roles.get(column) ?? matchOf(GENERIC, header)?.role;
  if (role === undefined) return NO_SUCH_FIGURE;
  const name = (other: number): string => `"${headers[other]?.text ?? ''}"`;
  const isOfNoKind = role === 'results' && at.resultKind === undefined;
  if (CONVERSIONS.includes(role)) {
    if (isOfNoKind && conversion.column === null) return 'nothing in the file says what these results are';
    return conversion.column === null
      ? `not sure to be conversions: --conversion "${header.text}" takes it`
      : `conversions are taken from ${name(conversion.column)}`;
  }
  const group = GROUPS.find((roles) => roles.includes(role)) ?? [role];
  const taken = group.map((one) => at[one]).find((other) => other !== undefined);
  return taken === undefined ? NO_SUCH_FIGURE : `${group[0]}: taken from ${name(taken)}`;
}
