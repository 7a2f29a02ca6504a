/**
 * `creo report`: one self-contained HTML page for a client. `--json`: `{ path, sizeBytes, title, currency, dateStart,
 * dateEnd, platforms, level, totals, groupedBy, clusters, creatives, plan, plannedAt, tagEffects, before, now, remarks, notes }`: every
 * figure on the page.
 */
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';
import { type ReportOptions, type WrittenReport, writeReport } from '../../work/write-report.js';

export async function run(context: Context, options: ReportOptions): Promise<View<WrittenReport>> {
  const written = await writeReport(context, options);
  return { json: written, headline: `wrote ${written.path}`, tables: [], notes: written.notes };
}
