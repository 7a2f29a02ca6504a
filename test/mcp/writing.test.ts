/** What an assistant may do with --allow-write, and where it may not. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assistant } from '../helpers/mcp-client.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleExport, sampleStore } from '../helpers/sample-store.js';

test('results, tags and plans are kept only with --allow-write, and files are named only with --folder', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const { client, call } = await assistant(cwd, '--allow-write');
  const { tools } = await client.listTools();
  const writing = tools.filter(({ annotations }) => annotations?.readOnlyHint === false).map(({ name }) => name);
  expect(writing).toEqual(['perf_set', 'tag', 'keep_plan']);
  const kept = await call('perf_set', {
    creative: 'meme-1',
    date: '2026-05-09',
    spend: 12.5,
    clicks: 20,
    conversions: 1,
  });
  expect(kept.answer).toMatchObject({ creative: 'meme-1', spendMicros: 12_500_000, currency: 'USD' });
  expect((await call('tag', { creative: 'meme-1', set: { talent: 'Anna' }, remove: ['hook'] })).answer).toMatchObject({
    set: 1,
  });
  expect((await call('show', { creative: 'meme-1' })).text).toContain('talent=Anna');
  const plan = await call('keep_plan', { budget: 1000 });
  expect(plan.answer).toMatchObject({ recommendationId: 1, budgetMicros: 1_000_000_000 });
  expect((await call('score')).answer).toMatchObject({ made: 1 });
  expect((await call('perf_set', { creative: 'meme-1', date: '2026-05-09' })).error?.code).toBe('NO_FIGURES');
  expect((await call('perf_set', { creative: 'meme-1', date: '2026-05-09', clicks: -1 })).isError).toBe(true);
  const alone = await runCreo(['mcp', '--folder', '.'], { cwd });
  expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining('--folder needs --allow-write')]);
});

test('the guide names every tool, and its settings start the server', async () => {
  const cwd = emptyFolder();
  const guide = readFileSync(new URL('../../docs/assistants.md', import.meta.url), 'utf8');
  const { client } = await assistant(cwd, '--allow-write', '--folder', '.');
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  const settings: { mcpServers: { creo: { args: string[] } } } = JSON.parse(
    /```json\n(\{[\s\S]*?)```/.exec(guide)?.[1] ?? '',
  );
  const [verb, ...args] = settings.mcpServers.creo.args;
  expect(verb).toBe('mcp');
  expect((await (await assistant(cwd, ...args)).client.listTools()).tools.length).toBeLessThan(tools.length);
});

test('it reads exports and writes reports below its folder, and nowhere else', async () => {
  const cwd = emptyFolder();
  const folder = join(cwd, 'exports');
  mkdirSync(folder);
  writeFileSync(join(folder, 'week.csv'), sampleExport());
  writeFileSync(join(folder, 'letter.csv'), 'Dear Anna\n');
  writeFileSync(join(cwd, 'secret.csv'), sampleExport());
  symlinkSync(join(cwd, 'secret.csv'), join(folder, 'link.csv'));
  const { call, log } = await assistant(cwd, '--allow-write', '--folder', 'exports');
  const trial = await call('import', { file: 'week.csv', platform: 'generic', dryRun: true });
  expect(trial.answer).toMatchObject({ imports: [{ rowsNew: 50 }] });
  expect((await call('winners')).error?.code).toBe('NO_STORE');
  const read = await call('import', { file: 'week.csv', platform: 'generic' });
  expect(read.answer).toMatchObject({ imports: [{ importId: 1, rowsNew: 50 }] });
  for (const file of ['../secret.csv', join(cwd, 'secret.csv'), 'link.csv', 'none.csv', '.', '/etc/passwd']) {
    expect([file, (await call('import', { file })).error?.code]).toEqual([file, 'NO_SUCH_FILE']);
  }
  const letter = await call('import', { file: 'letter.csv' });
  expect([letter.error?.code, letter.text]).toEqual(['UNKNOWN_FILE', expect.not.stringMatching(/ --[a-z]/)]);
  const report = await call('report', { file: 'week.html', budget: 5000, title: 'Week' });
  expect([report.isError, report.text]).toEqual([false, expect.stringContaining('week.html')]);
  expect(readFileSync(join(folder, 'week.html'), 'utf8')).toContain('problem-1');
  const refused: [string, string][] = [
    ['week.html', 'FILE_EXISTS'],
    ['../week.html', 'NO_SUCH_FOLDER'],
    ['week.csv', 'BAD_FILE_NAME'],
    ['.html', 'BAD_FILE_NAME'],
  ];
  for (const [file, code] of refused) {
    expect([file, (await call('report', { file })).error?.code]).toEqual([file, code]);
  }
  expect(readdirSync(cwd).filter((name) => name.endsWith('.html'))).toEqual([]);
  expect(log()).toMatch(/^started a new store: /);
  expect(((await creoJson(['import', 'list'], { cwd })) as { imports: unknown[] }).imports).toHaveLength(1);
});
