/**
 * `creo embed`: the files of the library to vectors; only what is new or changed is looked at.
 * `--json`: `{ modelId, dims, embedded, unchanged, withoutMedia, creatives: [{ creativeId, creative, frames, subjects }],
 * skipped: [{ path, reason }] }`; `dims` is null when nothing was left to do.
 */
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';
import { type EmbedOptions, embedCreatives } from '../../work/embed-creatives.js';

export type { EmbedOptions } from '../../work/embed-creatives.js';

export async function run(context: Context, options: EmbedOptions): Promise<View> {
  const { changed, ...answer } = await embedCreatives(context, options);
  const { modelId, embedded, unchanged, withoutMedia, creatives, skipped } = answer;
  const parts = [
    `${embedded} embedded`,
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(withoutMedia > 0 ? [`${withoutMedia} without a file`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  return {
    json: answer,
    headline: `${parts.join(', ')} (${modelId})`,
    tables: [
      {
        fields: ['creative', 'frames', 'subjects'],
        rows: creatives.map(({ subjects, ...each }) => ({
          ...each,
          subjects: subjects.map(({ label }) => label).join(', ') || null,
        })),
      },
    ],
    ...(changed === null ? {} : { notes: [changed] }),
  };
}
