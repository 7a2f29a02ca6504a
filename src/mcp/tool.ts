/** How one question becomes a tool: its arguments checked, the store read as it is now, the answer cut and told. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { inScope } from '../answers/scoped.js';
import { UserError } from '../errors.js';
import { readStore } from '../store/read-only.js';
import { failed } from './failures.js';
import { limited } from './limited.js';
import { type answerOf, LARGEST_LIMIT } from './schemas.js';
import { type Told, textOf } from './text.js';

type ReadStore = Parameters<Parameters<typeof readStore>[1]>[0];

export interface Host {
  server: McpServer;
  /** Path of the store; it need not exist yet. */
  dbPath: string;
  /** The one client of an agency whose results it answers from; null for whatever a call asks. */
  client: string | null;
  /** Told what no client should see whole: a bug. */
  report(error: unknown): void;
  /** Follows work under way, so that the server ends after it. */
  working<T>(work: Promise<T>): Promise<T>;
}

interface About<Takes extends z.ZodRawShape> {
  name: string;
  title: string;
  description: string;
  takes: Takes;
  gives: ReturnType<typeof answerOf>;
}

type Said<Takes extends z.ZodRawShape> = z.infer<z.ZodObject<Takes>>;

export interface ReadingTool<Takes extends z.ZodRawShape, Answer extends object> extends About<Takes> {
  answer(db: ReadStore, said: Said<Takes>): Answer;
  /** Of the answer as it was cut: the same keys, shorter lists. */
  tell(answer: Answer): Told;
}

/** A tool that only reads. An import may write meanwhile: each call sees one moment of the store. */
export function addReadingTool<Takes extends z.ZodRawShape, Answer extends object>(
  host: Host,
  { answer, tell, ...about }: ReadingTool<Takes, Answer>,
): void {
  add(host, about, true, async (said) => {
    const full = readStore(host.dbPath, (db) => {
      const { client } = host;
      if (client === null) return answer(db, said);
      refuseOthers(said, client);
      // What takes no client is narrowed all the same: nothing of the others is in what it reads.
      const own = 'client' in about.takes ? { ...said, client } : said;
      return inScope(db, { client }, () => answer(db, own));
    });
    return answered(full, tell, limitOf(said));
  });
}

/** Throws UserError OTHER_CLIENT where a call asks for more than the one client. */
function refuseOthers(said: object, client: string): void {
  const asked = 'client' in said && typeof said.client === 'string' ? said.client : client;
  if (asked === client && !('acrossClients' in said && said.acrossClients === true)) return;
  throw new UserError(
    'OTHER_CLIENT',
    `This server answers for ${client} alone`,
    'Leave out `client` and `acrossClients`',
  );
}

export interface WritingTool<Takes extends z.ZodRawShape, Answer extends object> extends About<Takes> {
  /** Whether it may replace what is there. */
  replaces: boolean;
  write(said: Said<Takes>): Promise<Answer> | Answer;
  tell(answer: Answer): Told;
}

export function addWritingTool<Takes extends z.ZodRawShape, Answer extends object>(
  host: Host,
  { write, tell, replaces, ...about }: WritingTool<Takes, Answer>,
): void {
  add(host, about, false, async (said) => answered(await write(said), tell, LARGEST_LIMIT), replaces);
}

function add<Takes extends z.ZodRawShape>(
  { server, report, working }: Host,
  { name, title, description, takes, gives }: About<Takes>,
  reads: boolean,
  work: (said: Said<Takes>) => Promise<CallToolResult>,
  replaces = false,
): void {
  // A misspelt argument is refused rather than passed over: the answer would be to another question.
  const inputSchema: z.ZodObject<Takes> = z.strictObject(takes);
  const annotations = {
    readOnlyHint: reads,
    destructiveHint: replaces,
    idempotentHint: reads,
    openWorldHint: false,
  };
  const call = async (said: unknown): Promise<CallToolResult> => {
    try {
      return await working(work(inputSchema.parse(said)));
    } catch (thrown) {
      return failed(thrown, report);
    }
  };
  server.registerTool(name, { title, description, inputSchema, outputSchema: gives, annotations }, call);
}

const limitOf = (said: object): number =>
  'limit' in said && typeof said.limit === 'number' ? said.limit : LARGEST_LIMIT;

function answered<Answer extends object>(full: Answer, tell: (answer: Answer) => Told, limit: number): CallToolResult {
  const { shown, more } = limited(full, limit);
  // The same keys with shorter lists.
  const text = textOf(tell(shown as Answer), more);
  return {
    structuredContent: more.length > 0 ? { ...shown, more } : shown,
    content: [{ type: 'text', text }],
  };
}
