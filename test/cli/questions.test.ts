/** What commands ask and show at a terminal: unknown columns, doubtful matches, a missing model, a bar that fails. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePicture } from '../helpers/clips.js';
import { creoJson, emptyFolder, runCreo } from '../helpers/run-creo.js';
import { atTerminal, DOWN, ENTER, UP } from '../helpers/terminal.js';

const NOT_IN_FILE = UP + ENTER;

test('the columns of a file that nobody knows are asked once and kept under a name', async () => {
  const cwd = emptyFolder();
  const report = (day: string): string =>
    `Wann,Welche,Ausgegeben,Gesehen\n${day},unboxing,12.50,1000\n${day},review,7.25,800\n`;
  writeFileSync(join(cwd, 'first.csv'), report('2026-07-14'));
  writeFileSync(join(cwd, 'second.csv'), report('2026-07-15'));
  const shown = await atTerminal(
    cwd,
    [
      ['which column is the ad?', DOWN + ENTER],
      ['which column is the campaign?', NOT_IN_FILE],
      ['which column is the day?', ENTER],
      ['which column is the spend?', ENTER],
      ['which column is the currency?', NOT_IN_FILE],
      ['which column is the impressions?', ENTER],
      ['which column is the clicks?', ENTER],
      ['which column is the conversions?', ENTER],
      ['which column is the revenue?', ENTER],
      ['Name under which to keep this map', ENTER],
      ['Currency code?', `eur${ENTER}`],
    ],
    'import first.csv',
  );
  expect(shown).toContain('first.csv');
  expect(await creoJson(['import', 'second.csv', '--currency', 'EUR'], { cwd })).toMatchObject({
    imports: [{ rowsRead: 2, rowsNew: 2, currency: 'EUR' }],
  });
  expect(await creoJson(['list', '--sort', 'creative'], { cwd })).toMatchObject({
    creatives: [
      { creative: 'review', spendMicros: 14_500_000, impressions: 1600 },
      { creative: 'unboxing', spendMicros: 25_000_000, impressions: 2000 },
    ],
  });
});

test('a doubtful match is asked, the best guess first, and joined when a person says so', async () => {
  const cwd = emptyFolder();
  makePicture(cwd, 'kitchen unboxing.png');
  makePicture(cwd, 'street interview.png', 'testsrc=s=320x240');
  await runCreo(['add', '.'], { cwd });
  writeFileSync(
    join(cwd, 'ads.csv'),
    'Ad name,Day,Amount spent (USD),Impressions\nkitchen unboxed v3 summer,2026-07-14,12.50,1000\n',
  );
  await runCreo(['import', 'ads.csv'], { cwd });
  const shown = await atTerminal(
    cwd,
    [['Which creative is "kitchen unboxed v3 summer"?', ENTER]],
    'match --interactive',
  );
  expect(shown).toContain('1 joined to their creative');
  expect(await creoJson(['list', '--sort', 'creative'], { cwd })).toMatchObject({
    creatives: [{ creative: 'kitchen unboxing', spendMicros: 12_500_000 }, { creative: 'street interview' }],
  });
});

test('CLIP asked for by name is offered at a terminal, and a no leaves everything as it was', async () => {
  const cwd = emptyFolder();
  const environment = { CREO_MODELS: join(cwd, 'models') };
  makePicture(cwd, 'still.png');
  await runCreo(['add', 'still.png'], { cwd });
  const shown = await atTerminal(cwd, [['Fetch it now (156 MB', `n${ENTER}`]], 'embed --model clip', environment);
  expect(shown).toContain('error: CLIP is not in');
  expect(await creoJson(['model', 'path'], { cwd, environment })).toMatchObject({ present: false });
  const piped = await runCreo(['embed', '--model', 'clip'], { cwd, environment });
  expect(piped.status).toBe(1);
  expect(piped.stderr).toContain('creo model pull');
});

test('a failure under a progress bar ends the bar and the program', async () => {
  const cwd = emptyFolder();
  const environment = { CREO_MODELS: join(cwd, 'models') };
  const shown = await atTerminal(cwd, [], 'model pull --host http://127.0.0.1:9; echo ended with $?', environment);
  expect(shown).toContain('config.json');
  expect(shown).toContain('could not be fetched');
  expect(shown).toContain('ended with 1');
});

test('whether a plan is followed is asked once the plan can be read, and only then', async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'ads.csv'),
    'Ad name,Day,Amount spent (USD),Impressions,Link clicks,Purchases,Purchase conversion value\n' +
      'unboxing,2026-07-14,50,4000,200,16,640\nreview,2026-07-14,50,4000,200,2,80\n',
  );
  await runCreo(['import', 'ads.csv'], { cwd });
  const question = 'Will you follow this plan?';
  const followed = await atTerminal(cwd, [[question, `y${ENTER}`]], 'recommend --budget 500');
  expect(followed.indexOf('unboxing')).toBeGreaterThan(0);
  expect(followed.indexOf('unboxing')).toBeLessThan(followed.indexOf(question));
  expect(followed).toContain('Kept as plan 1');
  const declined = await atTerminal(cwd, [[question, ENTER]], 'recommend --budget 500');
  expect(declined).toContain('The plan is not kept');
  for (const elsewhere of ['recommend --budget 500 | cat', 'recommend --budget 500 --json']) {
    expect(await atTerminal(cwd, [], elsewhere)).not.toContain(question);
  }
  expect(await creoJson(['recommend', '--budget', '500', '--keep'], { cwd })).toMatchObject({ recommendationId: 2 });
});
