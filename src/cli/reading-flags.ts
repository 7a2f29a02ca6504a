/** Flags that say how exports are read, whichever way they come. */
import { Option } from 'commander';
import type { DecimalSign } from '../ingest/numbers.js';
import type { DateOrder } from '../ingest/roles.js';
import type { ReadingOptions } from '../work/importing/options.js';

export interface ReadingFlags {
  platform?: string;
  currency?: string;
  account?: string;
  conversion?: string;
  dateOrder?: DateOrder;
  decimal?: DecimalSign;
  skipBadRows?: boolean;
  replace?: boolean;
}

export const dateOrder = (): Option =>
  new Option('--date-order <order>', 'how 3/4/2026 is meant').choices(['dmy', 'mdy', 'ymd']);

export const decimal = (): Option =>
  new Option('--decimal <sign>', 'how 1,234 is meant: the sign before decimals').choices(['.', ',']);

export const readingOf = (flags: ReadingFlags): ReadingOptions => ({
  platform: flags.platform ?? null,
  currency: flags.currency ?? null,
  account: flags.account ?? null,
  conversion: flags.conversion ?? null,
  dateOrder: flags.dateOrder ?? null,
  decimal: flags.decimal ?? null,
  skipBadRows: flags.skipBadRows ?? false,
  replace: flags.replace ?? false,
});
