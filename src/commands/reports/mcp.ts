/**
 * `creo mcp`: the answers as tools for an assistant on this machine, over stdin and stdout. Runs until its client goes away.
 * Stdout carries the protocol alone, so nothing is printed in the end.
 */
import type { View } from '../../fields.js';
import { serveMcp } from '../../mcp/server.js';
import type { Context } from '../../work/context.js';

export interface McpCommandOptions {
  /** Whether an assistant may change the store. */
  allowWrite: boolean;
  /** Folder of the files that it may import, and write reports to; null for none. */
  folder: string | null;
  /** The one client of an agency that it answers for; null for all. Such a server only reads. */
  client: string | null;
  version: string;
  /** Whether a person sits at the terminal, where a client should be. */
  isTerminal: boolean;
}

export async function run(context: Context, options: McpCommandOptions): Promise<View> {
  const { allowWrite, folder, client, version, isTerminal } = options;
  const { config, log, signal } = context;
  if (isTerminal)
    log('creo mcp talks to a program, not to a person: add it to an assistant (docs/assistants.md); Ctrl-C ends it');
  const actions = allowWrite ? (await import('../../work/assistant-actions.js')).actionsOf(context) : null;
  await serveMcp({ dbPath: config.dbPath, version, client, actions, folder, log, signal });
  return { json: null, tables: [], raw: '' };
}
