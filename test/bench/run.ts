/** `npm run bench [PART…]`: every measured figure of the project, as ratios to named peers measured in the same run. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BenchLine } from './line.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const NOT_PARTS = ['run.ts', 'line.ts'];

const wanted = process.argv.slice(2);
const parts = readdirSync(HERE)
  .filter((name) => name.endsWith('.ts') && !NOT_PARTS.includes(name))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

for (const part of parts) {
  const { bench }: { bench: () => Promise<BenchLine[]> } = await import(new URL(`${part}.ts`, import.meta.url).href);
  for (const { what, figure, against, goal } of await bench()) {
    const extra = [against, goal === undefined ? undefined : `goal ${goal}`].filter((text) => text !== undefined);
    process.stdout.write(
      `${part.padEnd(10)} ${what.padEnd(60)} ${figure}${extra.length > 0 ? `  (${extra.join('; ')})` : ''}\n`,
    );
  }
}
