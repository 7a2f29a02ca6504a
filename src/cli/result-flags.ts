/** Flags that the commands on results share. They hold only what the user said: answers/question.ts has the defaults. */
import { type Command, InvalidArgumentError } from 'commander';
import { HORIZON_DAYS, LEVEL, type Question, SEED } from '../answers/question.js';
import type { Day } from '../units.js';
import { amount, currencyCode, day, fraction, nonNegative, wholeNumber } from './flags.js';

/** Whose results, and in which currency. */
export interface ScopeFlags {
  client?: string;
  account?: string;
  acrossClients?: boolean;
  convert?: string;
}

/** Which results. */
export interface FilterFlags extends ScopeFlags {
  from?: Day;
  to?: Day;
  currency?: string;
  platform?: string;
}

/** Which results, and what they are judged by. */
export interface ResultFlags extends FilterFlags {
  value?: number;
  breakEven?: number;
  elasticity?: number;
  level?: number;
  seed?: number;
  /** False where `--no-delays` was said; commander says true else. */
  delays?: boolean;
}

/** A fraction strictly between 0 and 1. */
export const inside = (text: string): number => {
  const value = fraction(text);
  if (value <= 0 || value >= 1) throw new InvalidArgumentError('It must lie between 0 and 1.');
  return value;
};

export const positive = (text: string): number => {
  const value = nonNegative(text);
  if (value === 0) throw new InvalidArgumentError('It must be more than 0.');
  return value;
};

/** Days: `7d`, `7`, `2w` or `1m` (30 days); from 1 to 366. */
export function horizon(text: string): number {
  const match = /^(\d{1,3})\s*([dwm]?)$/i.exec(text.trim());
  const days = match ? Number(match[1]) * (UNIT_DAYS[match[2]?.toLowerCase() ?? ''] ?? 1) : 0;
  if (days < 1 || days > 366) throw new InvalidArgumentError('It must be a time such as 7d, 2w or 1m.');
  return days;
}

const UNIT_DAYS: Record<string, number | undefined> = { d: 1, w: 7, m: 30 };

const VALUE = 'what one conversion is worth, in place of the reported revenue (without revenue: that of creo init)';
const BREAK_EVEN = 'ROAS from which money is earned (default: the target of creo init, else 1)';
const ELASTICITY =
  'revenue grows as spend to this power beyond the tested spend (default: fitted where results tell it, else 0.8)';

/** Whose creatives: what lists without amounts take. */
export const withClientFlags = (command: Command): Command =>
  command.option('--client <name>', 'only the accounts of this client').option('--account <name>', 'only this account');

/** Whose results, and in which currency: what every answer, report, export and metric takes. */
export const withScopeFlags = (command: Command): Command =>
  withClientFlags(command)
    .option('--across-clients', 'pool over all clients, where the store has several')
    .option('--convert <code>', 'amounts in this currency, by day at the rates of `creo rates`', currencyCode);

export const withFilterFlags = (command: Command): Command =>
  withScopeFlags(
    command
      .option('--from <day>', 'results from this day on', day)
      .option('--to <day>', 'results up to this day', day)
      .option('--currency <code>', 'results in this currency only')
      .option('--platform <id>', 'results of this platform only'),
  );

export const withLevel = (command: Command): Command =>
  command.option('--level <share>', `share of what may happen that intervals hold (default: ${LEVEL})`, inside);

export const withSeed = (command: Command, what = 'start of the random numbers; the same seed gives the same answer') =>
  command.option('--seed <n>', `${what} (default: ${SEED})`, wholeNumber(0));

export const withDelays = (command: Command): Command =>
  command.option(
    '--no-delays',
    'count recent days as reported, not by how many of their conversions are known by then',
  );

/** What results are judged by. */
export const withJudgingFlags = (command: Command): Command =>
  withDelays(withSeed(withLevel(withBreakEven(withValue(command)))));

/** Which results, and what they are judged by. */
export const withResultFlags = (command: Command): Command => withJudgingFlags(withFilterFlags(command));

export const withValue = (command: Command): Command => command.option('--value <amount>', VALUE, amount);

export const withBreakEven = (command: Command): Command => command.option('--break-even <roas>', BREAK_EVEN, positive);

export const withElasticity = (command: Command): Command => command.option('--elasticity <power>', ELASTICITY, inside);

export const withHorizon = (command: Command): Command =>
  command.option('--over <time>', `time over which it is spent: 7d, 2w or 1m (default: ${HORIZON_DAYS}d)`, horizon);

/** What was said of whose results and of the currency; a key for each that was said. */
export const scopeOf = ({ client, account, acrossClients, convert }: ScopeFlags): ScopeFlags => ({
  ...(client === undefined ? {} : { client }),
  ...(account === undefined ? {} : { account }),
  ...(acrossClients === undefined ? {} : { acrossClients }),
  ...(convert === undefined ? {} : { convert }),
});

export const filterOf = ({ from, to, currency, platform, ...scope }: FilterFlags) => ({
  from,
  to,
  currency,
  platform,
  ...scopeOf(scope),
});

/** What was said of late conversions: nothing but `--no-delays`. */
const delaysOf = (delays: boolean | undefined): Pick<Question, 'delays'> => (delays === false ? { delays } : {});

export const questionOf = ({
  value,
  breakEven,
  elasticity,
  level,
  seed,
  delays,
  ...filter
}: ResultFlags): Question => ({
  filter: filterOf(filter),
  valueMicros: value,
  breakEvenRoas: breakEven,
  elasticity,
  level,
  seed,
  ...delaysOf(delays),
});
