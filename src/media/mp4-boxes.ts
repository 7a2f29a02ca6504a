/** Whether an mp4 or mov file was cut off: its top-level boxes (ISO 14496-12, section 4.2) must end within the file. */
import { type FileHandle, open } from 'node:fs/promises';

const HEADER_BYTES = 16;
/** Real files have a handful; the limit bounds the work on a hostile one. */
const MAX_BOXES = 10_000;

/** True when a box says that it ends after the file does. False for any file that does not start with an `ftyp` box. */
export async function isCutOff(path: string, fileBytes: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    if ((await boxAt(file, 0))?.type !== 'ftyp') return false;
    let at = 0;
    for (let box = 0; box < MAX_BOXES && at < fileBytes; box += 1) {
      const head = await boxAt(file, at);
      // A few bytes of padding at the end; size 0, which means "to the end of the file"; or damage for ffprobe to judge.
      if (head === null || head.bytes < 8) return false;
      at += head.bytes;
    }
    return at > fileBytes;
  } finally {
    await file.close();
  }
}

async function boxAt(file: FileHandle, at: number): Promise<{ type: string; bytes: number } | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, at);
  if (bytesRead < 8) return null;
  const short = buffer.readUInt32BE(0);
  const isLong = short === 1 && bytesRead === HEADER_BYTES;
  return { type: buffer.toString('latin1', 4, 8), bytes: isLong ? Number(buffer.readBigUInt64BE(8)) : short };
}
