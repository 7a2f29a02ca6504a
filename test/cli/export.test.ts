/** `creo export`, run as a person runs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { SAMPLE_NAMES, sampleStore } from '../helpers/sample-store.js';

test('the facts are one row per ad and day with creative, cluster and tags, as CSV on stdout', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { status, stdout, stderr } = await runCreo(['export'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const rows: Record<string, string>[] = parse(stdout, { columns: true });
  expect(rows).toHaveLength(50);
  expect(rows[0]).toMatchObject({
    dateStart: '2026-05-01',
    platform: 'generic',
    campaign: 'Spark tests',
    creative: 'problem-1',
    label: 'problem',
    currency: 'USD',
    spendMicros: '10000000',
    'tag:hook': 'problem',
    file: 'week.csv',
  });
});

test('the same facts in Parquet, with a range of days', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const answer = await creoJson(['export', '--out', 'facts.parquet', '--from', '2026-05-02', '--to', '2026-05-03'], {
    cwd,
  });
  const { buffer } = new Uint8Array(readFileSync(join(cwd, 'facts.parquet')));
  const rows = await parquetReadObjects({ file: buffer });
  expect(answer).toMatchObject({ files: [{ table: 'facts', rows: 20 }] });
  expect(rows).toHaveLength(20);
  expect(rows[0]).toMatchObject({ creative: 'problem-1', spendMicros: 10_000_000n });
});

test('every table goes into a folder, and no draft is left beside', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { status } = await runCreo(['export', '--all', '--out', 'all', '--format', 'json'], { cwd });
  const files = readdirSync(join(cwd, 'all'));
  expect(status).toBe(0);
  expect(files).toEqual(expect.arrayContaining(['facts.json', 'creatives.json', 'ad_days.json', 'embeddings.json']));
  expect(files.every((file) => file.endsWith('.json'))).toBe(true);
  const creatives: { name: string }[] = JSON.parse(readFileSync(join(cwd, 'all', 'creatives.json'), 'utf8'));
  expect(creatives.map(({ name }) => name)).toEqual(SAMPLE_NAMES);
});

test('a table that is not there, a folder that is not there and Parquet without a file are said', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const unknown = await runCreo(['export', 'nothing'], { cwd });
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('Choose one of: facts, accounts, ad_days');
  const unwritable = await runCreo(['export', '--out', 'no/such/folder.csv'], { cwd });
  expect(unwritable.status).toBe(1);
  expect(unwritable.stderr).toContain('cannot be written');
  expect((await runCreo(['export', '--format', 'parquet'], { cwd })).status).toBe(1);
});

test('`--json` without a file prints the rows', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { status, stdout, stderr } = await runCreo(['export', 'facts', '--json'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toHaveLength(50);
});
