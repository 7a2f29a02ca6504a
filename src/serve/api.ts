/**
 * The HTTP API over the same commands as the command line, with its OpenAPI description at `/docs` and `/metrics`.
 * Bodies are limited and checked, requests are limited per client, and errors are `{ error: { code, message } }`.
 */
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { Registry } from 'prom-client';
import { messageOf } from '../errors.js';
import {
  type Credentials,
  isAuthorised,
  isFromOtherPage,
  isLoopback,
  isNamedLocally,
  isOpen,
  requireCredentials,
} from './access.js';
import type { ApiActions } from './api-actions.js';
import { type Failure, failureOf } from './api-failures.js';
import { apiRoutes, type RouteOptions } from './api-routes.js';
import { tokenGuesses } from './guesses.js';
import { httpServer } from './http-server.js';
import { type Jobs, jobList } from './jobs.js';
import { addStrictJson } from './json-body.js';
import { GRACE_MS, listen, stop } from './listen.js';
import { requireMediaRoot } from './media-root.js';
import { recentReading } from './recent-reading.js';
import { namesOneHost, refuseConnection, refuseExpectation } from './refusals.js';
import { requestMeter, UNMATCHED } from './requests.js';
import { serverGauges, withOwn } from './server-gauges.js';

export interface ApiOptions extends RouteOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  credentials: Credentials;
  /** Requests that one client may make in a minute. */
  requestsPerMinute: number;
  /** After this long a piece of long work is given up. */
  deadlineMs: number;
  version: string;
  actions: ApiActions;
  /** The metrics of the store as it is now, in UTF-8. */
  metrics: () => Promise<Buffer>;
  log: (line: string) => void;
}

export interface Api {
  url: string;
  /** Finishes what is under way and done within GRACE_MS, stops the rest, and gives the number of requests answered. */
  stop(): Promise<number>;
}

const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the minute that proxies keep a connection: otherwise they send into one that is being closed. */
const KEEP_ALIVE_MS = 72_000;
/** Of a connection that waits for no long answer. */
const IDLE_MS = 60_000;

/** The page loads nothing from elsewhere; its own code sets styles in place. */
const PAGE_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

/** Paths that answer without a token: they hold nothing of the store. */
const OPEN_PATHS = /^\/(healthz|docs(\/.*)?)?$/;

/** Starts it. Throws UserError: TOKEN_NEEDED, NO_FOLDER, PORT_IN_USE, PORT_FORBIDDEN, HOST_UNKNOWN. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { host, port, credentials } = options;
  requireCredentials(host, credentials);
  requireMediaRoot(options.mediaRoot);
  const jobs = jobList(options.deadlineMs);
  let answered = 0;
  const app = await builtApp(options, jobs, () => {
    answered += 1;
  });
  await app.ready();
  const url = await listen(app.server, host, port);
  return {
    url,
    stop: async () => {
      await Promise.all([stop(app.server), jobs.drain(GRACE_MS)]);
      await app.close();
      return answered;
    },
  };
}

async function builtApp(options: ApiOptions, jobs: Jobs, onAnswer: () => void): Promise<FastifyInstance> {
  const { host, credentials, log } = options;
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    serverFactory: (handler) => {
      // A request without a host is refused here, in the shape of all other failures.
      const settings = {
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        requireHostHeader: false,
      };
      const server = httpServer(handler, { idleMs: IDLE_MS + options.patienceMs }, settings);
      return server.on('checkExpectation', refuseExpectation);
    },
    // A wrong type is an error, not something to guess around; queries are text and have to be read.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    // An address that cannot be read, and a request that is no HTTP, are refused before there is a route.
    frameworkErrors: (error, _request, reply) => sendError(error, reply, log),
    clientErrorHandler: refuseConnection,
  });
  // A form of a page elsewhere can send plain text unasked; JSON it has to ask for.
  app.removeContentTypeParser('text/plain');
  addStrictJson(app);
  const registry = new Registry();
  const meter = requestMeter(registry);
  const figures = recentReading(options.metrics, serverGauges(registry).storeRead);
  // The first scrape need not wait for a thread to start; what is wrong is said to that scrape.
  figures().catch(() => {});
  app.addHook('onResponse', async (request, reply) => {
    onAnswer();
    const endpoint = request.routeOptions.url ?? UNMATCHED;
    meter.observe(request.method, endpoint, reply.statusCode, reply.elapsedTime / 1000);
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => sendError(error, reply, log));
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs'));
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { after }) =>
      Object.assign(new Error(`Too many requests; try again in ${after}`), { statusCode: 429, code: 'TOO_MANY' }),
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    sendFailure(reply, 404, { code: 'NOT_FOUND', message: 'There is nothing here; see /docs' }),
  );
  const guesses = tokenGuesses(() => performance.now());
  app.addHook('onRequest', async ({ headers, url, ip, raw }, reply) => {
    if (!namesOneHost(raw)) {
      return sendFailure(reply, 400, { code: 'BAD_REQUEST', message: 'A request names its host once' });
    }
    if (isLoopback(host) && !isNamedLocally(headers.host)) {
      return sendFailure(reply, 403, { code: 'WRONG_HOST', message: 'Address the API as 127.0.0.1 or localhost' });
    }
    const [path = '/'] = url.split('?', 1);
    if (!OPEN_PATHS.test(path) && isFromOtherPage(headers)) {
      return sendFailure(reply, 403, { code: 'CROSS_SITE', message: 'Pages of other sites may not use this API' });
    }
    if (OPEN_PATHS.test(path) || isOpen(credentials)) return undefined;
    const wait = guesses.waitSeconds(ip);
    if (wait > 0) {
      reply.header('retry-after', String(wait));
      return sendFailure(reply, 429, { code: 'TOO_MANY', message: `Too many wrong tokens; try again in ${wait} s` });
    }
    if (isAuthorised(headers.authorization, credentials)) {
      guesses.right(ip);
      return undefined;
    }
    if (headers.authorization !== undefined) guesses.wrong(ip);
    reply.header('www-authenticate', 'Bearer realm="creo"');
    return sendFailure(reply, 401, { code: 'TOKEN_NEEDED', message: 'Send Authorization: Bearer TOKEN' });
  });
  await describe(app, options);
  await app.register(apiRoutes(options.actions, jobs, options));
  app.get('/healthz', { schema: { hide: true } }, async () => 'ok\n');
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const store = await figures();
    reply.type(registry.contentType);
    return withOwn(store, registry);
  });
  return app;
}

/** OpenAPI at `/docs/json`, and a page to try it at `/docs`; all of it comes from this server. */
async function describe(app: FastifyInstance, { version, credentials }: ApiOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'creo',
        version,
        description: 'Creatives, clusters and budget splits. Money is in cents, rates are fractions, null is unknown.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      ...(isOpen(credentials) ? {} : { security: [{ token: [] }] }),
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: PAGE_POLICY,
    uiConfig: { validatorUrl: null, docExpansion: 'list' },
  });
}

const sendFailure = (reply: FastifyReply, status: number, error: Failure): FastifyReply =>
  reply.status(status).send({ error });

/** What the user can mend is 4xx with the command's own code; the rest is a bug, and its stack goes to the log only. */
function sendError(error: FastifyError, reply: FastifyReply, log: (line: string) => void): FastifyReply {
  const failure = failureOf(error);
  if (failure === null) {
    log(`a request failed, which is a bug in creo: ${error.stack ?? messageOf(error)}`);
    return sendFailure(reply, 500, { code: 'BUG', message: 'This is a bug in creo; its log has the details' });
  }
  if (failure.status === 503) reply.header('retry-after', '5');
  return sendFailure(reply, failure.status, failure.error);
}
