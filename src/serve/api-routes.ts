/** The routes of the API: each checks its input, calls one action and turns the answer into cents and snake_case. */
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { UserError } from '../errors.js';
import { failureOf } from './api-failures.js';
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
  WINNING_QUERY,
} from './api-schemas.js';
import { apiRecord, apiValue, MICROS_PER_CENT } from './api-values.js';
import type { JobProgress, JobState, Jobs, Work } from './jobs.js';
import { mediaFile } from './media-root.js';

export interface SaveRequest {
  name: string;
  /** A path or an http(s) address; null saves the creative without media. */
  media: string | null;
  category: string | null;
}

export interface PerformanceRequest {
  creativeId: number;
  impressions: number;
  clicks: number;
  conversions: number;
  spendMicros: number;
  revenueMicros: number | null;
  currency: string | null;
  /** Null is today. */
  day: string | null;
}

type Answer = object;

/** What the API can do; each gives JSON as the command line prints it. Long ones report their progress. */
export interface ApiActions {
  save(request: SaveRequest, report: (progress: JobProgress) => void): Promise<Answer>;
  updatePerformance(request: PerformanceRequest): Promise<Answer>;
  cluster(by: 'visual' | 'patterns', k: number | null, report: (progress: JobProgress) => void): Promise<Answer>;
  /** `recommendedCreatives`, `clusterInfo` and what else the answer carries. */
  winning(minCvr: number | null): Promise<Answer>;
  scaling(budgetMicros: number, minCvr: number | null): Promise<Answer>;
}

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
    const job = jobs.start(work);
    const state = await jobs.wait(job, patienceMs);
    if (state.status === 'failed') throw state.error;
    if (state.status === 'done') return reply.status(status).send(state.answer);
    return reply.status(202).header('location', `${PREFIX}/jobs/${job}`).send(jobAnswer(job, state));
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
      ({ body }, reply) => {
        const { name, video_url: url, path, product_category: category } = body;
        if (url !== undefined && path !== undefined) {
          throw new UserError('TWO_MEDIA', 'Both video_url and path are given', 'Send one of them');
        }
        if (url !== undefined && !/^https?:\/\//i.test(url)) {
          throw new UserError('NOT_A_URL', 'video_url is not an http or https address', 'Send one such as https://…');
        }
        const media = path === undefined ? (url ?? null) : mediaFile(mediaRoot, path);
        const request = { name, media, category: category ?? null };
        return answered(reply, 201, async (report) => apiValue(await actions.save(request, report)));
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
      async ({ body }) => apiValue(await actions.updatePerformance(performanceOf(body))),
    );

    for (const by of ['visual', 'patterns'] as const) {
      app.post<{ Querystring: { n_clusters?: number } }>(
        `${PREFIX}/creative/cluster/${by}`,
        {
          schema: {
            summary: `Group the creatives (${by})`,
            querystring: CLUSTER_QUERY,
            response: answers(CLUSTER_ANSWER),
          },
        },
        ({ query }, reply) =>
          answered(reply, 200, async (report) => ({
            cluster_info: apiValue(await actions.cluster(by, query.n_clusters ?? null, report)),
          })),
      );
    }

    app.get<{ Querystring: { min_cvr?: number } }>(
      `${PREFIX}/creative/cluster/winning`,
      {
        schema: {
          summary: 'The cluster that bought the better results',
          querystring: WINNING_QUERY,
          response: { 200: RECOMMENDATION_ANSWER, ...ERRORS },
        },
      },
      async ({ query }) => apiRecord(await actions.winning(query.min_cvr ?? null)),
    );

    app.post<{ Body: { budget: number; min_cvr?: number } }>(
      `${PREFIX}/creative/recommend/scaling`,
      {
        schema: { summary: 'Split a budget', body: SCALING_BODY, response: { 200: RECOMMENDATION_ANSWER, ...ERRORS } },
      },
      async ({ body }) => apiRecord(await actions.scaling(body.budget * MICROS_PER_CENT, body.min_cvr ?? null)),
    );

    app.get<{ Params: { job: number } }>(
      `${PREFIX}/jobs/:job`,
      {
        schema: {
          summary: 'How far long work is, and its answer',
          params: JOB_PARAMETERS,
          response: { 200: JOB_ANSWER, ...ERRORS },
        },
      },
      async ({ params }) => {
        const state = jobs.state(params.job);
        if (state === null) throw new UserError('NO_SUCH_JOB', `There is no job ${params.job}`, 'Start the work again');
        return jobAnswer(params.job, state);
      },
    );
  };
}

interface PerformanceBody {
  creative_id: number;
  impressions: number;
  clicks: number;
  conversions: number;
  spend: number;
  revenue?: number;
  currency?: string;
  date?: string;
}

const performanceOf = ({
  creative_id,
  spend,
  revenue,
  currency,
  date,
  ...counts
}: PerformanceBody): PerformanceRequest => ({
  creativeId: creative_id,
  ...counts,
  spendMicros: spend * MICROS_PER_CENT,
  revenueMicros: revenue === undefined ? null : revenue * MICROS_PER_CENT,
  currency: currency ?? null,
  day: date ?? null,
});

function jobAnswer(job: number, state: JobState): Record<string, unknown> {
  if (state.status !== 'failed') return { job, ...state };
  const failure = failureOf(state.error)?.error ?? { code: 'BUG', message: 'This is a bug in creo' };
  return { job, status: state.status, error: failure };
}

const withNumbers = (given: unknown): unknown =>
  typeof given === 'object' && given !== null
    ? Object.fromEntries(
        Object.entries(given).map(([key, value]) => [
          key,
          typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value,
        ]),
      )
    : given;
