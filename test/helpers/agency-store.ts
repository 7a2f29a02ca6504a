/** The agency's files in a store, as a person leaves it who types the commands one after the other. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { AGENCY_COMMANDS, writeAgencyFiles } from './agency.js';
import { emptyFolder, runCreo } from './run-creo.js';

let made: Promise<string> | undefined;

/** The folder of files and store that a test file shares, for questions that write nothing. It is made once. */
export function sharedAgency(): Promise<string> {
  made ??= filled();
  return made;
}

/** A folder of its own with the files and a copy of the store, for a test that writes. */
export async function ownAgency(): Promise<string> {
  const cwd = emptyFolder();
  writeAgencyFiles(cwd);
  copyFileSync(join(await sharedAgency(), 'creo.db'), join(cwd, 'creo.db'));
  return cwd;
}

async function filled(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'creo-agency-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  writeAgencyFiles(cwd);
  for (const args of AGENCY_COMMANDS) {
    const { status, stderr } = await runCreo(args, { cwd });
    if (status !== 0) throw new Error(`creo ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return cwd;
}
