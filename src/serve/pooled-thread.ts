/** What runs in the thread of background.ts: reads the store once, answers with the pooled rates, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { servedRates } from '../answers/pooled-rates.js';
import { watchStore } from '../store/read-only.js';
import type { PooledTask } from './background.js';
import { standBehind } from './priority.js';

standBehind();
const { path, currency, scope }: PooledTask = workerData;
const store = watchStore(path, (db) => servedRates(db, scope, currency));
parentPort?.postMessage(store.current());
store.close();
