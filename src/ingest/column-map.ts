/**
 * Column maps made by hand, for files that no built-in map knows:
 * `{ "platform": "mytool", "columns": { "ad": "My name", "spend": ["Cost", "Cost EUR"] }, "currency": "EUR", "dateOrder": "dmy" }`.
 */
import { messageOf, UserError } from '../errors.js';
import { isCurrencyCode } from './currencies.js';
import { DELIMITERS, headRecords } from './detect.js';
import { type DateOrder, type Platform, ROLES, type Role, type Spellings } from './roles.js';

/** Roles that a person can name, the most telling first. */
export const NAMED_ROLES = [
  'ad',
  'campaign',
  'adGroup',
  'adId',
  'campaignId',
  'adGroupId',
  'account',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
  'day',
  'dateStart',
  'dateEnd',
  'week',
  'month',
  'currency',
  'impressions',
  'clicks',
  'spend',
  'spendMicros',
  'conversions',
  'results',
  'resultKind',
  'revenue',
  'plays3s',
  'thruplays',
  'segment',
] as const satisfies readonly Role[];

/** Roles that a guided mapping asks for, and that a template shows. */
export const ASKED_ROLES = [
  'ad',
  'campaign',
  'day',
  'spend',
  'currency',
  'impressions',
  'clicks',
  'conversions',
  'revenue',
] as const satisfies readonly Role[];

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
const isOrder = (value: unknown): value is DateOrder => value === 'dmy' || value === 'mdy' || value === 'ymd';

/** A map by hand as a platform of its own. Throws UserError BAD_MAP. */
export function parseColumnMap(text: string, name: string): Platform {
  const bad = (reason: string, cause?: unknown): UserError =>
    new UserError(
      'BAD_MAP',
      `The map ${name} ${reason}`,
      `It looks like {"columns": {"ad": "HEADER", "day": "HEADER", "spend": "HEADER"}}`,
      { cause },
    );
  let map: unknown;
  try {
    map = JSON.parse(text);
  } catch (thrown) {
    throw bad(`is no JSON: ${messageOf(thrown)}`, thrown);
  }
  if (typeof map !== 'object' || map === null || !('columns' in map)) throw bad('has no "columns"');
  const { columns } = map;
  if (typeof columns !== 'object' || columns === null) throw bad('has no "columns"');
  const roles: { [role in Role]?: Spellings } = {};
  const marks: string[] = [];
  for (const [role, value] of Object.entries(columns)) {
    if (!isRole(role)) throw bad(`names a column "${role}", which is none of ${NAMED_ROLES.join(', ')}`);
    const headers = (Array.isArray(value) ? value : [value]).filter(
      (header): header is string => typeof header === 'string' && header !== '',
    );
    if (headers.length === 0) continue;
    roles[role] = { en: headers };
    marks.push(...headers);
  }
  const currency = 'currency' in map && typeof map.currency === 'string' ? map.currency : undefined;
  if (currency !== undefined && !isCurrencyCode(currency))
    throw bad(`has a currency "${currency}" that is no ISO 4217 code`);
  const id = 'platform' in map && typeof map.platform === 'string' && map.platform !== '' ? map.platform : 'generic';
  return {
    id,
    title: name,
    columns: roles,
    marks,
    isByHand: true,
    ...(currency === undefined ? {} : { currency }),
    ...('dateOrder' in map && isOrder(map.dateOrder) ? { dateOrder: map.dateOrder } : {}),
  };
}

/** A map by hand as text, to be kept or filled in. */
export const columnMapText = (columns: Readonly<Record<string, string>>, platform: string): string =>
  JSON.stringify({ platform, columns }, null, 2);

/** A map to fill in, with the headers that the file has. */
export function columnMapTemplate(headers: readonly string[]): string {
  const columns = Object.fromEntries(ASKED_ROLES.map((role) => [role, '']));
  return `${columnMapText(columns, 'mytool')}\n(the columns are: ${headers.join(' | ')})`;
}

/** The cells of the line that most looks like a header in a file nobody knows: many words, no numbers. Empty when there is none. */
export function likelyHeader(head: Uint8Array): string[] {
  let best: string[] = [];
  for (const delimiter of DELIMITERS) {
    for (const { cells } of headRecords(head, delimiter)) {
      const areWords = cells.every((cell) => /\p{L}/u.test(cell) && cell.length < 100);
      if (areWords && cells.length > 1 && cells.length > best.length) best = cells;
    }
  }
  return best.map((cell) => cell.replace(/^\ufeff/, '').trim());
}
