/**
 * A client made from an OpenAPI description alone: it knows each operation's path, parameters and body, and checks every
 * answer against the schema that the description promises for its status.
 */
import { Ajv } from 'ajv';

export interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  body: Schema | null;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** What of JSON Schema the descriptions use. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
}

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
  /** What in the body is not as described; null when all of it is. */
  mismatch: string | null;
}

export interface Call {
  query?: Record<string, string | number>;
  body?: unknown;
  token?: string;
}

export interface Client {
  /** `POST /api/v1/creative/save` and so on. */
  operations: string[];
  /** What they take, and what they answer. */
  described: Operation[];
  /** What in an answer is not as described; null when all of it is. */
  mismatchOf(operation: string, status: number, body: unknown): string | null;
  call(operation: string, call?: Call): Promise<Answer>;
}

/** Reads the description of the server at `url` and makes the client. */
export async function clientOf(url: string): Promise<Client> {
  const description: unknown = await (await fetch(`${url}/docs/json`)).json();
  const operations = operationsOf(description);
  // OpenAPI 3.0 says `nullable` where JSON Schema says type: [.., "null"]; ajv knows it. Formats are for people.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const mismatchOf = (name: string, status: number, body: unknown): string | null => {
    const operation = operations.get(name);
    const schema = operation ? schemaFor(operation, status) : null;
    if (schema === null) return `no answer ${status} is described`;
    return ajv.validate(schema, body) ? null : ajv.errorsText();
  };
  return {
    operations: [...operations.keys()],
    described: [...operations.values()],
    mismatchOf,
    async call(name, { query = {}, body, token } = {}) {
      const operation = operations.get(name);
      if (!operation) throw new Error(`the description has no ${name}`);
      const search = new URLSearchParams(
        Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
      );
      const response = await fetch(`${url}${operation.path}?${search}`, {
        method: operation.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      const { status, headers } = response;
      return { status, headers, body: answer, mismatch: mismatchOf(name, status, answer) };
    },
  };
}

function schemaFor({ responses }: Operation, status: number): object | null {
  const described =
    responses[String(status)] ?? responses[`${String(status)[0]}XX`] ?? responses[`${String(status)[0]}xx`];
  return described?.content?.['application/json']?.schema ?? null;
}

interface DescribedOperation {
  parameters?: Operation['parameters'];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Operation['responses'];
}

function operationsOf(description: unknown): Map<string, Operation> {
  const { paths } = description as { paths: Record<string, Record<string, DescribedOperation>> };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]): [string, Operation] => {
        const name = `${method.toUpperCase()} ${path}`;
        const body = requestBody?.content['application/json']?.schema ?? null;
        return [name, { method: method.toUpperCase(), path, parameters, body, responses }];
      }),
    ),
  );
}
