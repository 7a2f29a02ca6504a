import { expect, test } from 'vitest';
import { readAhead } from '../../src/media/read-ahead.js';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test('results come in the order of the items, and only so many are worked on at once', async () => {
  let active = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    active += 1;
    most = Math.max(most, active);
    await wait((item * 7) % 5);
    active -= 1;
    return item * 10;
  };
  expect(await all(readAhead([1, 2, 3, 4, 5, 6, 7, 8], work, { running: 3, ahead: 5 }))).toEqual([
    10, 20, 30, 40, 50, 60, 70, 80,
  ]);
  expect(most).toBe(3);
  expect(await all(readAhead([], work, { running: 3, ahead: 5 }))).toEqual([]);
});

test('no more is read ahead than is asked for, however slow the reader is', async () => {
  let started = 0;
  const work = async (item: number): Promise<number> => {
    started += 1;
    return item;
  };
  const results = readAhead(
    Array.from({ length: 100 }, (_, item) => item),
    work,
    { running: 2, ahead: 4 },
  );
  await results.next();
  await wait(5);
  expect(started).toBeLessThanOrEqual(6);
  await results.return(undefined);
  await wait(5);
  expect(started).toBeLessThanOrEqual(6);
});

test('a failure comes in its turn, and nothing is started after an interrupt', async () => {
  const work = async (item: number): Promise<number> => {
    if (item === 2) throw new Error('two');
    return item;
  };
  const seen: number[] = [];
  const reading = async () => {
    for await (const result of readAhead([0, 1, 2, 3], work, { running: 4, ahead: 4 })) seen.push(result);
  };
  await expect(reading()).rejects.toThrow('two');
  expect(seen).toEqual([0, 1]);
  const signal = AbortSignal.abort();
  expect(await all(readAhead([0, 1], work, { running: 1, ahead: 1, signal }))).toEqual([]);
});
