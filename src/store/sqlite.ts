/**
 * SQLite's binding. On Node 22 and newer it is better-sqlite3 13, on Node 20 better-sqlite3 12: 13 ends the process there,
 * and 12 does so where it was compiled for Node 24.21, as soon as a statement is collected as garbage. A fresh install gets
 * the right one by `engines`; a lock file can fix only one, so that a clone has both.
 */
import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';

/** The first Node that 13 runs on. */
const NEW_NODE = 22;

const require = createRequire(import.meta.url);

function binding(): typeof Database {
  if (Number.parseInt(process.versions.node, 10) < NEW_NODE) {
    try {
      return require('better-sqlite3-12');
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'MODULE_NOT_FOUND')) throw thrown;
    }
  }
  return require('better-sqlite3');
}

export const Sqlite = binding();
