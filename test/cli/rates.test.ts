/** Rates of exchange: shown as they are, set over, and taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAgencyFiles } from '../helpers/agency.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';

const YEN = `day,account,ad_name,campaign,clicks,impressions,conversions,spend,revenue,currency
2026-09-08,Initech KK,desk,autumn,100,4000,4,7000,12345,JPY
2026-09-13,Initech KK,desk,autumn,100,4000,4,7000,12345,JPY
`;

async function yen(): Promise<string> {
  const cwd = emptyFolder();
  writeAgencyFiles(cwd);
  writeFileSync(join(cwd, 'yen.csv'), YEN);
  for (const args of [
    ['import', 'yen.csv', '--platform', 'generic'],
    ['rates', 'import', 'eurofxref-hist.csv'],
  ])
    expect((await runCreo(args, { cwd })).status).toBe(0);
  return cwd;
}

/** Spend of both days in units of a currency. */
async function spendIn(cwd: string, convert: string): Promise<number> {
  const { creatives } = (await creoJson(['list', '--convert', convert], { cwd })) as {
    creatives: { spendMicros: number }[];
  };
  return (creatives[0]?.spendMicros ?? 0) / 1_000_000;
}

test('a rate is shown with its digits, and amounts of a currency without cents are whole', async () => {
  const cwd = await yen();
  const { stdout } = await runCreo(['rates'], { cwd });
  expect(stdout).toMatch(/JPY +│ +161\.25 │/);
  expect(stdout).toMatch(/USD +│ +1\.1032 │ 2026-09-03 │ 2026-09-11 │/);
  const listed = (await runCreo(['list'], { cwd })).stdout;
  expect(listed).toContain('¥14,000');
  expect(listed).not.toMatch(/¥[\d,]+\.00/);
});

test('a rate that was set by mistake is set over or taken back, and the one before it holds again', async () => {
  const cwd = await yen();
  const before = await spendIn(cwd, 'EUR');
  expect(before).toBeCloseTo(7000 / 159.9 + 7000 / 161.25, 5);
  await runCreo(['rates', 'set', 'JPY=16.1', '--from', '2026-09-12'], { cwd });
  expect(await spendIn(cwd, 'EUR')).toBeCloseTo(7000 / 159.9 + 7000 / 16.1, 5);
  expect((await runCreo(['rates'], { cwd })).stdout).toMatch(/JPY +│ +16\.1 │.*set by hand/);
  const removed = await creoJson(['rates', 'remove', 'JPY', '--from', '2026-09-12', '--to', '2026-09-12'], { cwd });
  expect(removed).toEqual({ currency: 'JPY', removed: 1 });
  expect(await spendIn(cwd, 'EUR')).toBe(before);
  expect((await runCreo(['rates', 'remove', 'JPY'], { cwd })).stdout).toContain('Removed 5 rates of JPY');
  const { stderr, status } = await runCreo(['list', '--convert', 'EUR'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('no rate of JPY');
  const again = await runCreo(['rates', 'remove', 'JPY'], { cwd });
  expect(again.stderr).toContain('There is no such rate of JPY');
  await runCreo(['rates', 'import', 'eurofxref-hist.csv'], { cwd });
  expect(await spendIn(cwd, 'EUR')).toBe(before);
});
