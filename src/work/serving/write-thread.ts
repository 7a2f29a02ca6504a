/**
 * What runs in the thread of `creo serve` that writes: names of creatives and their results. A write waits for another
 * writer inside SQLite, and whoever waits there hears nothing; the thread that takes requests never does.
 */
import { workerData } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import type { NameRequest, PerformanceRequest } from '../../serve/api-actions.js';
import { apiRecord } from '../../serve/api-values.js';
import { answerTasks } from '../../serve/thread-messages.js';
import { clientsOfCreative } from '../../store/accounts.js';
import { addCreative, creativeById, creativeByName, setCategory } from '../../store/creatives.js';
import { explained, inTransaction, openStore, type Store } from '../../store/database.js';
import type { Context } from '../context.js';
import { setFigures } from '../set-figures.js';
import { type ServeThreadData, WRITER_PATIENCE_MS, type WriteTask } from './tasks.js';
import { threadContext } from './thread-context.js';

const { config, question }: ServeThreadData = workerData;
let store: Store | undefined;

answerTasks((given, hooks) => {
  // Only serve.ts, which starts this thread, sends to it.
  const task = given as WriteTask;
  try {
    store ??= openStore(config.dbPath, { create: false });
    store.pragma(`busy_timeout = ${patienceUntil(task.until)}`);
    const context = threadContext(config, store, hooks);
    const saved = task.kind === 'name' ? saveName(context, task.request) : saveResults(context, task.request);
    return JSON.stringify(apiRecord(saved));
  } catch (thrown) {
    throw explained(thrown, config.dbPath);
  }
});

/** Milliseconds, 0 to WRITER_PATIENCE_MS however the clock was set meanwhile. */
const patienceUntil = (until: number): number =>
  Math.round(Math.min(WRITER_PATIENCE_MS, Math.max(0, until - Date.now())));

/** Without media the creative is known by its name alone. */
function saveName({ db, now }: Context, { name, category }: NameRequest): object {
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

/** Of a server of one client the creatives of the others are not there. */
function saveResults(context: Context, { creativeId, day, ...figures }: PerformanceRequest): object {
  const { db } = context;
  const creative = creativeById(db, creativeId);
  const client = question.filter?.client;
  const clients = client === undefined ? [] : clientsOfCreative(db, creativeId);
  if (creative === null || (client !== undefined && clients.length > 0 && !clients.includes(client))) {
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
