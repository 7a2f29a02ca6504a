/** Long work of the API: one piece at a time, with progress to ask for when it takes longer than a request should. */

export interface JobProgress {
  title: string;
  done: number;
  total: number | null;
}

export type JobState =
  | { status: 'waiting' }
  | { status: 'running'; progress: JobProgress | null }
  | { status: 'done'; answer: unknown }
  | { status: 'failed'; error: unknown };

export type Work = (report: (progress: JobProgress) => void) => Promise<unknown>;

export interface Jobs {
  /** Starts the work after what was asked for before, and gives its number. */
  start(work: Work): number;
  /** Null when there is no such job, or it is long over. */
  state(id: number): JobState | null;
  /** Resolves when the job is over or `milliseconds` have passed. */
  wait(id: number, milliseconds: number): Promise<JobState>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Answers are kept for this many jobs. */
const KEPT = 100;

export function jobQueue(): Jobs {
  const states = new Map<number, JobState>();
  const endings = new Map<number, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  let count = 0;
  const forgetOld = (): void => {
    for (const [id, { status }] of states) {
      if (states.size <= KEPT) return;
      if (status === 'done' || status === 'failed') {
        states.delete(id);
        endings.delete(id);
      }
    }
  };
  return {
    start(work) {
      count += 1;
      const id = count;
      states.set(id, { status: 'waiting' });
      last = last.then(async () => {
        states.set(id, { status: 'running', progress: null });
        try {
          const answer = await work((progress) => states.set(id, { status: 'running', progress }));
          states.set(id, { status: 'done', answer });
        } catch (error) {
          states.set(id, { status: 'failed', error });
        }
      });
      endings.set(id, last);
      forgetOld();
      return id;
    },
    state: (id) => states.get(id) ?? null,
    async wait(id, milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([endings.get(id), patience]);
      clearTimeout(timer);
      return states.get(id) ?? { status: 'waiting' };
    },
    idle: () => last,
  };
}
