/** What `creo serve` hands to its threads. */
import type { Question } from '../../answers/question.js';
import type { Config } from '../../config.js';
import type {
  ClusterRequest,
  NameRequest,
  PerformanceRequest,
  SaveRequest,
  ScalingRequest,
  WinningRequest,
} from '../../serve/api-actions.js';

/** What a thread is started with. */
export interface ServeThreadData {
  config: Config;
  /** What holds for every answer. */
  question: Question;
}

export type LongTask =
  | { kind: 'winning'; request: WinningRequest }
  | { kind: 'scaling'; request: ScalingRequest }
  | { kind: 'cluster'; request: ClusterRequest }
  | { kind: 'save'; request: SaveRequest };

export type WriteTask = {
  /** Milliseconds since 1970 after which it no longer waits for another writer. */
  until: number;
} & ({ kind: 'name'; request: NameRequest } | { kind: 'results'; request: PerformanceRequest });

/** A client waits this long for another writer, and is then told to try again. */
export const WRITER_PATIENCE_MS = 10_000;
