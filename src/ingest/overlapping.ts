/** Refuses reports whose rows count one impression several times, before anything in them is read. */
import { UserError } from '../errors.js';
import type { Layout } from './detect.js';
import { headerKey } from './headers.js';
import { OVERLAPPING_REPORTS, type OverlappingReport, PARTS_OF_ADS } from './platforms/overlapping.js';

const LONGEST_TITLE = 200;

/** Throws UserError OVERLAPPING_ROWS, with the report to download in its place. */
export function refuseOverlappingRows(layout: Layout): void {
  const title = (layout.preamble[0]?.[0] ?? '').replace(/^[\s"\ufeff]+/, '').slice(0, LONGEST_TITLE);
  for (const report of OVERLAPPING_REPORTS) {
    const column = columnOf(report, layout);
    if (column !== null) throw refusal(report, `"${layout.headers[column]?.text ?? ''}" cuts the rows`);
    if (report.title?.test(title)) throw refusal(report, `"${title.replace(/"$/, '')}" cuts its rows`);
  }
}

/** The column that gives such a report away; null for none. */
function columnOf(
  { headers: names, platforms }: OverlappingReport,
  { platform, headers, firstRows }: Layout,
): number | null {
  const keys = new Set(names.map(headerKey));
  const isTheirs = platforms === null || platforms.includes(platform.id);
  const found = headers.findIndex(
    ({ key }, column) =>
      keys.has(key) && (isTheirs || firstRows.some((row) => PARTS_OF_ADS.test((row[column] ?? '').trim()))),
  );
  return found < 0 ? null : found;
}

const refusal = ({ by, because, instead }: OverlappingReport, what: string): UserError =>
  new UserError('OVERLAPPING_ROWS', `${what} by ${by}: ${because}, so that they cannot be added up`, instead);
