/** `creo report --language ru` in a real Chromium: no English is left, on a page with every section and on one with none. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { addDays } from '../../src/units.js';
import { openPage } from '../helpers/browser.js';
import { makeClip } from '../helpers/clips.js';
import { englishWords } from '../helpers/english-words.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { SAMPLE_NAMES, sampleStore } from '../helpers/sample-store.js';

/** Names of the user, which stay as they are. */
const NAMES = [...SAMPLE_NAMES, 'meta', 'generic', 'anna', 'creator', 'USD'];

/** Everything that a page says: texts, titles, labels, choices, and what pictures show. */
const SAID = `(() => {
  const said = [document.title];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest('script, style, q')) said.push(walk.currentNode.data);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['title', 'aria-label', 'alt', 'label', 'placeholder']) {
      if (element.hasAttribute(name)) said.push(element.getAttribute(name));
    }
  }
  return said.map((text) => text.trim()).filter((text) => text !== '');
})()`;

/** What the page of a folder's store says, in the order of the page. */
async function said(cwd: string, ...args: string[]): Promise<string[]> {
  const { path } = (await creoJson(['report', '--language', 'ru', ...args], { cwd })) as { path: string };
  const { page, complaints } = await openPage(pathToFileURL(path).href);
  const texts = await page.evaluate<string[]>(SAID);
  expect(await page.evaluate('document.documentElement.lang')).toBe('ru');
  expect(complaints).toEqual([]);
  for (const width of [1400, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  }
  await page.close();
  return texts;
}

const english = (texts: readonly string[]): string[] => texts.filter((text) => englishWords(text, NAMES).length > 0);

/** A creative that spends much and sells nothing, for two weeks. */
const losing = (): string =>
  [
    'Date,Campaign,Ad name,Impressions,Clicks,Conversions,Spend,Revenue,Currency',
    ...Array.from(
      { length: 14 },
      (_, day) => `${addDays('2026-05-01', day)},Spark tests,meme-3,90000,900,0,700.00,0.00,USD`,
    ),
    '',
  ].join('\n');

test('a page with every section is Russian to the last word', { timeout: 240_000 }, async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  makeClip(cwd, 'problem-1.mp4');
  makeClip(cwd, 'meme-2.mp4', { source: 'testsrc' });
  await runCreo(['add', 'problem-1.mp4', 'meme-2.mp4', '--quiet'], { cwd });
  rmSync(join(cwd, 'meme-2.mp4'));
  await runCreo(['tag', 'problem-1', 'creator=anna', 'emotion=joy'], { cwd });
  await runCreo(['recommend', '--budget', '900', '--keep'], { cwd });
  const first = await said(cwd);
  expect(first.join('\n')).toMatch(
    /Последний сохранённый план[\s\S]*Группы креативов[\s\S]*проблема[\s\S]*Без кадров: meme-2/,
  );
  expect(english(first)).toEqual([]);
  writeFileSync(join(cwd, 'loser.csv'), losing());
  await runCreo(['import', 'loser.csv', '--platform', 'generic', '--replace'], { cwd });
  const second = await said(cwd, '--budget', '90000');
  expect(second.join('\n')).toMatch(/Остановить[\s\S]*meme-3[\s\S]*С прошлого отчёта[\s\S]*Расход: /);
  expect(english(second)).toEqual([]);
});

test('a page of files without results or groups is Russian too', { timeout: 120_000 }, async () => {
  const cwd = emptyFolder();
  makeClip(cwd, 'meme-1.mp4');
  await runCreo(['add', 'meme-1.mp4', '--quiet'], { cwd });
  const texts = await said(cwd);
  expect(texts.join('\n')).toMatch(/результатов пока нет[\s\S]*Креативы ещё не сгруппированы/);
  expect(english(texts)).toEqual([]);
});
