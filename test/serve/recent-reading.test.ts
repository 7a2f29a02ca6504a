/** What scrapes are answered with while a reading of the store takes long. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { recentReading } from '../../src/serve/recent-reading.js';

/** Readings that each take as long as the test says, numbered from 1. */
function readings() {
  const open: { end: () => void; fail: (error: Error) => void }[] = [];
  const seconds: number[] = [];
  const scrape = recentReading<string>(
    () =>
      new Promise((resolve, reject) => {
        const number = open.length + 1;
        open.push({ end: () => resolve(`reading ${number}`), fail: reject });
      }),
    (taken) => seconds.push(taken),
  );
  const reading = (number: number) => open[number - 1] ?? { end: () => {}, fail: () => {} };
  return { scrape, reading, begun: () => open.length, seconds };
}

test('a scrape gets a reading that began after it came, and those that come meanwhile share the next one', async () => {
  const { scrape, reading, begun, seconds } = readings();
  const first = scrape();
  const others = [scrape(), scrape()];
  reading(1).end();
  expect(await first).toBe('reading 1');
  expect(begun()).toBe(2);
  reading(2).end();
  expect(await Promise.all(others)).toEqual(['reading 2', 'reading 2']);
  const last = scrape();
  reading(3).end();
  expect(await last).toBe('reading 3');
  expect(seconds).toHaveLength(3);
});

test('a scrape that takes longer than 150 ms gets the reading before it, which goes on', async () => {
  const { scrape, reading, begun } = readings();
  const first = scrape();
  reading(1).end();
  await first;
  const started = performance.now();
  expect(await scrape()).toBe('reading 1');
  expect(performance.now() - started).toBeGreaterThan(140);
  expect(begun()).toBe(2);
  const next = scrape();
  reading(2).end();
  await pause(1);
  reading(3).end();
  expect(await next).toBe('reading 3');
});

test('without a reading before it a scrape waits for the one that is under way, however long', async () => {
  const { scrape, reading } = readings();
  const scrapes = [scrape(), scrape()];
  await pause(200);
  reading(1).end();
  expect(await Promise.all(scrapes)).toEqual(['reading 1', 'reading 1']);
});

test('figures of more than five seconds ago are never given', async () => {
  const { scrape, reading } = readings();
  const first = scrape();
  reading(1).end();
  await first;
  await pause(5_000);
  let given: string | undefined;
  const late = scrape().then((text) => {
    given = text;
  });
  await pause(300);
  expect(given).toBeUndefined();
  reading(2).end();
  await late;
  expect(given).toBe('reading 2');
}, 10_000);

test('a reading that fails is said to all who wait for it, and what was read before it is forgotten', async () => {
  const { scrape, reading } = readings();
  const first = scrape();
  reading(1).end();
  await first;
  const failing = scrape();
  reading(2).fail(new Error('gone'));
  await expect(failing).rejects.toThrow('gone');
  const slow = scrape();
  await pause(200);
  reading(3).end();
  expect(await slow).toBe('reading 3');
});
