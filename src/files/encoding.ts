/** How the text of a file is encoded: by its mark, else by what its bytes can mean. */

/** Labels that TextDecoder knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'windows-1252' | 'shift_jis';

export interface EncodingFound {
  encoding: Encoding;
  /** Bytes of the byte order mark at the start. */
  mark: number;
}

/** `head` are the first bytes; `isUtf8` and `hasNul` are true of the whole file. Null when it is no text. */
export function encodingOf(head: Uint8Array, isUtf8: boolean, hasNul: boolean): EncodingFound | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf && isUtf8 && !hasNul)
    return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (hasNul) {
    const encoding = unmarkedUtf16(head);
    return encoding === null ? null : { encoding, mark: 0 };
  }
  if (isUtf8) return { encoding: 'utf-8', mark: 0 };
  return { encoding: legacyEncoding(head), mark: 0 };
}

/** Text of few scripts in UTF-16 has a zero in nearly every other byte of its ASCII part. */
function unmarkedUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const length = Math.min(head.length, 2000);
  for (let at = 0; at < length; at += 1) if (head[at] === 0) zeros[at % 2]! += 1;
  const pairs = length / 2;
  if (zeros[1]! > 0.3 * pairs && zeros[0]! < 0.05 * pairs) return 'utf-16le';
  if (zeros[0]! > 0.3 * pairs && zeros[1]! < 0.05 * pairs) return 'utf-16be';
  return null;
}

/**
 * Single-byte and Japanese text. Words in Cyrillic are runs of high bytes, accents in western text stand alone, and
 * Shift_JIS leads most of its characters with bytes that Windows-1251 text hardly uses.
 */
function legacyEncoding(head: Uint8Array): Encoding {
  let high = 0;
  let adjacent = 0;
  let leads = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at]! < 0x80) continue;
    high += 1;
    if (head[at]! >= 0x81 && head[at]! <= 0x9f) leads += 1;
    if (head[at + 1]! >= 0x80 || (at > 0 && head[at - 1]! >= 0x80)) adjacent += 1;
  }
  if (leads > 0.25 * high) return 'shift_jis';
  return adjacent > 0.6 * high ? 'windows-1251' : 'windows-1252';
}
