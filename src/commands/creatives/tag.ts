/** `creo tag NAME key=value …` and `creo tag --file tags.csv`. `--json`: `{ set, removed, creatives: [name] }`. */
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';
import { setTags, type TagOptions } from '../../work/set-tags.js';

export function run(context: Context, options: TagOptions): View {
  const tagged = setTags(context, options);
  const { set, removed, creatives } = tagged;
  return {
    json: tagged,
    headline: `${set} tags set, ${removed} removed, on ${creatives.length} creatives`,
    tables: [],
  };
}
