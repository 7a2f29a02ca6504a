/**
 * Pushing to a Prometheus Pushgateway. prom-client's own client neither retries nor encodes a grouping value with a
 * slash, so the three requests that the gateway knows are made here: https://github.com/prometheus/pushgateway#api
 */
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf, UserError } from '../errors.js';
import type { Credentials } from './access.js';

export interface PushTarget {
  /** Where the gateway is; a path in front of `/metrics` and `user:password@` are kept. */
  gateway: string;
  job: string;
  /** Further labels of the group; with the job they say which series a push replaces. */
  grouping: ReadonlyMap<string, string>;
  credentials: Credentials;
  /** Tries after the first one. */
  retries: number;
  timeoutSeconds: number;
}

/** Replaces everything in the group. Throws UserError PUSH_FAILED or PUSH_REFUSED. */
export const pushMetrics = (target: PushTarget, text: string): Promise<void> => request(target, 'PUT', text);

/** Deletes the group. Throws UserError PUSH_FAILED or PUSH_REFUSED. */
export const deleteMetrics = (target: PushTarget): Promise<void> => request(target, 'DELETE', null);

async function request(target: PushTarget, method: 'PUT' | 'DELETE', body: string | null): Promise<void> {
  const url = groupUrl(target);
  for (let attempt = 0; ; attempt += 1) {
    const failure = await attemptOnce(url, target, method, body);
    if (failure === null) return;
    if (!failure.mayPass || attempt >= target.retries) throw failure.error;
    await pause(1000 * 2 ** attempt);
  }
}

/** One request; null when it worked, else what went wrong and whether trying again may help. */
async function attemptOnce(
  url: URL,
  { credentials, timeoutSeconds }: PushTarget,
  method: string,
  body: string | null,
): Promise<{ error: UserError; mayPass: boolean } | null> {
  try {
    const response = await fetch(url, {
      method,
      body,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', ...authorization(credentials) },
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    const answer = (await response.text()).trim().slice(0, 300);
    if (response.ok) return null;
    const mayPass = response.status >= 500 || response.status === 429;
    const hint =
      response.status === 401 || response.status === 403
        ? 'Give its password with --basic-auth USER:PASSWORD or --token TOKEN'
        : 'Look into the log of the gateway; --stdout shows what was sent';
    const error = new UserError(
      'PUSH_REFUSED',
      `The gateway at ${url.host} answered ${response.status}: ${answer}`,
      hint,
    );
    return { error, mayPass };
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const error = new UserError(
      'PUSH_FAILED',
      `The gateway at ${url.host} cannot be reached: ${messageOf(cause)}`,
      'Check that it runs and that the URL is right; creo push-metrics --stdout works without it',
      { cause: thrown },
    );
    return { error, mayPass: true };
  }
}

function authorization({ token, basicAuth }: Credentials): Record<string, string> {
  if (token !== null) return { authorization: `Bearer ${token}` };
  if (basicAuth !== null) return { authorization: `Basic ${Buffer.from(basicAuth).toString('base64')}` };
  return {};
}

function groupUrl({ gateway, job, grouping }: PushTarget): URL {
  const labels: [string, string][] = [['job', job], ...grouping];
  const path = labels.map(([name, value]) => groupLabel(name, value)).join('/');
  return new URL(`${gateway.replace(/\/+$/, '')}/metrics/${path}`);
}

/** A label as a part of the path: base64 where a slash or nothing would break it, or `..` lead to another group. */
const groupLabel = (name: string, value: string): string =>
  /^\.{0,2}$|\//.test(value)
    ? `${name}@base64/${Buffer.from(value).toString('base64url') || '='}`
    : `${name}/${encodeURIComponent(value)}`;
