/**
 * `creo report`: one self-contained HTML page for a client. `--json`: `{ path, sizeBytes, title, currency, dateStart,
 * dateEnd, platforms, level, totals, groupedBy, clusters, creatives, plan, tagEffects, before, now, notes }`: every
 * figure on the page.
 */
import { resolve } from 'node:path';
import { conversionValue, valuePerConversion } from '../../answers/conversion-value.js';
import { creativeOutlooks } from '../../answers/outlooks.js';
import { keepPlan, plainPlan, recommendFor } from '../../answers/recommendation.js';
import { effectiveCount } from '../../cluster/duplicates.js';
import { clusterResults } from '../../cluster/results.js';
import { posterior } from '../../decide/posterior/posterior.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { writeWhole } from '../../files/write.js';
import { MediaError } from '../../media/media-error.js';
import { mediaPrograms } from '../../media/programs.js';
import { thumbnails } from '../../media/thumbnail.js';
import { reportedResults } from '../../metrics/reported.js';
import { sumTotals } from '../../metrics/totals.js';
import type { Creative } from '../../model.js';
import { figuresOf, reportCluster, reportCreatives } from '../../report/assemble.js';
import type { ReportData, ReportFrame, ReportPlan, ReportTagEffect } from '../../report/data.js';
import { reportPage } from '../../report/page.js';
import { tagEffectsIn } from '../../report/read-view.js';
import { compared, snapshotOf } from '../../report/snapshot.js';
import { currentClusterRun } from '../../store/clusters.js';
import { allCreatives } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { defaultsOf } from '../../store/defaults.js';
import { storedDuplicates } from '../../store/duplicates.js';
import { creativeEvidence } from '../../store/evidence.js';
import { creativeDays, type ResultsFilter, resultPlatforms, resultsCurrency } from '../../store/results.js';
import { saveSetting, setting } from '../../store/settings.js';
import type { Context } from '../context.js';
import { run as tags } from '../groups/tags.js';

export interface ReportOptions {
  out: string;
  title: string;
  filter: ResultsFilter;
  /** What there is to spend next; null leaves the split out. */
  budgetMicros: number | null;
  /** Share of the truth that intervals hold, 0..1. */
  level: number;
  seed: number;
  /** Pictures of at most this many creatives, those with the most spend; 0 for none. */
  pictures: number;
}

/** The default of `creo tags`. */
const FALSE_DISCOVERY_LIMIT = 0.1;

export async function run(context: Context, options: ReportOptions): Promise<View> {
  const { db } = context;
  const stored = allCreatives(db);
  if (stored.length === 0) {
    throw new UserError('NO_CREATIVES', 'There is nothing to report', 'Start with `creo import` or `creo add`');
  }
  const data = await gathered(context, stored, options);
  const { before, keep } = compared(setting(db, snapshotKey(options)), data.now);
  const path = resolve(options.out);
  const complete = { ...data, before };
  const sizeBytes = writeWhole(path, [reportPage(complete)]);
  inTransaction(db, () => saveSetting(db, snapshotKey(options), keep));
  const { creatives, map, ...figures } = complete;
  return {
    json: { path, sizeBytes, ...figures, creatives: figuresOf(creatives) },
    headline: `wrote ${path}`,
    tables: [],
    notes: data.notes,
  };
}

async function gathered(context: Context, stored: readonly Creative[], options: ReportOptions): Promise<ReportData> {
  const { db } = context;
  const { title, filter, level, seed } = options;
  const currency = resultsCurrency(db, filter);
  const clustering = currentClusterRun(db);
  const groups = clustering?.clusters ?? [];
  const evidence = creativeEvidence(db, filter, groups);
  const days = creativeDays(db, filter);
  const totals = new Map(evidence.map((each) => [each.creativeId, each.totals]));
  const spendOf = ({ creativeId }: Creative): number => totals.get(creativeId)?.spendMicros ?? 0;
  const pictured = [...stored].sort((a, b) => spendOf(b) - spendOf(a)).slice(0, options.pictures);
  const { frames, notes } = await pictures(context, pictured);
  const value = conversionValue(db, { results: evidence, statedMicros: null, currency });
  const rates = posterior(evidence, {
    seed: clustering?.seed ?? seed,
    valuePerConversion: valuePerConversion(value),
  });
  const clusters = clusterResults(groups, evidence, rates, level).map(reportCluster);
  const outlooks = creativeOutlooks(rates, { level, breakEvenRoas: defaultsOf(db).targetRoas ?? 1 });
  const creatives = reportCreatives({ creatives: stored, totals, days, clusters: groups, frames, outlooks });
  const figures = {
    title,
    currency,
    dateStart: days.map(({ dateStart }) => dateStart).sort()[0] ?? null,
    dateEnd:
      days
        .map(({ dateEnd }) => dateEnd)
        .sort()
        .at(-1) ?? null,
    platforms: resultPlatforms(db, filter),
    level,
    totals: reportedResults(sumTotals(totals.values())),
    creatives,
    effectiveCreatives: effectiveCount(
      stored.map(({ creativeId }) => creativeId),
      storedDuplicates(db),
    ),
    clusters,
    groupedBy: clustering?.tag ?? clustering?.kind ?? null,
    map: clustering?.map ?? [],
    plan: planned(context, options),
    tagEffects: effects(context, options),
    notes: [...notes, ...value.notes],
  };
  return { ...figures, before: null, now: snapshotOf(figures) };
}

/** The plan of `creo recommend`, kept in the ledger like every plan that is shown; null without a budget. */
function planned({ db, now }: Context, { budgetMicros, level, seed, filter }: ReportOptions): ReportPlan | null {
  if (budgetMicros === null) return null;
  const plan = { ...plainPlan(db, budgetMicros), level, seed };
  const recommended = recommendFor(db, plan, { filter, valueMicros: null });
  inTransaction(db, () => keepPlan(db, recommended, now()));
  return recommended.answer;
}

/** What `creo tags` says; nothing where there are no tags or no results to compare. */
function effects(context: Context, { filter, level, seed }: ReportOptions): ReportTagEffect[] {
  try {
    const { json } = tags(context, { tags: [], metrics: ['cvr'], limit: FALSE_DISCOVERY_LIMIT, level, seed, filter });
    return tagEffectsIn(json);
  } catch (thrown) {
    if (thrown instanceof UserError && ['NO_TAGS', 'NO_RESULTS'].includes(thrown.code)) return [];
    throw thrown;
  }
}

/** Small pictures of these creatives. A file that is gone or cannot be decoded is said, and the rest go on. */
async function pictures({ config, progress, signal }: Context, creatives: readonly Creative[]) {
  const frames = new Map<number, ReportFrame[]>();
  const missing: string[] = [];
  const withMedia = creatives.filter(({ path, media }) => path !== null && media !== null);
  if (withMedia.length === 0) return { frames, notes: [] };
  const programs = await mediaPrograms(config);
  const bar = progress('Pictures', withMedia.length, 'creatives');
  try {
    for (const { creativeId, name, path, media } of withMedia) {
      signal.throwIfAborted();
      if (path === null || media === null) continue;
      bar.note(name);
      try {
        const made = await thumbnails(path, media, programs);
        frames.set(
          creativeId,
          made.map(({ atSeconds, picture }) => ({ atSeconds, uri: dataUri(picture) })),
        );
      } catch (thrown) {
        if (!(thrown instanceof MediaError)) throw thrown;
        missing.push(name);
      }
      bar.advance();
    }
  } finally {
    bar.done();
  }
  return { frames, notes: missing.length > 0 ? [`No picture, the file cannot be read: ${missing.join(', ')}`] : [] };
}

const dataUri = (picture: Buffer): string => `data:image/webp;base64,${picture.toString('base64')}`;

/** Reports on different selections are compared each with its own. */
const snapshotKey = ({ filter }: ReportOptions): string => `report ${JSON.stringify(filter)}`;
