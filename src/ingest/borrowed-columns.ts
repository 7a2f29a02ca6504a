/**
 * Headers that a platform's own map does not list and the generic dictionary knows: a figure that stands plainly in the
 * file is taken whatever the platform, and offered where the word could mean something else.
 */
import { type Layout, type Match, matchOf } from './detect.js';
import { headerKey } from './headers.js';
import { GENERIC } from './platforms/generic.js';
import type { Role } from './roles.js';

/** Roles that stand in for each other: where one of a group is filled already, no other of it is borrowed. */
export const GROUPS: readonly (readonly Role[])[] = [
  ['impressions'],
  ['clicks', 'allClicks'],
  ['spend', 'spendMicros'],
  ['purchases', 'conversions', 'results'],
  ['revenue'],
  ['day', 'dateStart', 'dateEnd'],
  ['currency'],
  ['plays3s'],
  ['thruplays'],
];

/** Words for names that are plain in any table: offered where the platform's map finds no name of the kind, since they set the level. */
const NAMES: ReadonlySet<string> = new Set(
  [
    ...['ad_name', 'creative', 'creative_name', 'campaign', 'campaign_name'],
    ...['ad_group_name', 'adgroup_name', 'adset_name', 'ad_set_name'],
  ].map(headerKey),
);
const NAME_ROLES: readonly Role[] = ['ad', 'adGroup', 'campaign'];

/** Words of the dictionary that mean one thing in a table made by hand and can mean another in a platform's report. */
const VAGUE: ReadonlySet<string> = new Set(
  [
    ...['value', 'sales', 'leads', 'installs', 'spent', 'conversion', 'results'],
    ...[
      'total_conversion',
      'approved_conversion',
      'total_cost',
      'ventas',
      'vendas',
      'Лиды',
      'Ліди',
      'Заявки',
      'Переходы',
    ],
  ].map(headerKey),
);

/** Words that in a platform's report tell when a campaign runs rather than which days a row covers: not even offered. */
const NEVER: ReadonlySet<string> = new Set(
  ['from', 'to', 'start', 'end', 'start_date', 'end_date', 'period_start', 'period_end', 'ds'].map(headerKey),
);

export interface Borrowed {
  role: Role;
  column: number;
  /** The word is plain enough to be taken; else it is only offered. */
  isSure: boolean;
}

/** What the generic dictionary says of the `free` columns, by the roles that `filled` leaves open; the best header of each role. */
export function borrowedColumns(
  { platform, headers }: Layout,
  free: readonly number[],
  filled: (role: Role) => boolean,
): Borrowed[] {
  if (platform.id === GENERIC.id && !platform.isByHand) return [];
  const open = new Set(GROUPS.filter((group) => !group.some(filled)).flat());
  for (const role of NAME_ROLES) if (!filled(role)) open.add(role);
  const best = new Map<Role, Borrowed & { rank: number }>();
  for (const column of free) {
    const header = headers[column];
    const match: Match | null =
      header === undefined || header.window !== null || NEVER.has(header.key) ? null : matchOf(GENERIC, header);
    if (header === undefined || match === null || !open.has(match.role)) continue;
    const { role, rank } = match;
    const isName = NAME_ROLES.includes(role);
    if (isName && !NAMES.has(header.key)) continue;
    const isSure = !isName && !platform.isAnalytics && !platform.isByHand && !VAGUE.has(header.key);
    const known = best.get(role);
    if (known && ((known.isSure && !isSure) || (known.isSure === isSure && known.rank <= rank))) continue;
    best.set(role, { role, column, isSure, rank });
  }
  return [...best.values()].map(({ role, column, isSure }) => ({ role, column, isSure }));
}
