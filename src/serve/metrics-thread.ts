/** What runs in the thread of store-metrics.ts: the text for Prometheus, made anew where the store has changed. */
import { workerData } from 'node:worker_threads';
import { servedFigures } from '../answers/served-figures.js';
import { watchStore } from '../store/read-only.js';
import { backgroundRates, NO_RATES } from './background.js';
import { figuresMemo } from './exposition.js';
import type { MetricsThreadData } from './store-metrics.js';
import { answerTasks, logToServer } from './thread-messages.js';

const { path, figures: shown, limits, isPooled }: MetricsThreadData = workerData;
const store = watchStore(path, (db) => servedFigures(db, shown));
const pooled = isPooled ? backgroundRates(path, logToServer, shown.scope) : null;
const textOf = figuresMemo(limits);

answerTasks(() => {
  const figures = store.current();
  return textOf(figures, pooled?.latest(figures, figures.currency) ?? NO_RATES);
});
