/** Planted lags, through real exports and the real import: how often the CVR of the last three days holds the truth. */
import { holds, LAGS, type LagResult, lagResult } from '../helpers/lag-coverage.js';
import type { BenchLine } from './line.js';

const ACCOUNTS = 40;

export const bench = async (): Promise<BenchLine[]> => {
  const families = LAGS.map(([what, world], family) => ({
    what,
    results: Array.from({ length: ACCOUNTS }, (_, account) => lagResult(world, 1000 * (family + 1) + account)),
  }));
  const none = Array.from({ length: ACCOUNTS }, (_, account) => lagResult({ delay: () => 0 }, 9000 + account));
  return [
    lineOf(
      `${LAGS.length * ACCOUNTS} accounts`,
      families.flatMap(({ results }) => results),
      'inside 0.76 to 0.88',
    ),
    ...families.map(({ what, results }) => lineOf(what, results)),
    lineOf('no lag', none),
  ];
};

function lineOf(what: string, results: readonly LagResult[], goal?: string): BenchLine {
  const told = (which: 'corrected' | 'reported'): string => {
    const inside = results.filter((each) => holds(each[which], each.truth)).length / results.length;
    const bias = results.reduce((sum, each) => sum + Math.log(each[which].cvr / each.truth), 0) / results.length;
    return `inside ${inside.toFixed(2)}, bias ${(Math.exp(bias) - 1).toFixed(3)}`;
  };
  return {
    part: 'delays',
    what,
    figure: told('corrected'),
    against: `as reported ${told('reported')}`,
    ...(goal === undefined ? {} : { goal }),
  };
}
