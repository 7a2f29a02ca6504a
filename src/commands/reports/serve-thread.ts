/** What runs in a thread of `creo serve`: long questions and long work, with a connection of its own to the store. */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { newClusters } from '../../answers/clusters.js';
import type { Question } from '../../answers/question.js';
import { scopeOf } from '../../answers/scoped.js';
import type { Config } from '../../config.js';
import { UserError } from '../../errors.js';
import type { ClusterRequest, SaveRequest, ScalingRequest, WinningRequest } from '../../serve/api-actions.js';
import { scalingAnswer, winningAnswer } from '../../serve/api-answers.js';
import { apiRecord } from '../../serve/api-values.js';
import { questionWithin } from '../../serve/asked-scope.js';
import { answerTasks, type ThreadHooks } from '../../serve/thread-messages.js';
import { explained, openStore, type Store } from '../../store/database.js';
import type { Context } from '../../work/context.js';
import { type MetricsOptions, metricsOf } from '../operation/serve-metrics.js';

/** What a thread is started with. */
export interface ServeThreadData {
  config: Config;
  /** What holds for every answer. */
  question: Question;
  metrics: MetricsOptions;
  /** Long work stands behind the thread that takes requests, where the system knows a priority for each thread. */
  isLong: boolean;
}

export type ServeTask =
  | { kind: 'winning'; request: WinningRequest }
  | { kind: 'scaling'; request: ScalingRequest }
  | { kind: 'cluster'; request: ClusterRequest }
  /** The text for Prometheus, of the store as it is now. */
  | { kind: 'metrics' }
  | { kind: 'save'; request: SaveRequest & { media: string } };

/** The default of `creo add --max-download`. */
const MAX_DOWNLOAD_BYTES = 1_000_000_000;
/** The default of `creo analyze`. */
const ANALYZE_THRESHOLD = 0.5;
const NICENESS = 5;

const { config, question, metrics: metricsOptions, isLong }: ServeThreadData = workerData;
let store: Store | undefined;
let metrics: ReturnType<typeof metricsOf> | undefined;

try {
  if (isLong) setPriority(NICENESS);
} catch {
  // A system that refuses shares its processors evenly.
}

answerTasks(async (given, hooks) => {
  // Only serve.ts, which starts this thread, sends to it.
  const task = given as ServeTask;
  try {
    if (task.kind === 'metrics') {
      metrics ??= metricsOf(config.dbPath, metricsOptions, hooks.log);
      return await metrics.read();
    }
    store ??= openStore(config.dbPath, { create: false });
    return JSON.stringify(apiRecord(await answerOf(task, store, hooks)));
  } catch (thrown) {
    throw explained(thrown, config.dbPath);
  }
});

type StoreTask = Exclude<ServeTask, { kind: 'metrics' }>;

async function answerOf(task: StoreTask, db: Store, hooks: ThreadHooks): Promise<Readonly<Record<string, unknown>>> {
  switch (task.kind) {
    case 'winning':
      return inOneMoment(db, task.request, (own) => winningAnswer(db, own, task.request.minCvr));
    case 'scaling':
      return inOneMoment(db, task.request, (own) => scalingAnswer(db, own, task.request));
    case 'cluster':
      return { clusterInfo: await clustered(contextOf(db, hooks), task.request) };
    case 'save':
      return saved(contextOf(db, hooks), task.request);
  }
}

/** What a request asks for, of one moment of the store. */
function inOneMoment<T>(db: Store, { scope }: WinningRequest, answer: (question: Question) => T): T {
  const own = questionWithin(question, scope);
  return db.transaction(() => answer(own))();
}

async function clustered(context: Context, { by, k, scope }: ClusterRequest) {
  // Before the long work: what is asked for may not be answered at all.
  const own = questionWithin(question, scope);
  scopeOf(context.db, own.filter ?? {});
  const shared = { model: 'auto', precision: 'q8', again: false } as const;
  if (by === 'visual') await (await import('../../work/embed-creatives.js')).embedCreatives(context, shared);
  else {
    const { analyzeCreatives } = await import('../../work/analyze-creatives.js');
    await analyzeCreatives(context, {
      ...shared,
      taxonomy: null,
      threshold: ANALYZE_THRESHOLD,
      words: true,
      textLanguages: null,
    });
  }
  context.signal.throwIfAborted();
  return newClusters(context.db, {
    ...own,
    grouping: { kind: by },
    division: { algorithm: 'kmeans', k: k ?? 'auto' },
    model: null,
    createdAt: context.now(),
  });
}

async function saved(context: Context, { name, media, category }: SaveRequest & { media: string }) {
  const { addCreatives } = await import('../../work/add-creatives.js');
  const { creatives } = await addCreatives(context, {
    paths: [media],
    name,
    category,
    tags: new Map(),
    maxDownloadBytes: MAX_DOWNLOAD_BYTES,
    // A client must not reach through this server into the network that it stands in.
    allowPrivate: false,
  });
  const [added] = creatives;
  if (added === undefined) throw new UserError('NOTHING_ADDED', 'The media could not be added', 'Try another file');
  const { creativeId, creative, ...rest } = added;
  return { id: creativeId, name: creative, ...rest };
}

/** The context of one request: nobody to ask, progress goes to the client. */
function contextOf(db: Store, { progress: report, log, signal }: ThreadHooks): Context {
  const nobody = (): never => {
    throw new UserError('NEEDS_ANSWER', 'This needs an answer of a person', 'Run it at the command line');
  };
  return {
    config,
    db,
    log,
    signal,
    now: () => new Date().toISOString(),
    ask: { available: false, select: nobody, text: nobody, confirm: nobody },
    isRead: false,
    progress(title, total) {
      let done = 0;
      report({ title, done, total });
      return {
        advance(by = 1) {
          done += by;
          report({ title, done, total });
        },
        note() {},
        done() {},
      };
    },
  };
}
