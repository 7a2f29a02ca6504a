/** Long work of the API: each piece has a state, a deadline and a way to stop it, and tells how far it is. */
import { UserError } from '../errors.js';

export interface JobProgress {
  title: string;
  done: number;
  total: number | null;
}

export type JobState =
  | { status: 'waiting' }
  | { status: 'running'; progress: JobProgress | null }
  /** Its JSON, in UTF-8. */
  | { status: 'done'; answer: Buffer }
  | { status: 'failed'; error: unknown }
  | { status: 'cancelled' };

/** What work is given to say how far it is, and to hear when it should stop. */
export interface WorkHooks {
  /** It waits no longer. */
  started(): void;
  progress(progress: JobProgress): void;
  signal: AbortSignal;
}

export type Work = (hooks: WorkHooks) => Promise<Buffer>;

export interface Job {
  state: JobState;
  /** Instant at which it is given up, ISO 8601 in UTC. */
  deadline: string;
}

export interface Jobs {
  /** Starts the work, and gives its number. */
  start(work: Work): number;
  /** Null when there is no such job, or it is long over. */
  find(id: number): Job | null;
  /** Resolves when the job is over or `milliseconds` have passed. */
  wait(id: number, milliseconds: number): Promise<JobState>;
  /** Stops a job that is not over. */
  cancel(id: number): void;
  /** Forgets a job of which nobody will ask. */
  forget(id: number): void;
  /** Resolves when nothing is under way: what is not over after `milliseconds` is stopped. */
  drain(milliseconds: number): Promise<void>;
}

/** Answers are kept for this many jobs. */
const KEPT = 100;

class Cancelled extends Error {
  override readonly name = 'AbortError';
}

interface Entry extends Job {
  stopper: AbortController;
  ending: Promise<void>;
}

/** `deadlineMs` after its start a job is given up: UserError TOO_SLOW. */
export function jobList(deadlineMs: number): Jobs {
  const entries = new Map<number, Entry>();
  let count = 0;

  const forgetOld = (): void => {
    for (const [id, { state }] of entries) {
      if (entries.size <= KEPT) return;
      if (state.status !== 'waiting' && state.status !== 'running') entries.delete(id);
    }
  };

  const endOf = async (entry: Entry, work: Work): Promise<void> => {
    const { stopper } = entry;
    const late = setTimeout(() => stopper.abort(tooSlow(deadlineMs)), deadlineMs);
    const running = (progress: JobProgress | null): void => {
      if (!stopper.signal.aborted) entry.state = { status: 'running', progress };
    };
    try {
      const answer = await work({ started: () => running(null), progress: running, signal: stopper.signal });
      entry.state = { status: 'done', answer };
    } catch (thrown) {
      const error: unknown = stopper.signal.aborted ? stopper.signal.reason : thrown;
      entry.state = error instanceof Cancelled ? { status: 'cancelled' } : { status: 'failed', error };
    } finally {
      clearTimeout(late);
    }
  };

  return {
    start(work) {
      count += 1;
      const entry: Entry = {
        state: { status: 'waiting' },
        deadline: new Date(Date.now() + deadlineMs).toISOString(),
        stopper: new AbortController(),
        ending: Promise.resolve(),
      };
      entries.set(count, entry);
      entry.ending = endOf(entry, work);
      forgetOld();
      return count;
    },
    find: (id) => entries.get(id) ?? null,
    async wait(id, milliseconds) {
      const entry = entries.get(id);
      if (entry === undefined) return { status: 'cancelled' };
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([entry.ending, patience]);
      clearTimeout(timer);
      return entry.state;
    },
    cancel: (id) => entries.get(id)?.stopper.abort(new Cancelled('cancelled')),
    forget: (id) => void entries.delete(id),
    async drain(milliseconds) {
      const stop = setTimeout(() => {
        for (const { stopper } of entries.values()) stopper.abort(new Cancelled('the server stops'));
      }, milliseconds);
      await Promise.all([...entries.values()].map(({ ending }) => ending));
      clearTimeout(stop);
    },
  };
}

const tooSlow = (deadlineMs: number): UserError =>
  new UserError('TOO_SLOW', `It took longer than ${Math.round(deadlineMs / 1000)} s and was given up`, 'Ask for less');
