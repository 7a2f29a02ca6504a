/** `creo report` in a real Chromium: complete, self-contained, equal to `--json`, at every width, light, dark and in print. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../helpers/browser.js';
import { makeClip } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { sampleExport, sampleStore } from '../helpers/sample-store.js';

interface Figures {
  path: string;
  currency: string;
  totals: Record<string, number | null>;
  clusters: Record<string, unknown>[];
  creatives: Record<string, unknown>[];
  before: unknown;
  plan: { allocatedMicros: number; items: Record<string, unknown>[] };
  notes: string[];
}

interface Reported {
  cwd: string;
  url: string;
  figures: Figures;
}

/** A store with media for two of its creatives, and the report on it. */
async function reported(cwd: string): Promise<Reported> {
  await sampleStore(cwd);
  makeClip(cwd, 'problem-1.mp4');
  makeClip(cwd, 'meme-2.mp4', { source: 'testsrc' });
  await runCreo(['add', 'problem-1.mp4', 'meme-2.mp4', '--quiet'], { cwd });
  const answer = await creoJson(['report', '--title', 'Week 18 <for> "Anna"', '--budget', '2000'], { cwd });
  const figures = answer as Figures;
  return { cwd, url: pathToFileURL(figures.path).href, figures };
}

const BACKGROUND = 'getComputedStyle(document.body).backgroundColor';

let shared: Reported;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'creo-report-'));
  shared = await reported(folder);
  return () => rmSync(folder, { recursive: true });
});

test('the page opens without a complaint, asks for nothing, and holds every section and picture', async () => {
  const { url } = shared;
  const { page, complaints, requests } = await openPage(url);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([url]);
  expect(await page.title()).toBe('Week 18 <for> "Anna"');
  expect(await page.locator('h2').allTextContents()).toEqual([
    'Where the next money goes',
    'Kinds of creative',
    'Creatives',
    'What goes with better results',
    'How to read this',
  ]);
  expect(await page.locator('article.cluster').count()).toBe(3);
  expect(await page.locator('img.hook').count()).toBe(2);
  const widths = await page.evaluate<number[]>('[...document.images].map((image) => image.naturalWidth)');
  expect(widths.every((width) => width > 0)).toBe(true);
  expect(await page.locator('svg.chart text').allTextContents()).toContain('problem');
  await page.close();
});

test('every figure on the page is the one that --json gives', async () => {
  const { url, figures } = shared;
  const { page } = await openPage(url);
  const shown = (scope: string): Promise<[string, string][]> =>
    page
      .locator(`${scope} [data-field]`)
      .evaluateAll((found) =>
        found.map((element): [string, string] => [
          element.getAttribute('data-field') ?? '',
          element.getAttribute('data-value') ?? '',
        ]),
      );
  const expectSame = (pairs: [string, string][], row: Record<string, unknown>): void => {
    expect(pairs.length).toBeGreaterThan(3);
    for (const [field, value] of pairs) {
      const known = row[field];
      expect(`${field} ${value}`).toBe(`${field} ${known === null || known === undefined ? '' : known}`);
    }
  };
  expectSame(await shown('header'), figures.totals);
  for (const cluster of figures.clusters) {
    expectSame(await shown(`[data-cluster="${cluster.clusterId}"] > p`), cluster);
  }
  const funded = figures.plan.items.filter(({ budgetMicros }) => Number(budgetMicros) > 0);
  expect(funded.length).toBeGreaterThan(0);
  for (const item of funded) expectSame(await shown(`#split tr[data-creative="${item.creative}"]`), item);
  for (const { outlook, ...creative } of figures.creatives) {
    const verdict = (outlook as { verdict: string }).verdict;
    expectSame(await shown(`#creatives tr[data-creative="${creative.creative}"]`), { ...creative, verdict });
  }
  await page.close();
});

test('it fits a phone, a desktop, dark and print, and tables scroll by themselves', async () => {
  const { url } = shared;
  for (const options of [{ width: 360 }, { width: 1200 }, { width: 1200, scheme: 'dark' as const }]) {
    const { page, complaints } = await openPage(url, options);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    const ink = await page.evaluate<string>('getComputedStyle(document.body).color');
    const paper = await page.evaluate<string>(BACKGROUND);
    expect(ink).not.toBe(paper);
    expect(paper).toBe(options.scheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(255, 255, 255)');
    expect(complaints).toEqual([]);
    await page.close();
  }
  const { page } = await openPage(url, { scheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate<string>(BACKGROUND)).toBe('rgb(255, 255, 255)');
  expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  await page.close();
});

test('a keyboard sorts the table, and says so to those who cannot see it', async () => {
  const { url } = shared;
  const { page } = await openPage(url);
  await page.locator('#creatives thead button', { hasText: 'CVR' }).focus();
  await page.keyboard.press('Enter');
  const values = await page
    .locator('#creatives tbody [data-field=cvr]')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(await page.locator('#creatives th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  await page.keyboard.press('Enter');
  expect(await page.locator('#creatives th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  await page.close();
});

test('the same store gives the same bytes; newer results are compared with the report before', async () => {
  const { cwd, figures } = shared;
  const first = readFileSync(figures.path);
  expect(figures.before).toBeNull();
  await runCreo(['report', '--title', 'Week 18 <for> "Anna"', '--budget', '2000'], { cwd });
  expect(readFileSync(figures.path).equals(first)).toBe(true);
  writeFileSync(join(cwd, 'week.csv'), sampleExport(2));
  await runCreo(['import', 'week.csv', '--platform', 'generic', '--replace'], { cwd });
  const later = (await creoJson(['report'], { cwd })) as Figures;
  expect(later.before).toMatchObject({ spendMicros: 500_000_000 });
  expect(readFileSync(later.path, 'utf8')).toContain('Spend: $1,000.00, was $500.00');
});

test('a clip that is gone is said, and the rest of the page is there', async () => {
  const { cwd } = await reported(emptyFolder());
  writeFileSync(join(cwd, 'problem-1.mp4'), 'gone');
  const { notes, creatives } = (await creoJson(['report'], { cwd })) as Figures;
  expect(notes).toEqual([
    'No picture of problem-1 (it is not the file that was added: `creo add` it again to take the new one)',
  ]);
  expect(creatives).toHaveLength(10);
});

test('without creatives, and with a folder that is not there, the report says why not', async () => {
  const cwd = emptyFolder();
  expect((await runCreo(['report'], { cwd })).status).toBe(1);
  await sampleStore(cwd);
  const { status, stderr } = await runCreo(['report', '--out', 'no/such/page.html'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('cannot be written');
});

test('axe finds nothing serious on the page, light and dark', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const { page } = await openPage(shared.url, { scheme });
    await page.evaluate(axe.source);
    const violations = await page.evaluate<{ id: string; impact: string }[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, impact }) => ({ id, impact })))',
    );
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.close();
  }
});

test('the creatives of one group can be shown alone', async () => {
  const { page } = await openPage(shared.url);
  await page.locator('select[data-filters]').selectOption('hook=meme');
  const visible = page.locator('#leaderboard tbody tr:visible');
  expect((await visible.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-creative')))).sort()).toEqual([
    'meme-1',
    'meme-2',
    'meme-3',
  ]);
  expect(await page.locator('.filter output').textContent()).toBe('3 / 10');
  await page.locator('select[data-filters]').selectOption('');
  expect(await visible.count()).toBe(10);
  await page.close();
});

test('without a budget the last plan that was kept is shown, with its day', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  const kept = (await creoJson(['recommend', '--budget', '900', '--keep'], { cwd })) as Figures['plan'];
  const { plan, plannedAt, path } = (await creoJson(['report'], { cwd })) as Figures & { plannedAt: string };
  expect(plan.allocatedMicros).toBe(kept.allocatedMicros);
  expect(readFileSync(path, 'utf8')).toContain(`The plan of <time datetime="${plannedAt}">`);
});
