/** Flags that the commands on results share: which results, what a conversion is worth, how sure, and the seed. */
import { type Command, InvalidArgumentError } from 'commander';
import type { Day } from '../units.js';
import { amount, day, fraction, wholeNumber } from './flags.js';

export interface ResultFlags {
  from?: Day;
  to?: Day;
  currency?: string;
  platform?: string;
  value?: number;
  level: number;
  seed: number;
}

/** A fraction strictly between 0 and 1. */
export const inside = (text: string): number => {
  const value = fraction(text);
  if (value <= 0 || value >= 1) throw new InvalidArgumentError('It must lie between 0 and 1.');
  return value;
};

export const ELASTICITY =
  'revenue grows as spend to this power beyond the tested spend (default: fitted where results tell it, else 0.8)';

export const VALUE =
  'what one conversion is worth, in place of the reported revenue (without revenue: that of creo init)';

export const withResultFlags = (command: Command): Command =>
  command
    .option('--value <amount>', VALUE, amount)
    .option('--from <day>', 'results from this day on', day)
    .option('--to <day>', 'results up to this day', day)
    .option('--currency <code>', 'results in this currency only')
    .option('--platform <id>', 'results of this platform only')
    .option('--level <share>', 'share of what may happen that intervals hold', inside, 0.8)
    .option('--seed <n>', 'start of the random numbers; the same seed gives the same answer', wholeNumber(0), 1);

export const resultOptions = ({ from, to, currency, platform, value }: ResultFlags) => ({
  valueMicros: value ?? null,
  filter: { from, to, currency, platform },
});
