/** What creo makes of the words of ads: how well the table of patterns names hooks, on lines kept from whoever wrote it. */
import { hookTypes } from '../../src/patterns/words/line-says.js';
import { labelledLines, type Reading, read } from './hooks/kept-lines.js';
import type { BenchLine } from './line.js';

const GOAL = 'precision 0.9, recall 0.6';

export async function bench(): Promise<BenchLine[]> {
  const { kept } = labelledLines();
  const plain = read(kept, (text) => hookTypes(text)[0] ?? null);
  // As a recogniser gives them: capitals, plain letters, no signs that its dictionary lacks.
  const spoilt = read(kept, (text) => hookTypes(asRecognised(text))[0] ?? null);
  return [
    line(`${kept.length} kept lines`, plain.get('all'), GOAL),
    line('the same, as a recogniser writes them', spoilt.get('all')),
    ...[...plain]
      .filter(([type]) => type !== 'all')
      .sort(([, a], [, b]) => b.there - a.there)
      .map(([type, reading]) => line(`hook: ${type}`, reading, GOAL)),
  ];
}

const asRecognised = (text: string): string =>
  text
    .toUpperCase()
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[¿¡]/g, '');

function line(what: string, reading: Reading | undefined, goal?: string): BenchLine {
  const { claimed, right, there, found } = reading ?? { claimed: 0, right: 0, there: 0, found: 0 };
  const share = (part: number, of: number): string => (of === 0 ? '-' : (part / of).toFixed(2));
  return {
    part: 'hooks',
    what,
    figure: `precision ${share(right, claimed)} (${right} of ${claimed}), recall ${share(found, there)} (${found} of ${there})`,
    ...(goal === undefined ? {} : { goal }),
  };
}
