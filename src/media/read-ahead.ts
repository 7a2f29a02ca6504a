/** Work that runs ahead of the one who takes its results: in order, bounded, a few at a time. */

export interface ReadAheadOptions {
  /** Items worked on at once. */
  running: number;
  /** Results, finished or not, that may wait to be taken. */
  ahead: number;
  /** Nothing further is started once it is aborted. */
  signal?: AbortSignal;
}

/**
 * Gives `work` of each item in the order of the items, while later ones are already being worked on. A failure
 * ends the loop in its turn. Leaving the loop early starts nothing further.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  { running, ahead, signal }: ReadAheadOptions,
): AsyncGenerator<Result> {
  const source = items[Symbol.iterator]();
  const waiting: Promise<Result>[] = [];
  let active = 0;
  let exhausted = false;
  const startMore = (): void => {
    while (!exhausted && active < running && waiting.length < ahead && !signal?.aborted) {
      const next = source.next();
      if (next.done) {
        exhausted = true;
        return;
      }
      active += 1;
      const result = work(next.value).finally(() => {
        active -= 1;
        startMore();
      });
      // A failure is thrown where the result is taken, however much later that is.
      result.catch(() => {});
      waiting.push(result);
    }
  };
  startMore();
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      startMore();
      yield await next;
      startMore();
    }
  } finally {
    exhausted = true;
  }
}
