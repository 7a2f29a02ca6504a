/** Which column is which: one column for each role, with what was passed over said aloud. */
import { UserError } from '../errors.js';
import type { ReportLevel } from '../model.js';
import { borrowedColumns, GROUPS } from './borrowed-columns.js';
import { candidateRole, type Layout, matchOf, reasonToLeave } from './detect.js';
import { type Header, headerKey } from './headers.js';
import { META } from './platforms/meta.js';
import type { Role } from './roles.js';

export interface Warning {
  code: string;
  message: string;
}

export interface Columns {
  /** Column number of each role that the file has, from 0. */
  at: { readonly [role in Role]?: number };
  /** Columns that together name an ad without a name. */
  texts: readonly number[];
  /** Columns that cut the rows further. */
  segments: readonly number[];
  /** Columns of conversions by attribution window: alternatives, none of them taken. */
  windows: readonly number[];
  /** Columns of results, which are of the kind that another column names. */
  results: readonly number[];
  /** Headers that look like a role but were never seen in a real file. */
  candidates: readonly { role: Role; column: number }[];
  /** What the platform's own map says of each column, taken or not. */
  roles: ReadonlyMap<number, Role>;
  /** Columns that the platform's map leaves alone on purpose, with the reason. */
  leftAlone: ReadonlyMap<number, string>;
  warnings: readonly Warning[];
}

/** Roles that may have several columns at once. */
const MANY: readonly Role[] = ['adText', 'segment'];
/** Roles whose columns exist per attribution window in some exports. */
const WINDOWED: readonly Role[] = ['purchases', 'conversions', 'results', 'revenue'];

/** A role by its header, or by its place as `#7` (from 1), as given by hand. */
export type ByHand = ReadonlyMap<Role, string>;

/** Assigns the columns of a file. Throws UserError NO_SUCH_COLUMN for a header named by hand that is not there. */
export function assignColumns(layout: Layout, byHand: ByHand): Columns {
  const { platform, headers, firstRows } = layout;
  const at: { [role in Role]?: number } = {};
  const rank: { [role in Role]?: number } = {};
  const others = new Map<Role, number[]>();
  const texts: number[] = [];
  const segments: number[] = [];
  const windows: number[] = [];
  const candidates: { role: Role; column: number }[] = [];
  const roles = new Map<number, Role>();
  const leftAlone = new Map<number, string>();
  const free: number[] = [];
  const taken = new Map([...byHand].map(([role, name]) => [columnNamed(name, headers), role] as const));

  headers.forEach((header, column) => {
    const hand = taken.get(column);
    if (hand !== undefined) {
      at[hand] = column;
      rank[hand] = -1;
      if (hand === 'segment') segments.push(column);
      return;
    }
    const match = matchOf(platform, header);
    if (!match) {
      const role = candidateRole(platform, header);
      const reason = reasonToLeave(platform, header);
      if (role !== null && !byHand.has(role)) candidates.push({ role, column });
      else if (reason !== null) leftAlone.set(column, reason);
      else if (role === null) free.push(column);
      return;
    }
    const { role } = match;
    roles.set(column, role);
    if (role === 'adText') texts.push(column);
    if (role === 'segment') segments.push(column);
    if (MANY.includes(role) || byHand.has(role)) return;
    if (header.window !== null) {
      if (WINDOWED.includes(role)) windows.push(column);
      return;
    }
    const best = rank[role];
    if (best !== undefined && best <= match.rank) {
      others.set(role, [...(others.get(role) ?? []), column]);
      return;
    }
    const displaced = at[role];
    if (displaced !== undefined) others.set(role, [...(others.get(role) ?? []), displaced]);
    at[role] = column;
    rank[role] = match.rank;
  });

  const isResult = (header: Header): boolean =>
    matchOf(platform, header)?.role === 'results' || matchOf(META, header)?.role === 'results';
  const results = [...headers.keys()].filter((column) => column === at.results || isResult(headers[column]!));
  const codes = at.resultKind === undefined && results.length > 0 ? columnOfKinds(headers, firstRows, at) : null;
  if (codes !== null) at.resultKind = codes;

  giveWay(at, byHand);
  const name = (column: number): string => `"${headers[column]?.text ?? ''}"`;
  const warnings: Warning[] = [];
  for (const { role, column, isSure } of borrowedColumns(layout, free, (own) => at[own] !== undefined)) {
    if (!isSure) {
      candidates.push({ role, column });
      continue;
    }
    at[role] = column;
    warnings.push({
      code: 'BORROWED_COLUMN',
      message: `${role} is taken from ${name(column)}, which ${platform.title} does not usually write so`,
    });
  }
  for (const [role, columns] of others) {
    const chosen = at[role];
    if (chosen === undefined || !SAID.includes(role)) continue;
    const twice = columns.find((column) => headers[column]?.key === headers[chosen]?.key);
    if (twice !== undefined && METRIC_ROLES.includes(role)) {
      throw new UserError(
        'HEADER_TWICE',
        `The column ${name(chosen)} is there twice, and they could be different figures`,
        `Say which by its place: --column ${role}=#${chosen + 1} or --column ${role}=#${twice + 1}`,
      );
    }
    warnings.push({
      code: 'COLUMN_CHOICE',
      message: `${role} is taken from ${name(chosen)}, not from ${columns.map(name).join(', ')}`,
    });
  }
  if (at.clicks !== undefined && at.allClicks !== undefined) {
    warnings.push({
      code: 'LINK_CLICKS',
      message: `clicks are ${name(at.clicks)}; ${name(at.allClicks)} also counts other taps`,
    });
  }
  return { at, texts, segments, windows, results, candidates, roles, leftAlone, warnings };
}

/** What Meta calls its results by, in every language: `actions:link_click`, `profile_visit_view`, `reach`. */
const KIND_CODE =
  /^(?:actions|conversions|catalog_segment_actions|offsite_conversion|onsite_conversion|video_thruplay_watched_actions|profile_visit_view|reach|impressions)(?::[\w.:]+)?$/i;

/** The column that tells kinds of results by its cells, when no header says so; null for none. */
function columnOfKinds(headers: readonly Header[], rows: Layout['firstRows'], at: Columns['at']): number | null {
  const taken = new Set(Object.values(at));
  const found = headers.findIndex((_, column) => {
    if (taken.has(column)) return false;
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.every((cell) => KIND_CODE.test(cell)) && cells.some((cell) => /[:_]/.test(cell));
  });
  return found < 0 ? null : found;
}

/** What a person names goes before what the platform's map would take in its place, such as its days before a period. */
function giveWay(at: { [role in Role]?: number }, byHand: ByHand): void {
  for (const group of GROUPS) {
    if (!group.some((role) => byHand.has(role))) continue;
    const isPeriod = byHand.has('dateStart') || byHand.has('dateEnd');
    for (const role of group) {
      const belongs = isPeriod && (role === 'dateStart' || role === 'dateEnd');
      if (!byHand.has(role) && !belongs) delete at[role];
    }
  }
}

const METRIC_ROLES: readonly Role[] = [
  'impressions',
  'clicks',
  'allClicks',
  'spend',
  'spendMicros',
  'purchases',
  'conversions',
  'results',
  'revenue',
];
const SAID: readonly Role[] = [...METRIC_ROLES, 'campaign', 'adGroup', 'ad', 'day', 'currency'];

function columnNamed(name: string, headers: Layout['headers']): number {
  const place = /^#(\d+)$/.exec(name);
  const column = place
    ? Number(place[1]) - 1
    : headers.findIndex(
        (header) =>
          header.text === name || headerKey(header.text) === headerKey(name) || header.key === headerKey(name),
      );
  if (column < 0 || column >= headers.length) {
    throw new UserError(
      'NO_SUCH_COLUMN',
      `The file has no column ${name}`,
      `Its columns are: ${headers
        .map(({ text }) => text)
        .join(', ')
        .slice(0, 300)}`,
    );
  }
  return column;
}

/** The finest level that the file's columns name. */
export function levelOf({ at, texts }: Columns): ReportLevel {
  if (at.ad !== undefined || at.adId !== undefined || at.utmContent !== undefined || texts.length > 1) return 'ad';
  if (at.adGroup !== undefined || at.adGroupId !== undefined) return 'ad_group';
  if (at.campaign !== undefined || at.campaignId !== undefined) return 'campaign';
  return 'account';
}
