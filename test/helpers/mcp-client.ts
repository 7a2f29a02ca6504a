/** The real `creo mcp`, asked by the SDK's own client, which checks every answer against the schema of its tool. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { onTestFinished } from 'vitest';
import { PROGRAM } from './run-creo.js';

export interface Called {
  isError: boolean;
  text: string;
  /** The structured answer. */
  answer: Record<string, unknown>;
  error: { code: string; message: string; hint?: string } | null;
}

export interface Assistant {
  client: Client;
  call(name: string, said?: Record<string, unknown>): Promise<Called>;
  /** All that the server said on stderr. */
  log: () => string;
  pid: number;
}

export async function assistant(cwd: string, ...args: string[]): Promise<Assistant> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, 'mcp', ...args],
    cwd,
    env,
    stderr: 'pipe',
  });
  let log = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  // The client checks structured answers only of tools that it has listed.
  await client.listTools();
  return { client, log: () => log, pid: transport.pid ?? 0, call: (name, said = {}) => called(client, name, said) };
}

async function called(client: Client, name: string, said: Record<string, unknown>): Promise<Called> {
  const result = await client.callTool({ name, arguments: said });
  const content = Array.isArray(result.content) ? result.content : [];
  return {
    isError: result.isError === true,
    text: content.map((part: { text?: string }) => part.text ?? '').join('\n'),
    answer: (result.structuredContent ?? {}) as Record<string, unknown>,
    error: (result._meta?.['creo/error'] ?? null) as Called['error'],
  };
}
