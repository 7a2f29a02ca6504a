/** The thread that reads the rows of a large file, while the main one writes them into the store. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { UserError } from '../../errors.js';
import { type DiskBytes, sourceOnDisk } from '../../files/byte-file.js';
import type { Layout } from '../../ingest/detect.js';
import { readerAtHeader } from '../../ingest/prepare.js';
import { readRows } from '../../ingest/read-rows.js';
import type { AdIdentity, RowReading, RowsRead } from '../../ingest/row-reading.js';
import { BatchWriter, type SharedBatches } from './row-batches.js';

export interface ThreadTask {
  disk: DiskBytes;
  headerLine: number;
  delimiter: Layout['delimiter'];
  reading: RowReading;
  shared: SharedBatches;
  port: MessagePort;
}

/** What the thread says beside the rows. */
export type ThreadMessage =
  /** Ads and currencies that the next batch is the first to speak of. */
  | { kind: 'met'; ads: AdIdentity[]; currencies: string[] }
  | { kind: 'read'; read: RowsRead }
  | { kind: 'refused'; code: string; message: string; hint: string }
  | { kind: 'failed'; error: unknown };

class Stopped extends Error {}

function run({ disk, headerLine, delimiter, reading, shared, port }: ThreadTask): void {
  const say = (message: ThreadMessage): void => port.postMessage(message);
  let ads: AdIdentity[] = [];
  let adCount = 0;
  let currencies: string[] = [];
  const currencyNumbers = new Map<string, number>();
  const batches = new BatchWriter(shared, () => {
    if (ads.length + currencies.length === 0) return;
    say({ kind: 'met', ads, currencies });
    ads = [];
    currencies = [];
  });
  const numberOf = (currency: string): number => {
    const known = currencyNumbers.get(currency);
    if (known !== undefined) return known;
    currencies.push(currency);
    currencyNumbers.set(currency, currencyNumbers.size);
    return currencyNumbers.size - 1;
  };
  try {
    const read = readRows(readerAtHeader(sourceOnDisk(disk), { headerLine, delimiter }), reading, {
      adOf(identity) {
        ads.push(identity);
        adCount += 1;
        return adCount - 1;
      },
      write(ad, figures) {
        if (!batches.add(ad, numberOf(figures.currency), figures)) throw new Stopped();
        // Whether the ad and days were there before is for the store to say.
        return 'new';
      },
      writeSegment() {
        throw new Error('a file with segments is read where it is written');
      },
    });
    say({ kind: 'read', read });
  } catch (thrown) {
    if (thrown instanceof Stopped) return;
    if (thrown instanceof UserError)
      say({ kind: 'refused', code: thrown.code, message: thrown.message, hint: thrown.hint });
    else say({ kind: 'failed', error: thrown });
  } finally {
    batches.end();
    port.close();
  }
}

run(workerData);
