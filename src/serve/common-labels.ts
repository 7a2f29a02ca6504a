/** Labels that stand on every series of a store, so that several stores can be told apart in one Prometheus. */
import { UserError } from '../errors.js';
import { METRICS } from './gauges.js';
import { labelValue } from './labels.js';

export type CommonLabels = Readonly<Record<string, string>>;

/** Set by Prometheus on whatever it scrapes, or kept for histograms and summaries. */
const OF_PROMETHEUS: readonly string[] = ['job', 'instance', 'le', 'quantile'];

/** Label names that the metrics themselves use. */
const OF_METRICS: ReadonlySet<string> = new Set(
  Object.values(METRICS).flatMap(({ labels }): readonly string[] => labels),
);

/**
 * The labels with values that Prometheus can take. `grouping` has the labels of a Pushgateway's group, which it would put
 * over these. Throws UserError LABEL_TAKEN for a name that means something else already.
 */
export function commonLabels(
  labels: ReadonlyMap<string, string>,
  grouping: ReadonlyMap<string, string> = new Map(),
): CommonLabels {
  const other = 'Choose another name, such as client or store';
  for (const name of labels.keys()) {
    if (OF_METRICS.has(name)) throw taken(`The metrics have a label ${name} of their own`, other);
    if (OF_PROMETHEUS.includes(name)) throw taken(`Prometheus sets the label ${name} itself`, other);
    if (grouping.has(name))
      throw taken(`${name} is a label of the group already`, 'Give it once: --label or --grouping');
  }
  return Object.fromEntries([...labels].map(([name, value]) => [name, labelValue(value, 'unknown')]));
}

const taken = (message: string, hint: string): UserError => new UserError('LABEL_TAKEN', message, hint);
