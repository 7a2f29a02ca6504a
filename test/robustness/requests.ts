/** Requests generated from the OpenAPI description: only answers that it describes, and nothing stored that an import would refuse. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { conversionsProblem, countProblem, dayProblem, microsProblem, nameProblem } from '../../src/plausible.js';
import { seeded } from '../../src/random.js';
import { Sqlite } from '../../src/store/sqlite.js';
import { type Client, clientOf } from '../helpers/openapi-client.js';
import { PROGRAM, runAlone } from '../helpers/run-creo.js';
import { type Generated, generatedRequest } from './request-generator.js';
import { type Finding, makeAds, mustRun, writeExport } from './scene.js';

const CLIPS = 3;
const AT_ONCE = 6;

/** `wanted` requests to the API over a small store in an empty folder. */
export async function generatedRequests(folder: string, wanted: number, seed = 1): Promise<Finding> {
  makeAds(folder, CLIPS);
  writeExport(join(folder, 'first.csv'), { ads: 10, days: 5 });
  await mustRun(['add', 'ads'], folder);
  await mustRun(['import', 'first.csv', '--platform', 'generic'], folder);
  const server = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--port', '0', '--rate-limit', '1000000', '--media-root', 'ads'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  try {
    const url = await urlOf(server);
    const counts: Record<string, number> = { requests: 0 };
    const failures = await asked(url, wanted, seed, counts);
    failures.push(...implausibleRows(join(folder, 'creo.db')));
    for (const args of [['list'], ['winners'], ['recommend', '--budget', '5000'], ['push-metrics', '--stdout']]) {
      const { status, stderr } = await runAlone([...args, '--quiet'], { cwd: folder });
      if (status !== 0 && status !== 1) failures.push(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
    }
    return { what: 'requests generated from the description', counts, failures };
  } finally {
    server.kill('SIGKILL');
  }
}

/** Where the server says that it serves. */
export function urlOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /serving (http:\/\/[^/\s]+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.once('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}

/** What was wrong with the answers, a line each. */
async function asked(url: string, wanted: number, seed: number, counts: Record<string, number>): Promise<string[]> {
  const client = await clientOf(url);
  const random = seeded(seed);
  const failures: string[] = [];
  const next = async (): Promise<void> => {
    while (counts.requests !== undefined && counts.requests < wanted) {
      counts.requests += 1;
      const generated = generatedRequest(client.described, random);
      const { status, text } = await send(url, generated);
      const group = `${String(status)[0]}xx`;
      counts[group] = (counts[group] ?? 0) + 1;
      const wrong = wrongIn(client, generated, status, text);
      if (wrong !== null) {
        const { kind, method, path, body } = generated;
        failures.push(
          `${kind}: ${method} ${path} ${(body ?? '').slice(0, 200)} -> ${status} ${text.slice(0, 200)}: ${wrong}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return failures;
}

function wrongIn(client: Client, { operation }: Generated, status: number, text: string): string | null {
  if (status === 500) return 'a bug';
  try {
    return client.mismatchOf(operation, status, JSON.parse(text));
  } catch {
    return 'the answer is no JSON';
  }
}

function send(url: string, { method, path, headers, body }: Generated): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path: encodeURI(path).replaceAll('%25', '%'), headers },
      async (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        await once(response, 'end');
        resolve({ status: response.statusCode ?? 0, text });
      },
    );
    sent.on('error', reject).end(body ?? undefined);
  });
}

interface StoredRow {
  name: string | null;
  dateStart: number;
  dateEnd: number;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
}

/** Rows of the store that an import would refuse. */
function implausibleRows(path: string): string[] {
  const db = new Sqlite(path, { readonly: true });
  try {
    const rows = db
      .prepare<[], StoredRow>(
        `SELECT a.ad_name AS name, d.date_start AS dateStart, d.date_end AS dateEnd, d.impressions, d.clicks, d.conversions,
           d.spend_micros AS spendMicros, d.revenue_micros AS revenueMicros
         FROM ad_days d JOIN ads a USING (ad_id)`,
      )
      .all();
    const names = db.prepare<[], string>('SELECT name FROM creatives').pluck().all();
    return [...rows.flatMap(rowProblems), ...names.flatMap((name) => nameProblem(name)?.reason ?? [])];
  } finally {
    db.close();
  }
}

function rowProblems(row: StoredRow): string[] {
  const { name, dateStart, dateEnd, impressions, clicks, conversions, spendMicros, revenueMicros } = row;
  const problems = [
    dayProblem(dateStart),
    dayProblem(dateEnd),
    countProblem(impressions ?? 0),
    countProblem(clicks ?? 0),
    conversionsProblem(conversions ?? 0),
    microsProblem(spendMicros ?? 0, false),
    microsProblem(revenueMicros ?? 0, true),
  ];
  return problems.flatMap((problem) => (problem ? [`a row of ${name}: ${problem.code} ${JSON.stringify(row)}`] : []));
}
