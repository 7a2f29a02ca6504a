/** Writes a long answer to stdout, no faster than its reader takes it. */
import { once } from 'node:events';

/** Short texts are gathered to about so many characters, so that a row does not cost a system call. */
const BLOCK = 1 << 16;

export async function writeOut(chunks: string | Iterable<string | Uint8Array>): Promise<void> {
  if (typeof chunks === 'string') {
    process.stdout.write(chunks);
    return;
  }
  let text = '';
  for (const chunk of chunks) {
    if (typeof chunk === 'string') {
      text += chunk;
      if (text.length < BLOCK) continue;
    }
    if (text !== '') await written(text);
    text = '';
    if (typeof chunk !== 'string') await written(chunk);
  }
  if (text !== '') await written(text);
}

async function written(chunk: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}
