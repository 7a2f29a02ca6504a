/** Many clients on a large store: small answers stay quick while long ones are worked out, and no write is lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Sqlite } from '../../src/store/sqlite.js';
import { addDays } from '../../src/units.js';
import { PROGRAM } from '../helpers/run-creo.js';
import { urlOf } from './requests.js';
import { type Finding, mustRun, startCreo, writeExport } from './scene.js';

export interface LoadOptions {
  ads: number;
  days: number;
  milliseconds: number;
}

/** How many clients do what; together fifty. */
const CLIENTS = { healthz: 10, metrics: 4, write: 16, scaling: 10, winning: 10 };
/** Between two requests of one client. */
const PAUSE_MS = 200;

const LIMITS_MS: Readonly<Record<string, number>> = { healthz: 50, metrics: 300 };

/** `limited` holds the waiting times against their limits, which means something on a machine with processors to spare. */
export async function underLoad(
  folder: string,
  { ads, days, milliseconds }: LoadOptions,
  limited: boolean,
): Promise<Finding> {
  writeExport(join(folder, 'large.csv'), { ads, days });
  await mustRun(['import', 'large.csv', '--platform', 'generic'], folder);
  await mustRun(['cluster', '--by', 'campaign'], folder);
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--rate-limit', '1000000'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const failures: string[] = [];
  const times: Record<string, number[]> = { healthz: [], metrics: [], write: [], scaling: [], winning: [] };
  try {
    const url = await urlOf(server);
    const deadline = performance.now() + milliseconds;
    const written = { count: 0 };
    const others = aside(folder, deadline);
    const clients = Object.entries(CLIENTS).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, client) => asking(url, kind, client, { deadline, times, failures, written })),
    );
    await Promise.all([...clients, others]);
    const stored = writtenRows(join(folder, 'creo.db'));
    if (stored !== written.count) failures.push(`${written.count} writes were answered, ${stored} are stored`);
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    await exited;
  } finally {
    server.kill('SIGKILL');
  }
  const counts: Record<string, number> = {};
  for (const [kind, own] of Object.entries(times)) {
    counts[`${kind} answers`] = own.length;
    counts[`ms ${kind} p50`] = share(own, 0.5);
    counts[`ms ${kind} p99`] = share(own, 0.99);
    const limit = LIMITS_MS[kind];
    if (limited && limit !== undefined && share(own, 0.99) > limit)
      failures.push(`${kind}: p99 of ${share(own, 0.99)} ms`);
  }
  return {
    what: `50 clients on ${ads} ads and ${ads * days} rows, recommend, cluster and report beside them`,
    counts,
    failures,
  };
}

/** The same long work at the command line, again and again. */
async function aside(folder: string, deadline: number): Promise<void> {
  const commands = [
    ['report', '--out', 'report.html'],
    ['cluster', '--by', 'campaign'],
    ['recommend', '--budget', '5000'],
  ];
  for (let round = 0; performance.now() < deadline; round += 1) {
    const child = startCreo(commands[round % commands.length] ?? ['list'], folder);
    await Promise.race([once(child, 'exit'), pause(Math.max(0, deadline - performance.now()))]);
    child.kill('SIGKILL');
  }
}

interface Asking {
  deadline: number;
  times: Record<string, number[]>;
  failures: string[];
  written: { count: number };
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

async function asking(
  url: string,
  kind: string,
  client: number,
  { deadline, times, failures, written }: Asking,
): Promise<void> {
  for (let round = 0; performance.now() < deadline; round += 1) {
    await pause(PAUSE_MS * (0.5 + ((client * 7 + round * 3) % 10) / 10));
    const started = performance.now();
    const status = await send(url, kind, client, round);
    times[kind]?.push(performance.now() - started);
    if (kind === 'write' && status === 200) written.count += 1;
    if (status >= 500 && status !== 503) failures.push(`${kind} was answered ${status}`);
  }
}

/** Each write is a row of its own: a creative and a day that no other has. */
function send(url: string, kind: string, client: number, round: number): Promise<number> {
  const results = { impressions: 10, clicks: 2, conversions: 1, spend: 100, currency: 'USD' };
  const day = addDays('2001-01-01', round);
  const [method, path, body] =
    kind === 'write'
      ? ['POST', '/api/v1/creative/update-performance', { creative_id: client + 1, ...results, date: day }]
      : kind === 'scaling'
        ? ['POST', '/api/v1/creative/recommend/scaling', { budget: 100_000 + client * 1000 }]
        : [
            'GET',
            kind === 'winning' ? `/api/v1/creative/cluster/winning?min_cvr=0.0${1 + (client % 3)}` : `/${kind}`,
            null,
          ];
  return new Promise((resolve, reject) => {
    const headers = body === null ? {} : { 'content-type': 'application/json' };
    const asked = request(`${url}${path}`, { method, agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject).end(body === null ? undefined : JSON.stringify(body));
  });
}

function writtenRows(path: string): number {
  const db = new Sqlite(path, { readonly: true });
  try {
    return Number(
      db.prepare(`SELECT COUNT(*) FROM ad_days d JOIN ads a USING (ad_id) WHERE a.platform = 'manual'`).pluck().get(),
    );
  } finally {
    db.close();
  }
}

const share = (times: readonly number[], part: number): number =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(part * (times.length - 1))] ?? 0);
