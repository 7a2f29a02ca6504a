/** Measures HTTP requests as `api_request_total` and `api_request_duration_seconds`, for any server of creo. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Histogram, type Registry } from 'prom-client';
import { methodLabel } from './labels.js';

/** The endpoint label of a request that no route takes, whatever its path: paths are the client's to invent. */
export const UNMATCHED = 'unmatched';

export interface RequestMeter {
  /** Notes one finished request. `endpoint` is the route's pattern, never the path itself. */
  observe(method: string, endpoint: string, statusCode: number, seconds: number): void;
  /** Notes a request of node:http when its response ends, whole or cut off. */
  watch(request: IncomingMessage, response: ServerResponse, endpoint: string): void;
}

/** In fastify: `app.addHook('onResponse', async (q, r) => meter.observe(q.method, q.routeOptions.url ?? UNMATCHED, r.statusCode, r.elapsedTime / 1000))`. */
export function requestMeter(registry: Registry): RequestMeter {
  const labelNames = ['method', 'endpoint', 'status_code'] as const;
  const total = new Counter({
    name: 'api_request_total',
    help: 'HTTP requests answered since the server started.',
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'api_request_duration_seconds',
    help: 'Time from the request to the end of its response.',
    labelNames,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const observe: RequestMeter['observe'] = (method, endpoint, statusCode, seconds) => {
    const labels = { method: methodLabel(method), endpoint, status_code: String(statusCode) };
    total.inc(labels);
    duration.observe(labels, seconds);
  };
  return {
    observe,
    watch: ({ method = '' }, response, endpoint) => {
      const started = performance.now();
      response.once('close', () =>
        observe(method, endpoint, response.statusCode, (performance.now() - started) / 1000),
      );
    },
  };
}
