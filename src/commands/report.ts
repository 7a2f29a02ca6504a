/**
 * `creo report`: one self-contained HTML page for a client. `--json`: `{ path, sizeBytes, currency, dateStart, dateEnd,
 * totals, clusters: […], creatives: [{ creative, …results, outlook }], plan, tagEffects }`: every figure on the page.
 */
import { resolve } from 'node:path';
import { clusterResults } from '../cluster/results.js';
import { posterior } from '../decide/posterior.js';
import { messageOf, UserError } from '../errors.js';
import type { View } from '../fields.js';
import { writeWhole } from '../files/write.js';
import { mediaPrograms } from '../media/programs.js';
import { thumbnails } from '../media/thumbnail.js';
import { reportedResults } from '../metrics/reported.js';
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { ClusterRun, Creative } from '../model.js';
import type { ReportCluster, ReportCreative, ReportData, ReportFrame } from '../report/data.js';
import { reportPage } from '../report/page.js';
import { compared, snapshotOf } from '../report/snapshot.js';
import { currentClusterRun } from '../store/clusters.js';
import { allCreatives } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { creativeEvidence } from '../store/evidence.js';
import { type ResultsFilter, resultPlatforms, resultsCurrency } from '../store/results.js';
import { saveSetting, setting } from '../store/settings.js';
import type { Context } from './context.js';

export interface ReportOptions {
  out: string;
  title: string;
  filter: ResultsFilter;
  /** Share of the truth that intervals hold, 0..1. */
  level: number;
  seed: number;
  /** Pictures of at most this many creatives, those with the most spend; 0 for none. */
  pictures: number;
}

export async function run(context: Context, options: ReportOptions): Promise<View> {
  const { db } = context;
  const { out, title, filter, level, seed } = options;
  const stored = allCreatives(db);
  if (stored.length === 0) {
    throw new UserError('NO_CREATIVES', 'There is nothing to report', 'Start with `creo import` or `creo add`');
  }
  const currency = resultsCurrency(db, filter);
  const clustering = currentClusterRun(db);
  const evidence = creativeEvidence(db, filter, clustering?.clusters ?? []);
  const rates = posterior(evidence, { seed: clustering?.seed ?? seed });
  const totalsOf = new Map(evidence.map((each) => [each.creativeId, each.totals]));
  const clusterOf = new Map(
    (clustering?.clusters ?? []).flatMap(({ clusterId, creativeIds }) => creativeIds.map((id) => [id, clusterId] as const)),
  );
  const daysOf = new Map(evidence.map((each) => [each.creativeId, each.days ?? []]));
  const spendOf = ({ creativeId }: Creative): number => totalsOf.get(creativeId)?.spendMicros ?? 0;
  const { frames, notes } = await pictures(
    context,
    [...stored].sort((a, b) => spendOf(b) - spendOf(a)).slice(0, options.pictures),
  );
  const creatives = stored.map(
    ({ creativeId, name, category, media }): ReportCreative => ({
      creativeId,
      creative: name,
      category,
      clusterId: clusterOf.get(creativeId) ?? null,
      durationSeconds: media?.durationSeconds ?? null,
      ...reportedResults(totalsOf.get(creativeId) ?? NO_TOTALS),
      frames: frames.get(creativeId) ?? [],
      days: (daysOf.get(creativeId) ?? []).map(({ dateStart, ...totals }) => ({ dateStart, ...reportedResults(totals) })),
      outlook: null,
    }),
  );
}
