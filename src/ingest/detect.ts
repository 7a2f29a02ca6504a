/** Which platform wrote a file, in which language, with which delimiter, and where its header is: decided by header names. */
import { UserError } from '../errors.js';
import { type Header, headerKey, parseHeader } from './headers.js';
import { knownPlatform } from './platform-names.js';
import { GENERIC } from './platforms/generic.js';
import { SHARED_COLUMNS } from './platforms/shared.js';
import { bytesSource, RecordReader } from './record-reader.js';
import { type Language, type Platform, ROLES, type Role } from './roles.js';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Where a table starts in a file, and how its columns are to be understood. */
export interface Layout {
  platform: Platform;
  language: Language;
  delimiter: Delimiter;
  /** The line that the header is on, from 1. */
  headerLine: number;
  headers: readonly Header[];
  /** The cells of the lines above the header. */
  preamble: readonly (readonly string[])[];
  /** The first rows below the header, as text. */
  firstRows: readonly (readonly string[])[];
  /** How much speaks for this reading: known columns and marks of the platform. */
  score: number;
}

/** A header further down than this is no header of a report. */
const HEAD_RECORDS = 60;
const FIRST_ROWS = 5;
const MARK_WEIGHT = 3;
const TITLE_WEIGHT = 4;
const VALUE_WEIGHT = 3;
/** A platform that explains where the spend is explains the file better than one that has more marks in it. */
const SPEND_WEIGHT = 5;
/** A table that names the platform of each row is of none of them, whatever else its headers look like. */
const SEVERAL_PLATFORMS_WEIGHT = 50;
const LONGEST_PLATFORM = 40;
/** A row with fewer known columns than this is taken for data or a title. */
const FEWEST_COLUMNS = 2;

export interface Match {
  role: Role;
  /** Place in the platform's list of spellings: the lower, the better. */
  rank: number;
  languages: readonly Language[];
}

interface Lookup {
  columns: Map<string, Match>;
  marks: ReadonlySet<string>;
  supporting: ReadonlySet<string>;
}

const lookups = new WeakMap<Platform, Lookup>();

function lookupOf(platform: Platform): Lookup {
  const known = lookups.get(platform);
  if (known) return known;
  const columns = new Map<string, Match>();
  addSpellings(columns, platform.columns, 0);
  addSpellings(columns, SHARED_COLUMNS, SHARED_RANK);
  const lookup = {
    columns,
    marks: new Set(platform.marks.map(headerKey)),
    supporting: new Set((platform.supporting ?? []).map(headerKey)),
  };
  lookups.set(platform, lookup);
  return lookup;
}

/** Spellings that all platforms share come behind those of the platform itself. */
const SHARED_RANK = 1000;

function addSpellings(columns: Map<string, Match>, spelled: Platform['columns'], firstRank: number): void {
  for (const role of ROLES) {
    for (const [language, spellings] of Object.entries(spelled[role] ?? {}) as [Language, string[]][]) {
      spellings.forEach((spelling, place) => {
        const key = headerKey(spelling);
        const rank = firstRank + place;
        const found = columns.get(key);
        if (!found) columns.set(key, { role, rank, languages: [language] });
        else if (found.role === role && !found.languages.includes(language)) {
          columns.set(key, { ...found, rank: Math.min(rank, found.rank), languages: [...found.languages, language] });
        }
      });
    }
  }
}

/** What a header is to a platform; null when it is not one of its columns. */
export function matchOf(platform: Platform, header: Header): Match | null {
  const { columns } = lookupOf(platform);
  return columns.get(header.key) ?? (header.words === null ? null : columns.get(header.words)) ?? null;
}

/** The role that a header is believed to have without having been seen in a real file; null for none. */
export function candidateRole(platform: Platform, header: Header): Role | null {
  for (const [role, names] of Object.entries(platform.candidates ?? {}) as [Role, readonly string[]][]) {
    if (names.some((name) => headerKey(name) === header.key)) return role;
  }
  return null;
}

/** Why a platform's map leaves a header alone; null when it does not. */
export const reasonToLeave = (platform: Platform, header: Header): string | null =>
  platform.leftAlone?.find(({ headers }) => headers.some((name) => headerKey(name) === header.key))?.reason ?? null;

interface Found {
  layout: Omit<Layout, 'language' | 'firstRows' | 'score'>;
  score: number;
}

/**
 * Finds the header in the first bytes of a file (UTF-8). `platforms` are tried in order, the earlier wins a tie.
 * `named` are headers that the user assigned by hand. Null when no line looks like the header of a report.
 */
export function detect(head: Uint8Array, platforms: readonly Platform[], named: readonly string[] = []): Layout | null {
  const byHand = new Set(named.map((name) => parseHeader(name).key));
  let best: Found | null = null;
  for (const delimiter of delimitersToTry(head)) {
    const records = headRecords(head, delimiter);
    for (const [place, record] of records.entries()) {
      if (place > 0 && record.cells.length < FEWEST_COLUMNS) continue;
      const headers = record.cells.map(parseHeader);
      for (const platform of platforms) {
        const score = scoreOf(platform, headers, byHand, platforms.length === 1, {
          preamble: records.slice(0, place).map(({ cells }) => cells),
          below: records.slice(place + 1, place + 1 + FIRST_ROWS * 4).map(({ cells }) => cells),
        });
        if (score <= (best?.score ?? 0)) continue;
        const preamble = records.slice(0, place).map(({ cells }) => cells);
        best = { score, layout: { platform, delimiter, headerLine: record.line, headers, preamble } };
      }
    }
  }
  if (!best) return null;
  const { layout, score } = best;
  const firstRows = headRecords(head, layout.delimiter)
    .filter(({ line }) => line > layout.headerLine)
    .slice(0, FIRST_ROWS)
    .map(({ cells }) => cells);
  return { ...layout, score, language: languageOf(layout.platform, layout.headers), firstRows };
}

function delimitersToTry(head: Uint8Array): readonly Delimiter[] {
  const said = /^(?:\ufeff)?sep=(.)\r?\n/.exec(Buffer.from(head.subarray(0, 12)).toString('utf8'))?.[1];
  const named = DELIMITERS.find((delimiter) => delimiter === said);
  return named ? [named] : DELIMITERS;
}

interface HeadRecord {
  line: number;
  cells: string[];
}

/** The first records of a file by one delimiter, as text. */
export function headRecords(head: Uint8Array, delimiter: Delimiter): HeadRecord[] {
  const reader = new RecordReader(bytesSource(head), delimiter.charCodeAt(0));
  const records: HeadRecord[] = [];
  try {
    while (records.length < HEAD_RECORDS && reader.next()) {
      const cells = reader.texts();
      while (cells.length > 1 && cells.at(-1)?.trim() === '') cells.pop();
      records.push({ line: reader.line, cells });
    }
  } catch (thrown) {
    // The head ends in the middle of a quoted cell, or this is not the file's delimiter.
    if (!(thrown instanceof UserError)) throw thrown;
  }
  return records;
}

const METRICS: readonly Role[] = [
  'impressions',
  'clicks',
  'allClicks',
  'spend',
  'spendMicros',
  'conversions',
  'purchases',
  'results',
  'revenue',
];

function scoreOf(
  platform: Platform,
  headers: readonly Header[],
  named: ReadonlySet<string>,
  isGiven: boolean,
  hints: { preamble: readonly (readonly string[])[]; below: readonly (readonly string[])[] },
): number {
  const { marks, supporting } = lookupOf(platform);
  const roles = new Set<Role>();
  let byHand = 0;
  let marked = 0;
  let supported = 0;
  for (const header of headers) {
    const { key } = header;
    const match = matchOf(platform, header);
    if (match) roles.add(match.role);
    if (named.has(key)) byHand += 1;
    if (marks.has(key)) marked += 1;
    if (supporting.has(key)) supported += 1;
  }
  const keys = new Set(headers.map(({ key }) => key));
  const hasStrangers = platform.currencyMark?.unless.some((name) => keys.has(headerKey(name))) ?? false;
  const groups = hasStrangers ? [] : (platform.together ?? []);
  const together = groups.filter((group) => group.every((name) => keys.has(headerKey(name)))).length;
  // What an analytics report is about says nothing of ads: its own headers are enough to know and to refuse it.
  const known = roles.size + byHand + (platform.isAnalytics ? marked : 0);
  if (known < FEWEST_COLUMNS || !(byHand > 0 || platform.isAnalytics || METRICS.some((role) => roles.has(role))))
    return 0;
  const hasSpend = roles.has('spend') || roles.has('spendMicros');
  // A table that people joined from several sources and that has a spend is no report of visits.
  if (platform.isAnalytics && !hasSpend && !isGiven && headers.some(isPlainSpend)) return 0;
  const hasCurrencyMark = !hasStrangers && isCurrencyMark(platform, headers);
  const hasTitle =
    platform.titleLine !== undefined && hints.preamble.some(([first]) => platform.titleLine?.test(first ?? ''));
  const hasValue =
    platform.value !== undefined && hints.below.some((cells) => cells.some((cell) => platform.value?.test(cell)));
  const own =
    MARK_WEIGHT * (marked + 2 * together + (hasCurrencyMark ? 1 : 0)) +
    (hasTitle ? TITLE_WEIGHT : 0) +
    (hasValue ? VALUE_WEIGHT : 0);
  // Names that everyone uses (campaign, spend, clicks) are no evidence for any platform but the generic table.
  if (own === 0 && platform.marks.length > 0 && !isGiven) return 0;
  const holdsSeveral = platform.isOfAll === true && namesPlatforms(headers, hints.below);
  return (
    known +
    own +
    MARK_WEIGHT * supported +
    (hasSpend ? SPEND_WEIGHT : 0) +
    (holdsSeveral ? SEVERAL_PLATFORMS_WEIGHT : 0)
  );
}

/** Whether a column names the platform of each row, as tables of warehouses do: two platforms, or one as `tiktok_ads`. */
function namesPlatforms(headers: readonly Header[], below: readonly (readonly string[])[]): boolean {
  const column = headers.findIndex(({ key }) => key === 'platform' || key === 'ad platform');
  if (column < 0) return false;
  const cells = below.map((cells) => cells[column] ?? '');
  const known = new Set(cells.map((cell) => (cell.length > LONGEST_PLATFORM ? null : knownPlatform(cell))));
  known.delete(null);
  return known.size > 1 || (known.size === 1 && cells.some((cell) => /_ads$/i.test(cell)));
}

function isCurrencyMark({ currencyMark: mark }: Platform, headers: readonly Header[]): boolean {
  if (mark === undefined) return false;
  const key = headerKey(mark.header);
  return headers.some((header) => header.key === key && header.currency !== null && !header.currencyIsGuess);
}

const isPlainSpend = (header: Header): boolean => {
  const role = matchOf(GENERIC, header)?.role;
  return role === 'spend' || role === 'spendMicros';
};

/** The language that most of the known headers are written in; English where several fit as well. */
function languageOf(platform: Platform, headers: readonly Header[]): Language {
  const votes = new Map<Language, number>([['en', 0]]);
  for (const header of headers) {
    for (const language of matchOf(platform, header)?.languages ?? []) {
      votes.set(language, (votes.get(language) ?? 0) + 1);
    }
  }
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0];
}
