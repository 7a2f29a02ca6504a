/** Who may reach a server of creo: anyone on this machine, or whoever knows its token or password. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { UserError } from '../errors.js';

export interface Credentials {
  /** Sent as `Authorization: Bearer TOKEN`; null when none was set. */
  token: string | null;
  /** `USER:PASSWORD` of basic authentication; null when none was set. */
  basicAuth: string | null;
}

/** Whether only this machine reaches a server that listens on `host`. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/**
 * Whether the Host header of a request names this machine as only this machine does. A page elsewhere may point its own
 * name here (DNS rebinding): its requests come from this machine, but carry that name.
 */
export const isNamedLocally = (hostHeader: string | undefined): boolean =>
  isLoopback((hostHeader ?? '').replace(/:\d+$/, ''));

/** The headers by which a browser says where a request comes from: pages cannot set them. */
export interface BrowserHeaders {
  host?: string | undefined;
  origin?: string | undefined;
  'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * Whether a browser sends this request for a page of another origin (Fetch Metadata; Origin, RFC 6454). Programs send
 * neither header. Any page that is open in the same browser may send requests here, though it cannot read the answers.
 */
export function isFromOtherPage({ host, origin, 'sec-fetch-site': site }: BrowserHeaders): boolean {
  const isOwnPage = site === 'same-origin';
  if (site !== undefined && !isOwnPage && site !== 'none') return true;
  if (origin === undefined || isOwnPage) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (host ?? '').toLowerCase();
}

/** Whether everybody who reaches the server may ask it. */
export const isOpen = ({ token, basicAuth }: Credentials): boolean => token === null && basicAuth === null;

/** Throws UserError TOKEN_NEEDED for a server that others reach and that asks nobody who they are. */
export function requireCredentials(host: string, credentials: Credentials): void {
  if (isLoopback(host) || !isOpen(credentials)) return;
  throw new UserError(
    'TOKEN_NEEDED',
    `On ${host} others can reach the server, so it needs a token`,
    'Give one with --token-file FILE (or --token, --basic-auth), or stay on 127.0.0.1 behind a proxy',
  );
}

/** Whether the Authorization header of a request opens the server. Everything does when no credentials are set. */
export function isAuthorised(header: string | undefined, credentials: Credentials): boolean {
  if (isOpen(credentials)) return true;
  const { token, basicAuth } = credentials;
  const [, scheme, value] = /^(\S+) +(\S+)$/.exec(header ?? '') ?? [];
  if (!scheme || !value) return false;
  if (/^bearer$/i.test(scheme)) return token !== null && isSame(value, token);
  if (/^basic$/i.test(scheme))
    return basicAuth !== null && isSame(Buffer.from(value, 'base64').toString('utf8'), basicAuth);
  return false;
}

/** Compares in a time that says nothing about either text. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
