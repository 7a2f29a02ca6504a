/** One self-contained HTML page of the results for a client: its figures gathered, and written whole or not at all. */
import { resolve } from 'node:path';
import { keptPlanFor } from '../answers/kept-plan.js';
import { overviewOf } from '../answers/overview.js';
import type { Question } from '../answers/question.js';
import { recommendFor } from '../answers/recommend.js';
import { tagsOf } from '../answers/tags.js';
import type { TagEffect } from '../cluster/tag-effects.js';
import { UserError } from '../errors.js';
import { writeWhole } from '../files/write.js';
import type { Creative } from '../model.js';
import { inEnglish, type Remark } from '../remarks.js';
import { figuresOf } from '../report/assemble.js';
import type { ReportData } from '../report/data.js';
import { wordsOf } from '../report/language/index.js';
import type { Language } from '../report/language/words.js';
import { reportPage } from '../report/page.js';
import { onSheets } from '../report/sections/clusters.js';
import { compared, snapshotOf } from '../report/snapshot.js';
import { allCreatives } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { saveSetting, setting } from '../store/settings.js';
import { tagsByCreative } from '../store/tags.js';
import type { Context } from './context.js';
import { type PageMedia, pageMedia } from './report-pictures.js';

export interface ReportOptions {
  out: string;
  /** Null takes the usual one of the language. */
  title: string | null;
  language: Language;
  question: Question;
  /** What there is to spend next; null shows the last plan that was kept, if there is one. */
  budgetMicros: number | null;
  /** Days over which it is spent; null takes the usual ones. */
  horizonDays: number | null;
  /** Pictures of at most this many creatives, those with the most spend; 0 for none. */
  pictures: number;
  /** Whether the clips on the contact sheets play. */
  previews: boolean;
}

/** Where the page was written, and every figure on it. */
export type WrittenReport = Omit<ReportData, 'creatives' | 'map' | 'daysOf'> & {
  path: string;
  sizeBytes: number;
  creatives: ReturnType<typeof figuresOf>;
};

/** Throws UserError NO_CREATIVES and NO_H264, and what the answers on the page throw. */
export async function writeReport(context: Context, options: ReportOptions): Promise<WrittenReport> {
  const { db } = context;
  if (allCreatives(db).length === 0) {
    throw new UserError('NO_CREATIVES', 'There is nothing to report', 'Start with `creo import` or `creo add`');
  }
  const data = await gathered(context, options);
  const { before, keep } = compared(setting(db, snapshotKey(options)), data.now);
  const path = resolve(options.out);
  const complete = { ...data, before };
  const sizeBytes = writeWhole(path, [reportPage(complete, wordsOf(options.language))]);
  inTransaction(db, () => saveSetting(db, snapshotKey(options), keep));
  const { creatives, map, daysOf, ...figures } = complete;
  return { path, sizeBytes, ...figures, creatives: figuresOf(creatives) };
}

async function gathered(context: Context, options: ReportOptions): Promise<ReportData> {
  const { db } = context;
  const { question, budgetMicros, horizonDays } = options;
  const { creatives, remarks: ofResults, ...overview } = overviewOf(db, question);
  const bySpend = new Map(creatives.map(({ creativeId, spendMicros }) => [creativeId, spendMicros ?? 0]));
  const spendOf = ({ creativeId }: Creative): number => bySpend.get(creativeId) ?? 0;
  const shown = new Set(creatives.map(({ creativeId }) => creativeId));
  const pictured = allCreatives(db)
    .filter(({ creativeId }) => shown.has(creativeId))
    .sort((a, b) => spendOf(b) - spendOf(a))
    .slice(0, options.pictures);
  const media = await pageMedia(context, pictured, options.previews ? onSheets(creatives) : null);
  const remarks: Remark[] = [...remarksOn(media), ...ofResults];
  const tagged = tagsByCreative(db);
  const kept = budgetMicros === null ? keptPlanFor(db, { filter: question.filter, currency: overview.currency }) : null;
  const figures = {
    ...overview,
    title: options.title ?? wordsOf(options.language).title,
    creatives: creatives.map((each) => ({
      ...each,
      frames: media.frames.get(each.creativeId) ?? [],
      preview: media.clips.get(each.creativeId) ?? null,
      tags: Object.fromEntries((tagged.get(each.creativeId) ?? []).map(({ key, value }) => [key, value])),
    })),
    plan:
      budgetMicros === null
        ? (kept?.plan ?? null)
        : recommendFor(db, { ...question, budgetMicros, horizonDays }).answer,
    plannedAt: kept?.createdAt ?? null,
    tagEffects: effects(context, question),
    previews: media.previews,
    remarks,
    notes: remarks.map(inEnglish),
  };
  return { ...figures, before: null, now: snapshotOf(figures) };
}

/** What `creo tags` says; nothing where there are no tags or no results to compare. */
function effects({ db }: Context, question: Question): readonly TagEffect[] {
  try {
    return tagsOf(db, { ...question, metrics: ['cvr'] }).effects;
  } catch (thrown) {
    if (thrown instanceof UserError && ['NO_TAGS', 'NO_RESULTS'].includes(thrown.code)) return [];
    throw thrown;
  }
}

/** What is missing of the pictures and previews. */
function remarksOn({ missing, previews }: PageMedia): Remark[] {
  const remarks: Remark[] = [];
  if (missing.length > 0) remarks.push({ kind: 'no-picture', missing });
  if (previews === null) return remarks;
  const { count, failed, heldBack, heldBy } = previews;
  if (failed.length > 0) remarks.push({ kind: 'no-preview', failed });
  if (heldBy !== null) remarks.push({ kind: 'previews-held', shown: count, heldBack, by: heldBy });
  return remarks;
}

/** Reports on different selections are compared each with its own. */
const snapshotKey = ({ question }: ReportOptions): string => `report ${JSON.stringify(question.filter ?? {})}`;
