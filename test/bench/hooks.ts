/**
 * Hooks: how well the table of patterns names them, on lines kept from whoever wrote it; how well swapped hooks are found on
 * planted splices; and how often an interval holds the effect that was planted.
 */
import { hookTypes } from '../../src/patterns/words/line-says.js';
import { labelledLines, type Reading, read } from './hooks/kept-lines.js';
import { coverage, scoreFamilies, type World } from './hooks/swaps.js';
import type { BenchLine } from './line.js';

const GOAL = 'precision 0.9, recall 0.6';

const SPLICES = [
  { openings: 3, bodies: 4, seed: 1 },
  { openings: 3, bodies: 4, seed: 2, endCard: true },
];

const WORLD: World = { clicks: 300, cvr: 0.05, hooks: [1.5, 1, 1], bodies: 4, bodySpread: 0.4, adSpread: 0.1 };
const WORLDS: readonly (readonly [name: string, world: World])[] = [
  ['300 clicks an ad, 5% CVR, first hook x 1.5', WORLD],
  ['no ad differs from hook times body', { ...WORLD, adSpread: 0 }],
  ['3,000 clicks an ad', { ...WORLD, clicks: 3000 }],
  ['60 clicks an ad', { ...WORLD, clicks: 60 }],
  ['first hook x 0.7', { ...WORLD, hooks: [0.7, 1, 1] }],
];

const ACCOUNTS = 100;

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
    ...(await families()),
    ...WORLDS.map(([name, world]) => ({
      part: 'hooks',
      what: `planted effect inside its 80% interval: ${name}`,
      figure: `${(100 * coverage(world, ACCOUNTS)).toFixed(0)}% of ${ACCOUNTS} accounts`,
      goal: '76 to 88%',
    })),
  ];
}

async function families(): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const splices of SPLICES) {
    const score = await scoreFamilies(splices);
    lines.push({
      part: 'hooks',
      what: `${splices.openings} openings x ${splices.bodies} bodies${splices.endCard ? ', one end card' : ''}`,
      figure: `F1 of families ${score.families.toFixed(2)}, of openings ${score.openings.toFixed(2)}`,
      goal: 'families 0.95',
    });
  }
  return lines;
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
