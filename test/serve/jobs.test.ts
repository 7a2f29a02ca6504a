/** The queue of long work, and answers in cents. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiValue, centsOf } from '../../src/serve/api-values.js';
import { jobQueue } from '../../src/serve/jobs.js';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('jobs run one after the other, and tell how far they are', async () => {
  const jobs = jobQueue();
  const order: string[] = [];
  const first = jobs.start(async (report) => {
    report({ title: 'Embedding', done: 1, total: 2 });
    await pause(30);
    order.push('first');
    return { k: 2 };
  });
  const second = jobs.start(async () => {
    order.push('second');
    return null;
  });
  expect(await jobs.wait(first, 5)).toEqual({ status: 'running', progress: { title: 'Embedding', done: 1, total: 2 } });
  expect(jobs.state(second)).toEqual({ status: 'waiting' });
  expect(await jobs.wait(second, 1_000)).toEqual({ status: 'done', answer: null });
  expect(jobs.state(first)).toEqual({ status: 'done', answer: { k: 2 } });
  expect(order).toEqual(['first', 'second']);
});

test('a job that fails keeps its error and does not stop the next', async () => {
  const jobs = jobQueue();
  const error = new Error('no');
  const failing = jobs.start(() => Promise.reject(error));
  const next = jobs.start(async () => 'fine');
  expect(await jobs.wait(next, 1_000)).toEqual({ status: 'done', answer: 'fine' });
  expect(jobs.state(failing)).toEqual({ status: 'failed', error });
  expect(jobs.state(99)).toBeNull();
});

test('answers of long ago are forgotten, so that a server does not grow', async () => {
  const jobs = jobQueue();
  for (let job = 0; job < 250; job += 1) jobs.start(async () => job);
  await jobs.idle();
  jobs.start(async () => 'last');
  expect(jobs.state(1)).toBeNull();
  expect(jobs.state(250)).not.toBeNull();
});

test('keys become snake_case and micros cents, through lists and records', () => {
  expect(
    apiValue({ runId: 3, budgetMicros: 5_000_019_999, revenueMicros: null, items: [{ cvrLow: 0.1, name: 'aB' }] }),
  ).toEqual({ run_id: 3, budget: 500_001, revenue: null, items: [{ cvr_low: 0.1, name: 'aB' }] });
});

test('the cents of the parts never exceed the cents of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }), { maxLength: 30 }), (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      expect(parts.map(centsOf).reduce((sum, cents) => sum + cents, 0)).toBeLessThanOrEqual(centsOf(whole));
    }),
  );
});
