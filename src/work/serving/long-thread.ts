/** What runs in a thread of `creo serve`: long questions and long work, with a connection of its own to the store. */
import { workerData } from 'node:worker_threads';
import { newClusters } from '../../answers/clusters.js';
import type { Question } from '../../answers/question.js';
import { scopeOf } from '../../answers/scoped.js';
import { UserError } from '../../errors.js';
import type { ClusterRequest, SaveRequest, WinningRequest } from '../../serve/api-actions.js';
import { scalingAnswer, winningAnswer } from '../../serve/api-answers.js';
import { apiRecord } from '../../serve/api-values.js';
import { questionWithin } from '../../serve/asked-scope.js';
import { standBehind } from '../../serve/priority.js';
import { answerTasks, type ThreadHooks } from '../../serve/thread-messages.js';
import { explained, openStore, type Store } from '../../store/database.js';
import type { Context } from '../context.js';
import type { LongTask, ServeThreadData } from './tasks.js';
import { threadContext } from './thread-context.js';

/** The default of `creo add --max-download`. */
const MAX_DOWNLOAD_BYTES = 1_000_000_000;
/** The default of `creo analyze`. */
const ANALYZE_THRESHOLD = 0.5;

const { config, question }: ServeThreadData = workerData;
let store: Store | undefined;

standBehind();

answerTasks(async (given, hooks) => {
  // Only serve.ts, which starts this thread, sends to it.
  const task = given as LongTask;
  try {
    store ??= openStore(config.dbPath, { create: false });
    return JSON.stringify(apiRecord(await answerOf(task, store, hooks)));
  } catch (thrown) {
    throw explained(thrown, config.dbPath);
  }
});

async function answerOf(task: LongTask, db: Store, hooks: ThreadHooks): Promise<Readonly<Record<string, unknown>>> {
  switch (task.kind) {
    case 'winning':
      return inOneMoment(db, task.request, (own) => winningAnswer(db, own, task.request.minCvr));
    case 'scaling':
      return inOneMoment(db, task.request, (own) => scalingAnswer(db, own, task.request));
    case 'cluster':
      return { clusterInfo: await clustered(threadContext(config, db, hooks), task.request) };
    case 'save':
      return saved(threadContext(config, db, hooks), task.request);
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
  if (by === 'visual') await (await import('../embed-creatives.js')).embedCreatives(context, shared);
  else {
    const { analyzeCreatives } = await import('../analyze-creatives.js');
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

async function saved(context: Context, { name, media, category }: SaveRequest) {
  const { addCreatives } = await import('../add-creatives.js');
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
