/**
 * The figures that scrapes are answered with. A scrape gets those of a reading that began after it came; where that takes
 * long, those of the reading before, so that no scrape waits for a large store while it changes.
 */

/** A scrape that takes longer than this gets the reading before it. */
const PATIENCE_MS = 150;
/** Unless that began longer ago than this before it is given. */
const OLDEST_MS = 5_000;

interface Reading<Text> {
  text: Text;
  /** On the clock of `performance.now`. */
  startedAt: number;
}

/**
 * Gives the function that answers one scrape. One reading is under way at a time, and those who come meanwhile share the
 * next one. `noteReading` is told what each that succeeded took, in seconds. A reading that fails is thrown to all who wait
 * for it, and what was read before it is given no more.
 */
export function recentReading<Text>(
  read: () => Promise<Text>,
  noteReading: (seconds: number) => void,
): () => Promise<Text> {
  let last: Reading<Text> | undefined;
  let running: Promise<Text> | undefined;
  let next: Promise<Text> | undefined;

  const readOnce = async (): Promise<Text> => {
    const startedAt = performance.now();
    try {
      const text = await read();
      last = { text, startedAt };
      noteReading((performance.now() - startedAt) / 1000);
      return text;
    } catch (thrown) {
      last = undefined;
      throw thrown;
    } finally {
      running = undefined;
    }
  };
  const begin = (): Promise<Text> => {
    running = readOnce();
    return running;
  };
  const afterRunning = async (): Promise<Text> => {
    await Promise.allSettled([running]);
    next = undefined;
    return begin();
  };
  /** A reading that begins no earlier than now. */
  const fresh = (): Promise<Text> => {
    if (next === undefined && running === undefined) return begin();
    next ??= afterRunning();
    return next;
  };
  const recent = (): Text | undefined =>
    last !== undefined && performance.now() - last.startedAt <= OLDEST_MS ? last.text : undefined;

  return async () => {
    const underWay = running;
    const wanted = fresh();
    const isInTime = await endsWithin(wanted, PATIENCE_MS);
    if (isInTime) return wanted;
    const known = recent();
    if (known !== undefined) return known;
    await Promise.allSettled([underWay]);
    return recent() ?? wanted;
  };
}

/** Whether it is over, well or badly, before `milliseconds` have passed. */
async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const over = work.then(
    () => true,
    () => true,
  );
  const isInTime = await Promise.race([over, late]);
  clearTimeout(timer);
  return isInTime;
}
