/**
 * Requests made from an OpenAPI description: as described, at the bounds, and wrong in every way that a client can be:
 * other types, missing, unknown and repeated keys, huge and denormal numbers, odd text, bodies that are no JSON.
 */
import type { Random } from '../../src/random.js';
import type { Operation, Schema } from '../helpers/openapi-client.js';

export interface Generated {
  /** Name of the operation in the description. */
  operation: string;
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Null for none. */
  body: string | null;
}

/** JSON values as text, so that what no JavaScript value has can be sent too. */
const ODD: readonly string[] = [
  ...[
    'null',
    'true',
    '[]',
    '{}',
    '""',
    '" "',
    '"12"',
    '-1',
    '-0',
    '0.5',
    '1e-320',
    '5e-324',
    '1e308',
    '1e999',
    '-1e999',
  ],
  ...[
    '9007199254740993',
    '1000000000000',
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e\\u200b"',
    '"\\u001b[31m"',
    '"NaN"',
    '[[[[]]]]',
  ],
  ...[
    '{"__proto__":{"a":1}}',
    '"0001-01-01"',
    '"9999-12-31"',
    '"2026-02-30"',
    '"usd"',
    '"../../etc/hostname"',
    '"/dev/zero"',
    '"*"',
  ],
];

const TEXTS: readonly string[] = [
  'plain',
  'Zürich – 50 %',
  'лутбокс',
  '👩‍👩‍👧',
  'שלום',
  "'; --",
  '=1+1',
  'a\tb',
  '一二三',
];

/** Addresses that are never asked: none is one of the public internet. */
const ADDRESSES: readonly string[] = [
  'http://127.0.0.1:9/a.mp4',
  'http://192.0.2.1/a.mp4',
  'https://[2002:7f00:1::]/a',
  'ftp://x/y',
];

/** Ids are of few things, so that most of them are there. */
const LARGEST_ID = 14;

const KINDS = [
  ...['valid', 'valid', 'valid', 'odd value', 'odd value', 'odd value', 'bound', 'bound', 'missing key', 'unknown key'],
  ...[
    'repeated key',
    'huge text',
    'no JSON',
    'other content type',
    'other method',
    'odd path',
    'repeated query',
    'deep',
  ],
] as const;

export function generatedRequest(operations: readonly Operation[], random: Random): Generated {
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random.uniform() * from.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  const operation = pick(operations);
  const kind = pick(KINDS);

  const described = (schema: Schema): string => {
    const { type, minimum = 0, maximum = LARGEST_ID, format, pattern = '' } = schema;
    if (type === 'integer')
      return String(minimum + Math.floor(random.uniform() * (Math.min(maximum, 1e6) - minimum + 1)));
    if (type === 'number') return String(minimum + random.uniform() * (Math.min(maximum, 1000) - minimum));
    if (format === 'uri') return JSON.stringify(pick(ADDRESSES));
    if (format === 'date')
      return JSON.stringify(`2026-05-${String(1 + Math.floor(random.uniform() * 28)).padStart(2, '0')}`);
    return JSON.stringify(pattern.includes('A-Z') ? 'USD' : pick(TEXTS));
  };
  const atBound = (schema: Schema): string => {
    const { minimum, maximum, maxLength } = schema;
    if (maxLength !== undefined) return JSON.stringify('x'.repeat(maxLength + pick([-1, 0, 1])));
    return String(pick([minimum, maximum].filter((bound) => bound !== undefined).concat(0)) + pick([-1, 0, 0, 1]));
  };

  const entriesOf = (properties: Record<string, Schema>, required: readonly string[]): [string, string][] => {
    const entries = Object.entries(properties)
      .filter(([key]) => required.includes(key) || random.uniform() < 0.5)
      .map(([key, schema]): [string, string] => [key, described(schema)]);
    const at = Math.floor(random.uniform() * entries.length);
    const key = entries[at]?.[0];
    const schema = key === undefined ? undefined : properties[key];
    if (key !== undefined && schema !== undefined) {
      if (kind === 'odd value') entries[at] = [key, pick(ODD)];
      if (kind === 'bound') entries[at] = [key, atBound(schema)];
      if (kind === 'huge text') entries[at] = [key, JSON.stringify('é'.repeat(200_000))];
      if (kind === 'deep') entries[at] = [key, '['.repeat(20_000) + ']'.repeat(20_000)];
      if (kind === 'repeated key') entries.push([key, described(schema)]);
      if (kind === 'missing key') entries.splice(at, 1);
    }
    if (kind === 'unknown key') entries.push([pick(['surprise', '__proto__', 'constructor', '']), pick(ODD)]);
    return entries;
  };

  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const asked = entriesOf(Object.fromEntries(query.map(({ name, schema }) => [name, schema])), []);
  if (kind === 'repeated query') asked.push(...asked, ['x', '1']);
  const search = asked.map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value.replace(/^"|"$/g, ''))}`,
  );
  const filled = operation.path.replace(/\{[^}]+\}/g, () =>
    kind === 'odd value' ? encodeURIComponent(pick(ODD)) : String(1 + Math.floor(random.uniform() * LARGEST_ID)),
  );
  const path = kind === 'odd path' ? filled + pick(['/%ff', '/..', '//', '%00', '/%2e%2e', '?%', '/ü']) : filled;

  let body: string | null = null;
  if (operation.body !== null) {
    const { properties = {}, required = [] } = operation.body;
    body = `{${entriesOf(properties, required)
      .map(([key, value]) => `${JSON.stringify(key)}:${value}`)
      .join(',')}}`;
    if (kind === 'no JSON') body = pick(['', '{', 'null', '[]', '"text"', '{"a":}', '\u0000', body.slice(0, -1)]);
  }
  const type =
    kind === 'other content type'
      ? pick(['text/plain', 'application/xml', '', 'application/json; charset=x'])
      : 'application/json';
  return {
    operation: `${operation.method} ${operation.path}`,
    kind,
    method: kind === 'other method' ? pick(['GET', 'PUT', 'DELETE', 'PATCH', 'POST']) : operation.method,
    path: search.length > 0 && !path.includes('?') ? `${path}?${search.join('&')}` : path,
    headers: body === null ? {} : { 'content-type': type },
    body,
  };
}
