/**
 * `creo report`: one self-contained HTML page for a client. `--json`: `{ path, sizeBytes, title, currency, dateStart,
 * dateEnd, platforms, level, totals, groupedBy, clusters, creatives, plan, plannedAt, tagEffects, previews, before, now, remarks, notes }`: every
 * figure on the page.
 */
import type { View } from '../../fields.js';
import { byteSize } from '../../units.js';
import type { Context } from '../../work/context.js';
import { type ReportOptions, type WrittenReport, writeReport } from '../../work/write-report.js';

export async function run(context: Context, options: ReportOptions): Promise<View<WrittenReport>> {
  const written = await writeReport(context, options);
  const { path, sizeBytes, previews, notes } = written;
  const clips = previews === null ? '' : `, ${previews.count} ${previews.count === 1 ? 'preview' : 'previews'}`;
  return { json: written, headline: `wrote ${path} (${byteSize(sizeBytes)}${clips})`, tables: [], notes };
}
