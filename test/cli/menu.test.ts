/** `creo` alone at a terminal, and the questions of `creo init`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleExport, sampleStore } from '../helpers/sample-store.js';
import { atTerminal, type Dialogue, DOWN, ENTER, UP } from '../helpers/terminal.js';

test('alone at a terminal it asks, shows the command that it runs, and goes on after a failure', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  writeFileSync(join(cwd, 'week.csv'), sampleExport());
  const shown = await atTerminal(cwd, [
    // The vectors come next in this store, so they lead the list; the report lies further down.
    ['What next?', DOWN + DOWN + ENTER],
    ['File, or folder of files', `nothing.csv${ENTER}`],
    ['What next?', DOWN + DOWN + ENTER],
    ['File, or folder of files', `week.csv${ENTER}`],
    ['What next?', UP + ENTER],
  ]);
  expect(shown).toContain('$ creo import nothing.csv');
  expect(shown).toContain('error:');
  expect(shown).toContain('$ creo import week.csv');
  expect(shown).toMatch(/vectors\) {2}\(next\)/);
});

test('in a pipe it shows the help instead of asking', async () => {
  const { status, stdout, stderr } = await runCreo([], { cwd: emptyFolder() });
  expect(status).toBe(2);
  expect(stdout + stderr).toContain('Usage: creo');
});

test('init keeps what it is told, and an import without a currency takes it', async () => {
  const cwd = emptyFolder();
  expect(await creoJson(['init', '--currency', 'eur', '--target-roas', '1.5'], { cwd })).toMatchObject({
    currency: 'EUR',
    targetRoas: 1.5,
  });
  const withoutCurrency = sampleExport()
    .split('\n')
    .map((line) => line.replace(/,(USD|Currency)$/, ''))
    .join('\n');
  writeFileSync(join(cwd, 'week.csv'), withoutCurrency);
  const { imports } = (await creoJson(['import', 'week.csv'], { cwd })) as { imports: { currency: string }[] };
  expect(imports.map(({ currency }) => currency)).toEqual(['EUR']);
  expect((await runCreo(['init', '--currency', 'gold'], { cwd })).status).toBe(1);
});

test('init alone at a terminal asks for each answer, the value of a conversion among them', async () => {
  const cwd = emptyFolder();
  const dialogue = (value: string): Dialogue => [
    ['Currency of your accounts', `USD${ENTER}`],
    ['counts as a conversion', ENTER],
    ['ROAS that a campaign', `1,5${ENTER}`],
    ['one conversion is worth', `${value}${ENTER}`],
    ['How your ads are named', ENTER],
  ];
  expect(await atTerminal(cwd, dialogue('much'), 'init')).toContain('much is not a number');
  const known = { currency: 'USD', conversion: null, targetRoas: 1.5, conversionValueMicros: 39_900_000, naming: null };
  await atTerminal(cwd, dialogue('39.90'), 'init');
  expect(await creoJson(['init', '--currency', 'USD'], { cwd })).toEqual(known);
});
