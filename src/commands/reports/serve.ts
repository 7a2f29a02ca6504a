/**
 * `creo serve`: the HTTP API over the commands themselves, so that its figures are the command line's. Runs until it is
 * stopped. `--json`, once it is: `{ url, startedAt, stoppedAt, requests }`.
 */

import { availableParallelism } from 'node:os';
import type { Question } from '../../answers/question.js';
import type { View } from '../../fields.js';
import { startApi } from '../../serve/api.js';
import type { ApiActions } from '../../serve/api-actions.js';
import type { WorkHooks } from '../../serve/jobs.js';
import { GRACE_MS } from '../../serve/listen.js';
import { sharedAnswers } from '../../serve/shared-answers.js';
import { type MetricsOptions, storeMetrics } from '../../serve/store-metrics.js';
import { type ThreadPool, threadPool } from '../../serve/thread-pool.js';
import { stateOf } from '../../store/state.js';
import { aborted } from '../../work/aborted.js';
import type { Context } from '../../work/context.js';
import { type AccessOptions, credentialsOf } from '../../work/serving/credentials.js';
import { type LongTask, type ServeThreadData, WRITER_PATIENCE_MS, type WriteTask } from '../../work/serving/tasks.js';

export interface ServeOptions extends AccessOptions, MetricsOptions {
  host: string;
  port: number;
  requestsPerMinute: number;
  /** Seconds after which a request for long work is answered with a job to ask for. */
  patienceSeconds: number;
  /** Folder of the files that clients may name; null for none. */
  mediaRoot: string | null;
  version: string;
  /** What holds for every answer. */
  question: Question;
}

/** The thread that takes requests only asks whether the store has changed, for which it waits on nobody. */
const READER_PATIENCE_MS = 100;

/** A piece of long work that has not ended after this long is given up. */
const DEADLINE_MS = 15 * 60_000;

/** Answers that are kept while the store stays as it is. */
const KEPT_ANSWERS = 16;

export async function run(context: Context, options: ServeOptions): Promise<View> {
  const { config, db, log, signal, now } = context;
  db.pragma(`busy_timeout = ${READER_PATIENCE_MS}`);
  const threads = threadsOf(context, options);
  const { figures, limits, isPooled } = options;
  const metrics = storeMetrics(config.dbPath, { figures, limits, isPooled }, log);
  const startedAt = now();
  try {
    const { host, port, requestsPerMinute, patienceSeconds, mediaRoot, version } = options;
    const api = await startApi({
      host,
      port,
      credentials: credentialsOf(options),
      requestsPerMinute,
      patienceMs: 1000 * patienceSeconds,
      deadlineMs: DEADLINE_MS,
      mediaRoot,
      version,
      actions: actionsOf(context, threads),
      metrics: metrics.read,
      log,
    });
    log(`serving ${api.url}/docs over ${config.dbPath}; stop it with Ctrl-C`);
    await aborted(signal);
    log(`stopping: work under way has ${GRACE_MS / 1000} s to finish`);
    const requests = await api.stop();
    return {
      json: { url: api.url, startedAt, stoppedAt: now(), requests },
      headline: `answered ${requests} requests`,
      tables: [],
    };
  } finally {
    await Promise.all([...Object.values(threads), metrics].map((each: { close(): Promise<void> }) => each.close()));
  }
}

/** Questions, work on media files, and writes: none waits for another. */
interface Threads {
  answers: ThreadPool;
  media: ThreadPool;
  writes: ThreadPool;
}

function threadsOf({ config, log }: Context, { question }: ServeOptions): Threads {
  const data: ServeThreadData = { config, question };
  const pool = (entry: URL, size: number): ThreadPool => threadPool({ entry, data, size, log });
  const long = new URL('../../work/serving/long-thread.js', import.meta.url);
  return {
    answers: pool(long, Math.max(1, availableParallelism() - 1)),
    media: pool(long, 1),
    writes: pool(new URL('../../work/serving/write-thread.js', import.meta.url), 1),
  };
}

function actionsOf({ db }: Context, { answers, media, writes }: Threads): ApiActions {
  const shared = sharedAnswers(KEPT_ANSWERS);
  /** A question of the store as it is now. */
  const asked = (task: LongTask, hooks: WorkHooks): Promise<Buffer> =>
    shared.answer(`${stateOf(db)} ${JSON.stringify(task)}`, (own) => answers.run(task, own), hooks);
  const longWork = (task: LongTask, hooks: WorkHooks): Promise<Buffer> => media.run(task, hooks);
  const written = (task: WriteTask): Promise<Buffer> => writes.run(task);
  const until = (): number => Date.now() + WRITER_PATIENCE_MS;
  return {
    save: (request, hooks) => longWork({ kind: 'save', request }, hooks),
    saveName: (request) => written({ kind: 'name', request, until: until() }),
    updatePerformance: (request) => written({ kind: 'results', request, until: until() }),
    cluster: (request, hooks) => longWork({ kind: 'cluster', request }, hooks),
    winning: (request, hooks) => asked({ kind: 'winning', request }, hooks),
    scaling: (request, hooks) => asked({ kind: 'scaling', request }, hooks),
  };
}
