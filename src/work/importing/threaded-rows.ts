/** Reading the rows of a large file in a thread of its own, beside the writing of the store. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import type { DiskBytes } from '../../files/byte-file.js';
import type { Layout } from '../../ingest/detect.js';
import type { RowReading, RowSink, RowsRead } from '../../ingest/row-reading.js';
import type { AdDayWriter, OnMerged } from '../../store/ad-day-writer.js';
import { sharedBatches, takeBatches } from './row-batches.js';
import type { ThreadMessage, ThreadTask } from './row-thread.js';

/** What the thread makes is let go at once, but for the names: more room would only be filled before it is swept. */
const YOUNG_MIB = 8;
/** A smaller file is read before a thread has started. */
const LARGE_BYTES = 8 * 2 ** 20;

/** Whether the rows of a file can be read without knowing what the store makes of them. */
export const isForThread = ({ fillsIn, columns: { at, segments } }: RowReading, bytes: number): boolean =>
  bytes >= LARGE_BYTES && !fillsIn && at.window === undefined && segments.length === 0;

/** Where the rows of a thread go. */
export interface QueueSink extends Pick<RowSink, 'adOf'>, Pick<AdDayWriter, 'queue' | 'endQueue'> {}

/** As `readRows` does. Blocks this thread, as it must within a transaction. */
export function readRowsInThread(
  disk: DiskBytes,
  { headerLine, delimiter }: Layout,
  reading: RowReading,
  sink: QueueSink,
  onRows: (rows: number) => void,
): RowsRead {
  const { port1: port, port2 } = new MessageChannel();
  const shared = sharedBatches();
  const task: ThreadTask = { disk, headerLine, delimiter, reading, shared, port: port2 };
  const thread = new Worker(new URL('./row-thread.js', import.meta.url), {
    workerData: task,
    transferList: [port2],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  thread.unref();
  const ads: number[] = [];
  const currencies: string[] = [];
  const repeats = { rows: 0, spendMicros: 0 };
  let merged = 0;
  const onMerged: OnMerged = (written, spendMicros) => {
    merged += 1;
    if (written !== 'repeated' || (spendMicros ?? 0) <= 0) return;
    repeats.rows += 1;
    repeats.spendMicros += spendMicros ?? 0;
  };
  let end: ThreadMessage | null = null;
  const listen = (): void => {
    for (let said = received(port); said !== null; said = received(port)) {
      if (said.kind === 'met') {
        // An ad that is not made is for files that fill in, which are not read here.
        for (const ad of said.ads) ads.push(sink.adOf(ad) ?? -1);
        currencies.push(...said.currencies);
      } else end = said;
    }
  };
  try {
    takeBatches(
      shared,
      (rows) => {
        listen();
        onRows(rows);
      },
      (row) => {
        row.currency = currencies[row.currencyNumber] ?? '';
        sink.queue(ads[row.ad] ?? -1, row, onMerged);
      },
    );
    sink.endQueue(onMerged);
    return { ...readOf(end), merged, repeats };
  } finally {
    port.close();
  }
}

function received(port: MessagePortLike): ThreadMessage | null {
  const got: { message: ThreadMessage } | undefined = receiveMessageOnPort(port);
  return got?.message ?? null;
}

type MessagePortLike = Parameters<typeof receiveMessageOnPort>[0];

function readOf(end: ThreadMessage | null): RowsRead {
  switch (end?.kind) {
    case 'read':
      return end.read;
    case 'refused':
      throw new UserError(end.code, end.message, end.hint);
    case 'failed':
      throw end.error;
    default:
      throw new Error('the thread that reads the file ended without a word');
  }
}
