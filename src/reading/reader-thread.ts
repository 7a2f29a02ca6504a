/** What runs in the thread of separate-reader.ts: loads a reader, and looks at clips in the order in which they come. */
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, UserError } from '../errors.js';
import { type ClipLook, loadReader, type Reader } from './reader.js';
import type { FromReader, ReaderStart } from './separate-reader.js';

/** An error of a class of ours would arrive as a plain one: its parts are sent. */
const failure = (thrown: unknown): FromReader => ({
  kind: 'failed',
  message: messageOf(thrown),
  mendable: thrown instanceof UserError ? { code: thrown.code, hint: thrown.hint } : null,
});

const { languages }: ReaderStart = workerData;

async function load(): Promise<Reader | null> {
  try {
    const reader = await loadReader(languages);
    parentPort?.postMessage({ kind: 'ready' } satisfies FromReader);
    return reader;
  } catch (thrown) {
    parentPort?.postMessage(failure(thrown));
    return null;
  }
}

const reader = load();

/** One clip after the other: the next waits for the one before. */
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (clip: ClipLook) => {
  before = before.then(async () => {
    try {
      const loaded = await reader;
      if (!loaded) return;
      parentPort?.postMessage({ kind: 'seen', seen: await loaded.look(clip) } satisfies FromReader);
    } catch (thrown) {
      parentPort?.postMessage(failure(thrown));
    }
  });
});
