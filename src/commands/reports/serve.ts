/**
 * `creo serve`: the HTTP API over the commands themselves, so that its figures are the command line's. Runs until it is
 * stopped. `--json`, once it is: `{ url, startedAt, stoppedAt, requests }`.
 */

import { plainPlan } from '../../answers/recommendation.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { startApi } from '../../serve/api.js';
import type { ApiActions, PerformanceRequest, SaveRequest } from '../../serve/api-routes.js';
import { isRecord, type Json, recordsAt } from '../../serve/api-values.js';
import type { JobProgress } from '../../serve/jobs.js';
import { addCreative, creativeById, creativeByName, setCategory } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import type { Context } from '../context.js';
import { run as recommend } from '../decisions/recommend.js';
import { run as winners } from '../decisions/winners.js';
import { run as analyze } from '../groups/analyze.js';
import { run as cluster } from '../groups/cluster.js';
import { run as add } from '../media/add.js';
import { run as embed } from '../media/embed.js';
import {
  type AccessOptions,
  aborted,
  credentialsOf,
  type MetricsOptions,
  metricsOf,
} from '../operation/serve-metrics.js';
import { run as perf } from '../results/perf.js';

export interface ServeOptions extends AccessOptions, MetricsOptions {
  host: string;
  port: number;
  requestsPerMinute: number;
  /** Seconds after which a request for long work is answered with a job to ask for. */
  patienceSeconds: number;
  version: string;
  seed: number;
}

/** A server that waits inside SQLite answers nobody: after this long the client is told to try again. */
const WRITER_PATIENCE_MS = 2_000;

/** The default of `creo add --max-download`. */
const MAX_DOWNLOAD_BYTES = 1_000_000_000;

/** The default of `creo winners`. */
const LEVEL = 0.8;

/** The default of `creo analyze`. */
const ANALYZE_THRESHOLD = 0.5;

export async function run(context: Context, options: ServeOptions): Promise<View> {
  const { config, db, log, signal, now } = context;
  db.pragma(`busy_timeout = ${WRITER_PATIENCE_MS}`);
  const metrics = metricsOf(config.dbPath, options, log);
  const startedAt = now();
  try {
    const { host, port, requestsPerMinute, patienceSeconds, version } = options;
    const api = await startApi({
      host,
      port,
      credentials: credentialsOf(options),
      requestsPerMinute,
      patienceMs: 1000 * patienceSeconds,
      version,
      actions: actionsOf(context, options),
      metrics: metrics.read,
      log,
    });
    log(`serving ${api.url}/docs over ${config.dbPath}; stop it with Ctrl-C`);
    await aborted(signal);
    log('stopping');
    const requests = await api.stop();
    return {
      json: { url: api.url, startedAt, stoppedAt: now(), requests },
      headline: `answered ${requests} requests`,
      tables: [],
    };
  } finally {
    await metrics.close();
  }
}

type Report = (progress: JobProgress) => void;

function actionsOf(context: Context, { seed }: ServeOptions): ApiActions {
  return {
    save: (request, report) => save(working(context, report), request),
    updatePerformance: async (request) => updatePerformance(context, request),
    async cluster(by, k, report) {
      const busy = working(context, report);
      if (by === 'visual') await embed(busy, { model: 'auto', precision: 'q8', again: false });
      else
        await analyze(busy, {
          again: false,
          model: 'auto',
          precision: 'q8',
          taxonomy: null,
          threshold: ANALYZE_THRESHOLD,
          words: true,
          textLanguages: null,
        });
      const { json } = cluster(busy, {
        grouping: { kind: by },
        division: { algorithm: 'kmeans', k: k ?? 'auto' },
        seed,
        model: null,
        filter: {},
      });
      return isRecord(json) ? json : {};
    },
    winning: async (minCvr) => winning(context, minCvr, seed),
    scaling: async (budgetMicros, minCvr) => scaling(context, budgetMicros, minCvr, seed),
  };
}

/** The context of one request: nobody to ask, progress goes to the client. */
function working(context: Context, report: Report): Context {
  const { config, db, log, signal } = context;
  return {
    config,
    db,
    log,
    signal,
    now: context.now,
    ask: { ...context.ask, available: false },
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

/** Adds the media under this name; without media the creative is known by its name alone. */
async function save(context: Context, { name, media, category }: SaveRequest): Promise<Record<string, unknown>> {
  const { db } = context;
  if (media !== null) {
    const { json } = await add(context, {
      paths: [media],
      name,
      category,
      tags: new Map(),
      maxDownloadBytes: MAX_DOWNLOAD_BYTES,
      // A client must not reach through this server into the network that it stands in.
      allowPrivate: false,
    });
    const [added] = isRecord(json) && Array.isArray(json.creatives) ? json.creatives : [];
    if (!isRecord(added)) throw new UserError('NOTHING_ADDED', `${media} could not be added`, 'Try another file');
    const { creativeId, creative, ...rest } = added;
    return { id: creativeId, name: creative, ...rest };
  }
  return inTransaction(db, () => {
    const known = creativeByName(db, name);
    if (known) {
      if (category !== null) setCategory(db, known.creativeId, category);
      return { id: known.creativeId, name: known.name, status: 'same' };
    }
    const blank = { path: null, contentHash: null, media: null, createdAt: context.now() };
    return { id: addCreative(db, { name, category, ...blank }), name, status: 'added' };
  });
}

function updatePerformance(context: Context, request: PerformanceRequest): Record<string, unknown> {
  const { creativeId, day, ...figures } = request;
  const creative = creativeById(context.db, creativeId);
  if (creative === null) {
    throw new UserError(
      'NO_CREATIVE',
      `There is no creative ${creativeId}`,
      'Save it first: POST /api/v1/creative/save',
    );
  }
  const { json } = perf(context, { name: creative.name, ...figures, date: day });
  const { creativeId: id, creative: name, ...rest } = isRecord(json) ? json : {};
  return { id, name, status: 'updated', ...rest };
}

/** The winning cluster with its creatives; without clusters the winning creative. */
function winning(context: Context, minCvr: number | null, seed: number): Record<string, unknown> {
  const { clusters, creatives, ...answer } = ranking(context, minCvr, seed);
  const [best] = clusters.filter(({ winner }) => winner === true);
  const members = creatives.filter(({ clusterId, winner }) => (best ? clusterId === best.clusterId : winner === true));
  const chosen = members.filter(({ cvr }) => minCvr === null || (typeof cvr === 'number' && cvr >= minCvr));
  return {
    recommendedCreatives: chosen.map((creative) => asRecommended(creative, null)),
    expectedRevenue: null,
    expectedRoi: null,
    confidence: (best ?? members[0])?.probBest ?? null,
    clusterInfo: best ? { clusters: [withMembers(best, creatives)] } : null,
    ...answer,
  };
}

/** The plan of `creo recommend`, kept in the ledger like every plan that is shown. */
function scaling(context: Context, budgetMicros: number, minCvr: number | null, seed: number): Record<string, unknown> {
  const { json } = recommend(context, {
    plan: { ...plainPlan(context.db, budgetMicros), breakEvenRoas: null, minCvr, seed },
    pins: new Map(),
    valueMicros: null,
    explain: null,
    filter: {},
  });
  const { items: _, ...answer } = isRecord(json) ? json : {};
  const { clusters, creatives } = ranking(context, null, seed);
  return {
    ...answer,
    recommendedCreatives: recordsAt(json, 'items').map((item) => asRecommended(item, item.budgetMicros)),
    clusterInfo: clusters.length > 0 ? { clusters: clusters.map((each) => withMembers(each, creatives)) } : null,
  };
}

function ranking(context: Context, minCvr: number | null, seed: number) {
  const { json } = winners(context, {
    metric: minCvr === null ? null : 'cvr',
    minCvr,
    breakEvenRoas: null,
    valueMicros: null,
    level: LEVEL,
    seed,
    filter: {},
  });
  const answer = isRecord(json) ? json : {};
  return { ...answer, clusters: recordsAt(json, 'clusters'), creatives: recordsAt(json, 'creatives') };
}

const asRecommended = ({ creativeId, creative, budgetMicros: _, ...figures }: Json, budgetMicros: unknown) => ({
  id: creativeId,
  name: creative,
  ...figures,
  recommendedBudgetMicros: budgetMicros,
});

const withMembers = (cluster: Json, creatives: readonly Json[]) => ({
  ...cluster,
  creatives: creatives.filter(({ clusterId }) => clusterId === cluster.clusterId).map(({ creative }) => creative),
});
