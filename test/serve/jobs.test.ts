/** Long work and shared answers, and answers in cents. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiValue, centsOf } from '../../src/serve/api-values.js';
import { jobList } from '../../src/serve/jobs.js';
import { sharedAnswers } from '../../src/serve/shared-answers.js';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const NO_HOOKS = { started: () => {}, progress: () => {}, signal: new AbortController().signal };

test('a job waits, runs and is done, and tells how far it is', async () => {
  const jobs = jobList(60_000);
  let go: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const job = jobs.start(async ({ started, progress }) => {
    await gate;
    started();
    progress({ title: 'Embedding', done: 1, total: 2 });
    await pause(30);
    return Buffer.from('{"k":2}');
  });
  expect(jobs.find(job)?.state).toEqual({ status: 'waiting' });
  go();
  expect(await jobs.wait(job, 5)).toEqual({ status: 'running', progress: { title: 'Embedding', done: 1, total: 2 } });
  expect(await jobs.wait(job, 10_000)).toEqual({ status: 'done', answer: Buffer.from('{"k":2}') });
});

test('a job that fails keeps its error; one that is stopped or late says so', async () => {
  const jobs = jobList(30);
  const error = new Error('no');
  const failing = jobs.start(() => Promise.reject(error));
  expect(await jobs.wait(failing, 10_000)).toEqual({ status: 'failed', error });
  const untilStopped = ({ signal }: { signal: AbortSignal }): Promise<Buffer> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const late = jobs.start(untilStopped);
  expect(await jobs.wait(late, 10_000)).toMatchObject({ status: 'failed', error: { code: 'TOO_SLOW' } });
  const patient = jobList(60_000);
  const stopped = patient.start(untilStopped);
  patient.cancel(stopped);
  expect(await patient.wait(stopped, 10_000)).toEqual({ status: 'cancelled' });
  patient.start(untilStopped);
  await patient.drain(5);
  expect(patient.find(99)).toBeNull();
});

test('answers of long ago are forgotten, so that a server does not grow', async () => {
  const jobs = jobList(60_000);
  for (let job = 0; job < 250; job += 1) jobs.start(async () => Buffer.from(String(job)));
  await jobs.drain(60_000);
  jobs.start(async () => Buffer.from('last'));
  expect(jobs.find(1)).toBeNull();
  expect(jobs.find(250)).not.toBeNull();
  jobs.forget(250);
  expect(jobs.find(250)).toBeNull();
});

test('what is asked twice at once is worked out once, and stopped only when nobody waits for it', async () => {
  const { answer } = sharedAnswers(2);
  let made = 0;
  let given: AbortSignal | undefined;
  const slow = async ({ signal }: { signal: AbortSignal }): Promise<Buffer> => {
    made += 1;
    given = signal;
    await pause(20);
    return Buffer.from(`answer ${made}`);
  };
  const impatient = new AbortController();
  const both = [answer('q', slow, NO_HOOKS), answer('q', slow, { ...NO_HOOKS, signal: impatient.signal })];
  impatient.abort(new Error('enough'));
  expect(await Promise.allSettled(both)).toMatchObject([
    { status: 'fulfilled', value: Buffer.from('answer 1') },
    { status: 'rejected', reason: { message: 'enough' } },
  ]);
  expect(given?.aborted).toBe(false);
  expect([await answer('q', slow, NO_HOOKS), made]).toEqual([Buffer.from('answer 1'), 1]);
  expect(await answer('another state of the store', slow, NO_HOOKS)).toEqual(Buffer.from('answer 2'));
  const alone = new AbortController();
  const left = answer('third', slow, { ...NO_HOOKS, signal: alone.signal });
  alone.abort(new Error('enough'));
  await expect(left).rejects.toThrow('enough');
  expect(given?.aborted).toBe(true);
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
