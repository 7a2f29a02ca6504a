/** The program's own command line, run in this process: what many short runs of one command need, without starting each. */
import { CommanderError } from 'commander';
import { expect, vi } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';

/** Runs `creo … --json` on a store, which must succeed, and gives what it answered. */
export async function answered(store: string, args: readonly string[]): Promise<unknown> {
  const out: string[] = [];
  const said: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const status = process.exitCode;
  process.exitCode = undefined;
  try {
    await buildProgram().parseAsync(['--db', store, '--json', ...args], { from: 'user' });
    expect([args, process.exitCode, said.join('')]).toEqual([args, undefined, expect.not.stringContaining('error')]);
  } catch (thrown) {
    if (thrown instanceof CommanderError) throw new Error(`creo ${args.join(' ')}: ${said.join('')}`);
    throw thrown;
  } finally {
    process.exitCode = status;
    stdout.mockRestore();
    stderr.mockRestore();
  }
  return JSON.parse(out.join(''));
}
