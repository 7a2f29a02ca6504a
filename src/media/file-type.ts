/** What a file is by its first bytes; names lie. */
import { openRegular } from '../files/regular.js';

/** Pictures are read by sharp; everything else is for ffmpeg to judge. */
export type FileType = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'other';

const HEAD_BYTES = 16;

export async function fileType(path: string): Promise<FileType> {
  const file = await openRegular(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return typeOfHead(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function typeOfHead(head: Buffer): FileType {
  const text = head.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.slice(4, 12) === 'ftypavif' || text.slice(4, 12) === 'ftypavis') return 'avif';
  return 'other';
}
