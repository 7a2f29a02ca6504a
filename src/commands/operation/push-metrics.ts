/** `creo push-metrics`: the exporter's metrics from cron, to a Pushgateway, to node_exporter's textfile, or to stdout. */

import { servedRates } from '../../answers/pooled-rates.js';
import { servedFigures } from '../../answers/served-figures.js';
import type { View } from '../../fields.js';
import { type CommonLabels, commonLabels } from '../../serve/common-labels.js';
import { figuresText, type SeriesLimits } from '../../serve/exposition.js';
import { deleteMetrics, type PushTarget, pushMetrics } from '../../serve/pushgateway.js';
import { pushTimeText } from '../../serve/server-gauges.js';
import { writeTextfile } from '../../serve/textfile.js';
import type { FiguresOptions } from '../../store/gauges.js';
import type { Context } from '../../work/context.js';

export interface PushMetricsOptions {
  gateway: PushTarget | null;
  /** Delete the group from the gateway rather than push. */
  isDelete: boolean;
  textfile: string | null;
  stdout: boolean;
  /** Put on every series. */
  labels: ReadonlyMap<string, string>;
  figures: FiguresOptions;
  limits: SeriesLimits;
  /** Whether the pooled rates of creatives are worked out. */
  isPooled: boolean;
}

export async function run(context: Context, options: PushMetricsOptions): Promise<View> {
  const { gateway, isDelete, textfile, stdout } = options;
  if (gateway !== null && isDelete) {
    await deleteMetrics(gateway);
    return { json: { deleted: gateway.job }, headline: `deleted the group of job ${gateway.job}`, tables: [] };
  }
  const labels = commonLabels(options.labels, gateway?.grouping);
  const text = await metricsText(context, options, labels);
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  const notes = textfile === null ? [] : writeTextfile(textfile, text);
  if (gateway !== null) await pushMetrics(gateway, text);
  const targets = [gateway?.gateway ?? null, textfile].filter((target) => target !== null);
  return {
    json: { series, gateway: gateway?.gateway ?? null, textfile, ...(stdout ? { text } : {}) },
    // The text is for a program: as it is, whatever names it holds.
    ...(stdout && context.config.format !== 'json'
      ? { raw: text }
      : { headline: `wrote ${series} series to ${targets.join(' and ')}` }),
    tables: [],
    notes,
  };
}

async function metricsText(
  { db }: Context,
  { figures: options, limits, isPooled }: PushMetricsOptions,
  labels: CommonLabels,
): Promise<string> {
  const { figures, rates } = db.transaction(() => {
    const figures = servedFigures(db, options);
    const { currency } = figures;
    const isKnown = isPooled && currency !== null;
    return { figures, rates: isKnown ? servedRates(db, options.scope ?? {}, currency) : [] };
  })();
  const pooled = new Map(rates.map((rate) => [rate.creativeId, rate]));
  return `${await figuresText(figures, pooled, limits, labels)}\n${await pushTimeText(labels)}`;
}
