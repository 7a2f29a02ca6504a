/** Writes a long answer to stdout, no faster than its reader takes it. */
import { once } from 'node:events';

export async function writeOut(chunks: string | Iterable<string | Uint8Array>): Promise<void> {
  if (typeof chunks === 'string') {
    process.stdout.write(chunks);
    return;
  }
  for (const chunk of chunks) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  }
}
