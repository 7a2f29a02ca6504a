/** The XML parts of an Excel workbook, for what read-excel-file does not tell of them (ECMA-376, part 1, 18). */
import type { ArchiveEntry } from './unpack.js';

/** The part that names the sheets. */
export const WORKBOOK = 'xl/workbook.xml';

/** The bytes of one part; none where there is no such part. */
export async function partOf(entries: readonly ArchiveEntry[], name: string): Promise<Buffer> {
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of (await entry.open()) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The opening tags of elements of this name, with any prefix: what stands between `<` and `>`. */
export const tagsIn = (xml: string, name: string): string[] =>
  xml
    .split('<')
    .filter((tag) => tag.startsWith(`${name} `) || tag.includes(`:${name} `))
    .map((tag) => tag.slice(0, tag.indexOf('>')));

/** The value of an attribute of an opening tag; '' where it has none. */
export function attribute(tag: string, name: string): string {
  for (const quote of ['"', "'"]) {
    const start = tag.indexOf(` ${name}=${quote}`);
    if (start < 0) continue;
    const from = start + name.length + 3;
    return tag.slice(from, tag.indexOf(quote, from));
  }
  return '';
}
