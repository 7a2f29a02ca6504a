/**
 * `creo serve`: the HTTP API over the commands themselves, so that its figures are the command line's. Runs until it is
 * stopped. `--json`, once it is: `{ url, startedAt, stoppedAt, requests }`.
 */

import { availableParallelism } from 'node:os';
import type { Question } from '../../answers/question.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { startApi } from '../../serve/api.js';
import type { ApiActions, PerformanceRequest, SaveRequest } from '../../serve/api-actions.js';
import { apiRecord } from '../../serve/api-values.js';
import type { WorkHooks } from '../../serve/jobs.js';
import { GRACE_MS } from '../../serve/listen.js';
import { sharedAnswers } from '../../serve/shared-answers.js';
import { type ThreadPool, threadPool } from '../../serve/thread-pool.js';
import { clientsOfCreative } from '../../store/accounts.js';
import { addCreative, creativeById, creativeByName, setCategory } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { stateOf } from '../../store/state.js';
import type { Context } from '../../work/context.js';
import { setFigures } from '../../work/set-figures.js';
import { type AccessOptions, aborted, credentialsOf, type MetricsOptions } from '../operation/serve-metrics.js';
import type { ServeTask, ServeThreadData } from './serve-thread.js';

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

/** A server that waits inside SQLite answers nobody: after this long the client is told to try again. */
const WRITER_PATIENCE_MS = 2_000;

/** A piece of long work that has not ended after this long is given up. */
const DEADLINE_MS = 15 * 60_000;

/** Answers that are kept while the store stays as it is. */
const KEPT_ANSWERS = 16;

export async function run(context: Context, options: ServeOptions): Promise<View> {
  const { config, db, log, signal, now } = context;
  db.pragma(`busy_timeout = ${WRITER_PATIENCE_MS}`);
  const threads = threadsOf(context, options);
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
      actions: actionsOf(context, threads, options.question),
      metrics: scrapes(threads.metrics),
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
    await Promise.all(Object.values(threads).map((pool: ThreadPool) => pool.close()));
  }
}

/** Questions, work on media files, and the figures of every scrape: none waits for another. */
interface Threads {
  answers: ThreadPool;
  media: ThreadPool;
  metrics: ThreadPool;
}

function threadsOf({ config, log }: Context, { question, figures, limits, isPooled }: ServeOptions): Threads {
  const entry = new URL('./serve-thread.js', import.meta.url);
  const pool = (size: number, isLong: boolean): ThreadPool => {
    const data: ServeThreadData = { config, question, metrics: { figures, limits, isPooled }, isLong };
    return threadPool({ entry, data, size, log });
  };
  return {
    answers: pool(Math.max(1, availableParallelism() - 1), true),
    media: pool(1, true),
    metrics: pool(1, false),
  };
}

/** Scrapes that come at once read the store once. */
function scrapes(pool: ThreadPool): () => Promise<string> {
  let reading: Promise<string> | undefined;
  const hooks = { started: () => {}, progress: () => {}, signal: new AbortController().signal };
  const read = async (): Promise<string> => {
    try {
      return String(await pool.run({ kind: 'metrics' } satisfies ServeTask, hooks));
    } finally {
      reading = undefined;
    }
  };
  return () => {
    reading ??= read();
    return reading;
  };
}

function actionsOf(context: Context, { answers, media }: Threads, { filter }: Question): ApiActions {
  const { db } = context;
  const shared = sharedAnswers(KEPT_ANSWERS);
  const work = async (pool: ThreadPool, task: ServeTask, hooks: WorkHooks): Promise<string> =>
    String(await pool.run(task, hooks));
  /** A question of the store as it is now. */
  const asked = (task: ServeTask, hooks: WorkHooks): Promise<string> =>
    shared.answer(`${stateOf(db)} ${JSON.stringify(task)}`, (own) => work(answers, task, own), hooks);
  return {
    async save({ media: file, ...request }, hooks) {
      if (file !== null) return work(media, { kind: 'save', request: { ...request, media: file } }, hooks);
      hooks.started();
      return JSON.stringify(apiRecord(saveName(context, request)));
    },
    updatePerformance: async (request) => updatePerformance(context, request, filter?.client ?? null),
    cluster: (request, hooks) => work(media, { kind: 'cluster', request }, hooks),
    winning: (request, hooks) => asked({ kind: 'winning', request }, hooks),
    scaling: (request, hooks) => asked({ kind: 'scaling', request }, hooks),
  };
}

/** Without media the creative is known by its name alone. */
function saveName({ db, now }: Context, { name, category }: Omit<SaveRequest, 'media'>): Record<string, unknown> {
  return inTransaction(db, () => {
    const known = creativeByName(db, name);
    if (known) {
      if (category !== null) setCategory(db, known.creativeId, category);
      return { id: known.creativeId, name: known.name, status: 'same' };
    }
    const blank = { path: null, contentHash: null, media: null, createdAt: now() };
    return { id: addCreative(db, { name, category, ...blank }), name, status: 'added' };
  });
}

/** `client` is the one that the server answers for; null for all. Creatives of the others are not there for it. */
function updatePerformance(
  context: Context,
  request: PerformanceRequest,
  client: string | null,
): Record<string, unknown> {
  const { creativeId, day, ...figures } = request;
  const creative = creativeById(context.db, creativeId);
  const clients = client === null ? [] : clientsOfCreative(context.db, creativeId);
  if (creative === null || (client !== null && clients.length > 0 && !clients.includes(client))) {
    throw new UserError(
      'NO_SUCH_CREATIVE',
      `There is no creative ${creativeId}`,
      'Save it first: POST /api/v1/creative/save',
    );
  }
  const kept = setFigures(context, { name: creative.name, ...figures, date: day });
  const { creativeId: id, creative: name, otherPlatforms, ...rest } = kept;
  return { id, name, status: 'updated', ...rest };
}
