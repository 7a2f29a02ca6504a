/**
 * SQLite's binding. On Node 22 and newer it is better-sqlite3 13, on Node 20 better-sqlite3 12: 13 ends the process there,
 * and 12 does so where it was compiled for Node 24.21, as soon as a statement is collected as garbage. A fresh install gets
 * the right one by `engines`; a lock file can fix only one, so that a clone has both.
 */
import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import { UserError } from '../errors.js';

/** The first Node that 13 runs on. */
const NEW_NODE = 22;

/** The first better-sqlite3 that is for newer Nodes alone. */
const FOR_NEW_NODE = 13;

const require = createRequire(import.meta.url);

function binding(): typeof Database {
  if (Number.parseInt(process.versions.node, 10) < NEW_NODE) {
    try {
      return require('better-sqlite3-12');
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'MODULE_NOT_FOUND')) throw thrown;
      refuseTooNew();
    }
  }
  return require('better-sqlite3');
}

/** Throws UserError NODE_TOO_OLD where only the binding for newer Nodes is installed: loading it would end the process. */
function refuseTooNew(): void {
  const { version }: { version: string } = require('better-sqlite3/package.json');
  if (Number.parseInt(version, 10) < FOR_NEW_NODE) return;
  throw new UserError(
    'NODE_TOO_OLD',
    `SQLite's binding of this installation needs Node ${NEW_NODE} or newer; this is Node ${process.versions.node}`,
    'Run creo with a newer Node, or install it again without leaving out what is for development: npm ci',
  );
}

export const Sqlite = binding();
