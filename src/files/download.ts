/** Downloads over http(s): bounded in size and time, resumed where it stopped, and never from a private address unasked. */
import { type LookupAddress, lookup } from 'node:dns';
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../errors.js';
import { isPrivateAddress } from './addresses.js';

/** A download that failed. The message is the reason, in the user's words and on one line. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

export interface DownloadOptions {
  maxBytes: number;
  /** Whether loopback and private addresses may be asked. */
  allowPrivate: boolean;
  /** Throws DownloadError when the answer is not what is wanted; asked before anything is written. */
  check?: (answer: IncomingMessage) => void;
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
}

const MAX_REDIRECTS = 5;

/** A server that says nothing for this long is given up; what has come is kept for the next try. */
const SILENCE_MS = 30_000;

/**
 * Downloads `url` to `path`. An earlier try that was cut off is continued when the server says that the content is still
 * the same (ETag, RFC 9110 section 13.1.5). Gives the headers of the answer. Throws DownloadError.
 */
export async function download(
  url: string,
  path: string,
  options: DownloadOptions,
): Promise<IncomingMessage['headers']> {
  const partial = `${path}.part`;
  const mark = `${partial}.etag`;
  const etag = existsSync(partial) && existsSync(mark) ? readFileSync(mark, 'utf8') : '';
  const have = etag === '' ? 0 : statSync(partial).size;
  const resume = have > 0 ? { range: `bytes=${have}-`, 'if-range': etag } : {};
  const answer = await ask('GET', url, resume, options);
  try {
    options.check?.(answer);
    const isContinued = answer.statusCode === 206;
    const before = isContinued ? have : 0;
    const announced = Number(answer.headers['content-length'] ?? 0) + before;
    if (announced > options.maxBytes) throw tooLarge(options.maxBytes);
    if (!isContinued) {
      rmSync(mark, { force: true });
      const { etag: fresh } = answer.headers;
      // A weak tag does not promise the same bytes.
      if (fresh !== undefined && !fresh.startsWith('W/')) writeFileSync(mark, fresh);
    }
    options.onBytes?.(before);
    const file = createWriteStream(partial, { flags: isContinued ? 'a' : 'w' });
    await pipeline(answer, counted(before, options), file, options.signal ? { signal: options.signal } : {});
  } catch (thrown) {
    answer.destroy();
    throw explained(thrown);
  }
  renameSync(partial, path);
  rmSync(mark, { force: true });
  return answer.headers;
}

/** The headers that the server would send with `url`, redirects not followed. Throws DownloadError. */
export async function headersOf(
  url: string,
  options: Pick<DownloadOptions, 'allowPrivate' | 'signal'>,
): Promise<IncomingMessage['headers']> {
  const answer = await askOnce('HEAD', new URL(url), {}, options);
  answer.resume();
  if ((answer.statusCode ?? 500) >= 400) throw new DownloadError(`the server answered ${answer.statusCode}`);
  return answer.headers;
}

type Asking = Pick<DownloadOptions, 'allowPrivate' | 'signal'>;

/** Asks, and follows redirects; every address on the way is looked at. */
async function ask(
  method: string,
  url: string,
  headers: Record<string, string>,
  options: Asking,
): Promise<IncomingMessage> {
  let target = parsed(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await askOnce(method, target, headers, options);
    const status = answer.statusCode ?? 500;
    const { location } = answer.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      answer.resume();
      target = parsed(location, target);
    } else if (status === 200 || status === 206) {
      return answer;
    } else {
      answer.resume();
      throw new DownloadError(`the server answered ${status}`);
    }
  }
  throw new DownloadError(`the address leads on more than ${MAX_REDIRECTS} times`);
}

function parsed(url: string, base?: URL): URL {
  const target = URL.canParse(url, base?.href) ? new URL(url, base) : null;
  if (target?.protocol === 'http:' || target?.protocol === 'https:') return target;
  throw new DownloadError('not an http or https address');
}

function askOnce(method: string, target: URL, headers: Record<string, string>, { allowPrivate, signal }: Asking) {
  // A numeric address is never looked up by name, so it is judged here.
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(literal) !== 0 && isPrivateAddress(literal)) throw privateAddress();
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(target, {
      method,
      headers: { 'user-agent': 'creo', accept: '*/*', 'accept-encoding': 'identity', ...headers },
      timeout: SILENCE_MS,
      lookup: allowPrivate ? lookup : publicLookup,
      ...(signal ? { signal } : {}),
    });
    asked.on('timeout', () => asked.destroy(new DownloadError(`the server said nothing for ${SILENCE_MS / 1000} s`)));
    asked.on('error', (error) => reject(explained(error)));
    asked.on('response', resolve);
    asked.end();
  });
}

/** Looks a name up and refuses private addresses; the connection goes to the address that was judged, not to a second answer. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error) callback(error, '', 0);
    else if (addresses.some(({ address }) => isPrivateAddress(address))) callback(privateAddress(), '', 0);
    else if (options.all) callback(null, addresses);
    else if (first) callback(null, first.address, first.family);
  });
};

/** Passes bytes on, counts them, and stops a server that sends more than is wanted. */
function counted(before: number, { maxBytes, onBytes }: DownloadOptions): Transform {
  let total = before;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      onBytes?.(chunk.length);
      done(total > maxBytes ? tooLarge(maxBytes) : null, chunk);
    },
  });
}

const tooLarge = (maxBytes: number): DownloadError =>
  new DownloadError(`it is larger than the limit of ${Math.round(maxBytes / 1_000_000)} MB`);

const privateAddress = (): DownloadError =>
  new DownloadError('the address is inside a private network; --allow-private permits that');

const REASONS: Record<string, string> = {
  ENOTFOUND: 'there is no such server',
  EAI_AGAIN: 'the name of the server cannot be looked up: is this machine online?',
  ECONNREFUSED: 'the server refuses the connection',
  ECONNRESET: 'the server broke the connection off',
  ABORT_ERR: 'it was interrupted',
  ENOSPC: 'the disk is full',
};

function explained(thrown: unknown): DownloadError {
  if (thrown instanceof DownloadError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return new DownloadError(REASONS[code] ?? messageOf(thrown), { cause: thrown });
}
