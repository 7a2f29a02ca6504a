/** What an assistant may do where it may write: the commands themselves, handed in, so that all of them keep one set of rules. */

import type { Question } from '../answers/question.js';
import type { RecommendQuestion } from '../answers/recommend.js';
import type { RecommendAnswer } from '../answers/recommend-answer.js';

export interface ImportRequest {
  /** Real path, inside the folder. */
  path: string;
  platform: string | null;
  currency: string | null;
  dryRun: boolean;
}

export interface ImportedTable {
  importId: number | null;
  file: string;
  platform: string;
  rowsRead: number;
  rowsNew: number;
  rowsReplaced: number;
  rowsSkipped: number;
  dateStart: string | null;
  dateEnd: string | null;
  currency: string | null;
  /** What the import says of the file. */
  notes: string[];
}

export interface PerformanceRequest {
  creative: string;
  date: string;
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  currency: string | null;
}

export interface TagRequest {
  creative: string;
  set: ReadonlyMap<string, string>;
  remove: readonly string[];
}

export interface ReportRequest {
  /** Where the page goes; nothing is there yet. */
  path: string;
  title: string;
  budgetMicros: number | null;
  question: Question;
}

export interface WriteActions {
  importFile(request: ImportRequest): Promise<{ imports: ImportedTable[] }>;
  setPerformance(request: PerformanceRequest): object;
  tag(request: TagRequest): object;
  keepPlan(question: RecommendQuestion): RecommendAnswer & { recommendationId: number };
  report(request: ReportRequest): Promise<{ path: string; sizeBytes: number }>;
}
