/** The routes of the API: each checks its input and calls one action. */
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { UserError } from '../errors.js';
import { type ApiActions, type PerformanceBody, performanceOf } from './api-actions.js';
import {
  CLUSTER_ANSWER,
  CLUSTER_QUERY,
  CREATIVE_ANSWER,
  ERROR_ANSWER,
  JOB_ANSWER,
  JOB_PARAMETERS,
  PERFORMANCE_BODY,
  RECOMMENDATION_ANSWER,
  SAVE_BODY,
  SCALING_BODY,
  SCOPE,
  WINNING_QUERY,
} from './api-schemas.js';
import { MICROS_PER_CENT } from './api-values.js';
import type { AskedScope } from './asked-scope.js';
import { jobText, json } from './job-answers.js';
import type { Job, Jobs, Work } from './jobs.js';
import { mediaFile } from './media-root.js';

const PREFIX = '/api/v1';

const ERRORS = { '4xx': ERROR_ANSWER, '5xx': ERROR_ANSWER } as const;

const answers = (schema: object, status = 200) => ({ [status]: schema, 202: JOB_ANSWER, ...ERRORS });

export interface RouteOptions {
  /** After this long a request for long work is answered with a job to ask for. */
  patienceMs: number;
  /** Folder of the files that clients may name; null for none. */
  mediaRoot: string | null;
}

export function apiRoutes(
  actions: ApiActions,
  jobs: Jobs,
  { patienceMs, mediaRoot }: RouteOptions,
): FastifyPluginAsync {
  /** Answers when the work is done, or after `patienceMs` with the job to ask for. */
  const answered = async (reply: FastifyReply, status: number, work: Work): Promise<unknown> => {
    const id = jobs.start(work);
    const state = await jobs.wait(id, patienceMs);
    const job = jobs.find(id);
    if (job !== null && (state.status === 'waiting' || state.status === 'running'))
      return json(reply.status(202).header('location', `${PREFIX}/jobs/${id}`), jobText(id, job));
    // Nobody was told its number.
    jobs.forget(id);
    if (state.status === 'done') return json(reply.status(status), state.answer);
    throw state.status === 'failed' ? state.error : new UserError('CANCELLED', 'It was stopped', 'Ask again');
  };

  return async (app) => {
    // Paths and queries are text; numbers in them are read before they are checked. Bodies stay as they came.
    app.addHook('preValidation', async (request) => {
      request.query = withNumbers(request.query);
      request.params = withNumbers(request.params);
    });

    app.post<{ Body: { name: string; video_url?: string; path?: string; product_category?: string } }>(
      `${PREFIX}/creative/save`,
      {
        schema: {
          summary: 'Save a creative, with its media or without',
          body: SAVE_BODY,
          response: answers(CREATIVE_ANSWER, 201),
        },
      },
      async ({ body }, reply) => {
        const { name, video_url: url, path, product_category: category } = body;
        if (url !== undefined && path !== undefined) {
          throw new UserError('TWO_MEDIA', 'Both video_url and path are given', 'Send one of them');
        }
        if (url !== undefined && !/^https?:\/\//i.test(url)) {
          throw new UserError('NOT_A_URL', 'video_url is not an http or https address', 'Send one such as https://…');
        }
        const media = path === undefined ? url : await mediaFile(mediaRoot, path);
        const request = { name, category: category ?? null };
        if (media === undefined) return json(reply.status(201), await actions.saveName(request));
        return answered(reply, 201, (hooks) => actions.save({ ...request, media }, hooks));
      },
    );

    app.post<{ Body: PerformanceBody }>(
      `${PREFIX}/creative/update-performance`,
      {
        schema: {
          summary: 'Set the results of a creative on one day',
          body: PERFORMANCE_BODY,
          response: { 200: CREATIVE_ANSWER, ...ERRORS },
        },
      },
      async ({ body }, reply) => json(reply, await actions.updatePerformance(performanceOf(body))),
    );

    for (const by of ['visual', 'patterns'] as const) {
      app.post<{ Querystring: AskedScope & { n_clusters?: number } }>(
        `${PREFIX}/creative/cluster/${by}`,
        {
          schema: {
            summary: `Group the creatives (${by})`,
            querystring: CLUSTER_QUERY,
            response: answers(CLUSTER_ANSWER),
          },
        },
        ({ query: { n_clusters: k = null, ...scope } }, reply) =>
          answered(reply, 200, (hooks) => actions.cluster({ by, k, scope }, hooks)),
      );
    }

    app.get<{ Querystring: AskedScope & { min_cvr?: number } }>(
      `${PREFIX}/creative/cluster/winning`,
      {
        schema: {
          summary: 'The cluster that bought the better results',
          querystring: WINNING_QUERY,
          response: answers(RECOMMENDATION_ANSWER),
        },
      },
      ({ query: { min_cvr: minCvr = null, ...scope } }, reply) =>
        answered(reply, 200, (hooks) => actions.winning({ minCvr, scope }, hooks)),
    );

    app.post<{ Body: AskedScope & { budget: number; min_cvr?: number } }>(
      `${PREFIX}/creative/recommend/scaling`,
      {
        schema: { summary: 'Split a budget', body: SCALING_BODY, response: answers(RECOMMENDATION_ANSWER) },
      },
      ({ body: { budget, min_cvr: minCvr = null, ...scope } }, reply) =>
        answered(reply, 200, (hooks) =>
          actions.scaling({ budgetMicros: budget * MICROS_PER_CENT, minCvr, scope }, hooks),
        ),
    );

    const found = (id: number): Job => {
      const job = jobs.find(id);
      if (job === null) throw new UserError('NO_SUCH_JOB', `There is no job ${id}`, 'Start the work again');
      return job;
    };
    const described = { params: JOB_PARAMETERS, response: { 200: JOB_ANSWER, ...ERRORS } };

    app.get<{ Params: { job: number } }>(
      `${PREFIX}/jobs/:job`,
      { schema: { summary: 'How far long work is, and its answer', ...described } },
      async ({ params: { job: id } }, reply) => json(reply, jobText(id, found(id))),
    );

    app.delete<{ Params: { job: number } }>(
      `${PREFIX}/jobs/:job`,
      { schema: { summary: 'Stop long work; what it has stored stays', ...described } },
      async ({ params: { job: id } }, reply) => {
        const job = found(id);
        jobs.cancel(id);
        await jobs.wait(id, CANCEL_MS);
        return json(reply, jobText(id, job));
      },
    );
  };
}

/** How long a client that stops a job is kept waiting for its end. */
const CANCEL_MS = 2_000;

const withNumbers = (given: unknown): unknown =>
  typeof given === 'object' && given !== null
    ? Object.fromEntries(
        Object.entries(given).map(([key, value]) => [
          key,
          // A client may be called 1001.
          typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) && !(key in SCOPE) ? Number(value) : value,
        ]),
      )
    : given;
