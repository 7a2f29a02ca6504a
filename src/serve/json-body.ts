/** Bodies of requests: JSON in UTF-8, every key once. Parsers that take the last of two values guess which one was meant. */
import type { FastifyInstance } from 'fastify';

/** Replaces the parser of `app`, which takes both what is no UTF-8 and repeated keys without a word. */
export function addStrictJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = utf8Text(Buffer.from(body));
    if (text === null) return done(refused('NOT_UTF8', 'The body is not UTF-8'));
    const key = repeatedKey(text);
    if (key !== null) return done(refused('REPEATED_KEY', `${JSON.stringify(key)} is there more than once`));
    return parse(request, text, done);
  });
}

function utf8Text(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A string of JSON, and the colon behind it that makes it a key. */
const STRING = /"((?:[^"\\]|\\.)*)"(\s*:)?/gs;

/** A key that a flat object has twice, however it is written; the bodies of the API have no objects inside them. */
function repeatedKey(text: string): string | null {
  const seen = new Set<string>();
  for (const [, written = '', colon] of text.matchAll(STRING)) {
    if (colon === undefined) continue;
    const key = unescaped(written);
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}

function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    // The parser says what is wrong with it.
    return written;
  }
}

const refused = (code: string, message: string): Error => Object.assign(new Error(message), { code, statusCode: 400 });
