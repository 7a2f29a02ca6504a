/** What every command is handed: the open store, the settings, and its only ways to talk, ask and tell the time. */
import type { Config } from '../config.js';
import type { Store } from '../store/database.js';

/** Counts towards a known or unknown total; shown at a terminal, silent in a pipe. */
export interface Progress {
  advance(by?: number): void;
  /** A short word beside the bar, such as the file in hand. */
  note(text: string): void;
  done(): void;
}

export interface Question {
  message: string;
  /** Shown to the person and printed when nobody can answer. */
  flag: string;
}

export interface Ask {
  /** True when a person is there to answer. */
  available: boolean;
  select(question: Question, choices: readonly { name: string; value: string }[]): Promise<string>;
  text(question: Question, initial?: string): Promise<string>;
  confirm(question: Question, initial: boolean): Promise<boolean>;
}

export interface Context {
  config: Config;
  /** Opens the store on first use. A command that only reads fails with NO_STORE when there is none. */
  db: Store;
  /** One line of talk on stderr. */
  log(line: string): void;
  progress(title: string, total: number | null, unit: string): Progress;
  ask: Ask;
  /** Whether the answer itself goes to a terminal, where a person reads it. */
  isRead: boolean;
  /** Now, as an ISO 8601 instant in UTC. */
  now(): string;
  /** Aborted when the user presses Ctrl-C: long work stops at the next safe point. */
  signal: AbortSignal;
}
