import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { requestMeter, UNMATCHED } from '../../src/serve/requests.js';

test('a fastify server measures its requests under the pattern of the route, never the path', async () => {
  const registry = new Registry();
  const meter = requestMeter(registry);
  const app = Fastify();
  app.addHook('onResponse', async (request, reply) => {
    meter.observe(request.method, request.routeOptions.url ?? UNMATCHED, reply.statusCode, reply.elapsedTime / 1000);
  });
  app.get('/creative/:id', async () => ({ ok: true }));
  for (const url of ['/creative/1', '/creative/2', '/nowhere/3', '/nowhere/4']) await app.inject(url);
  await app.close();
  const lines = (await registry.metrics()).split('\n');
  expect(lines.filter((line) => line.startsWith('api_request_total{'))).toEqual([
    'api_request_total{method="GET",endpoint="/creative/:id",status_code="200"} 2',
    'api_request_total{method="GET",endpoint="unmatched",status_code="404"} 2',
  ]);
  expect(lines.filter((line) => /_count\{.*"200"/.test(line))).toEqual([
    'api_request_duration_seconds_count{method="GET",endpoint="/creative/:id",status_code="200"} 2',
  ]);
});
