/** Wrong tokens, counted by the address that they come from: whoever guesses has to wait. */
import { isIPv6 } from 'node:net';

export interface Guesses {
  /** Seconds that this address has to wait before another token of it is looked at; 0 for none. */
  waitSeconds(address: string): number;
  /** Counts a wrong token. */
  wrong(address: string): void;
  /** Forgets what was wrong before the right one. */
  right(address: string): void;
}

/** Enough for a person who mistypes; at this pace a token of 64 bits is never guessed. */
const MOST_WRONG = 10;
const WINDOW_MS = 60_000;
/** Addresses remembered at once: those that were wrong longest ago are forgotten first. */
const MOST_ADDRESSES = 10_000;

/** `now` in milliseconds, only ever rising. */
export function tokenGuesses(now: () => number): Guesses {
  const seen = new Map<string, { count: number; until: number }>();
  const current = (key: string): { count: number; until: number } | undefined => {
    const found = seen.get(key);
    if (found && found.until > now()) return found;
    seen.delete(key);
    return undefined;
  };
  return {
    waitSeconds(address) {
      const found = current(keyOf(address));
      return found && found.count >= MOST_WRONG ? Math.ceil((found.until - now()) / 1000) : 0;
    },
    wrong(address) {
      const key = keyOf(address);
      const count = (current(key)?.count ?? 0) + 1;
      seen.delete(key);
      seen.set(key, { count, until: now() + WINDOW_MS });
      const [oldest] = seen.keys();
      if (seen.size > MOST_ADDRESSES && oldest !== undefined) seen.delete(oldest);
    },
    right(address) {
      seen.delete(keyOf(address));
    },
  };
}

/** Whoever has one IPv6 address usually has the 64 bits behind its first half. */
function keyOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
