/**
 * `creo add PATH…`: media files, and http(s) addresses of them, to creatives.
 * `--json`: `{ creatives: [{ creativeId, creative, path, status: "added" | "same" | "updated", kind, durationSeconds,
 * width, height }], skipped: [{ path, reason }] }`.
 */
import type { View } from '../../fields.js';
import { type AddAnswer, type AddedStatus, type AddOptions, addCreatives } from '../../work/add-creatives.js';
import type { Context } from '../../work/context.js';

export type { AddOptions } from '../../work/add-creatives.js';

export async function run(context: Context, options: AddOptions): Promise<View<Omit<AddAnswer, 'left'>>> {
  const { creatives, skipped, left } = await addCreatives(context, options);
  const count = (status: AddedStatus): number => creatives.filter((row) => row.status === status).length;
  const parts = [
    `${count('added')} added`,
    ...(count('updated') > 0 ? [`${count('updated')} updated`] : []),
    ...(count('same') > 0 ? [`${count('same')} already there`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(left > 0 ? [`${left} left when it was interrupted: run it again`] : []),
  ];
  return {
    json: { creatives, skipped },
    headline: parts.join(', '),
    tables: [{ fields: ['creative', 'status', 'kind', 'durationSeconds', 'width', 'height'], rows: creatives }],
  };
}
