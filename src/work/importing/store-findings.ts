/** What an import did to what the store knew, in words. */
import type { Warning } from '../../ingest/columns.js';
import type { RowReading, RowsRead } from '../../ingest/row-reading.js';
import type { TotalKey } from '../../metrics/totals.js';
import type { AdDayCounts } from '../../store/ad-day-writer.js';
import { dayOf, unitsOf } from '../../units.js';

const WORDS: { readonly [key in TotalKey]: string } = {
  impressions: 'impressions',
  clicks: 'clicks',
  conversions: 'conversions',
  spendMicros: 'spend',
  revenueMicros: 'revenue',
  plays3s: 'early views',
  thruplays: 'long views',
};

/** Warnings about what became of the rows that the store had. */
export function storeFindings(counts: AdDayCounts, read: RowsRead, { fillsIn }: RowReading): Warning[] {
  const warnings: Warning[] = [];
  const { changed, lost, older } = counts;
  const currency = read.currency ?? counts.currency;
  const figure = (key: TotalKey, value: number): string =>
    key === 'spendMicros' || key === 'revenueMicros'
      ? `${unitsOf(value).toFixed(2)}${currency === null ? '' : ` ${currency}`}`
      : String(value);
  if (fillsIn) {
    const money = read.currency === null && currency !== null && read.sums.revenueMicros !== null;
    warnings.push({
      code: 'FILLS_IN',
      message: `the file has no spend: its figures were added to the ads and days that the store has${money ? `, its amounts as ${currency} like theirs` : ''}`,
    });
  }
  if (read.unknown.zeros > 0) {
    warnings.push({
      code: 'NOTHING_TO_FILL_IN',
      message: `left out: ${counted(read.unknown.zeros)} without spend and without any event, of ads or days that the store does not have`,
    });
  }
  if (changed.length > 0) {
    const parts = changed.map(
      ({ figure: key, rows, before, after }) =>
        `${WORDS[key]} from ${figure(key, before)} to ${figure(key, after)} (${counted(rows)})`,
    );
    warnings.push({ code: 'CHANGED', message: `changed since the earlier import: ${parts.join(', ')}` });
  }
  if (counts.currencyRows > 0) {
    warnings.push({
      code: 'CURRENCY_CHANGED',
      message: `the amounts of ${counted(counts.currencyRows)} were in another currency before and are now in ${currency}`,
    });
  }
  if (lost.length > 0) {
    const parts = lost.map(({ figure: key, rows, sum }) => `${WORDS[key]} (${figure(key, sum)} in ${counted(rows)})`);
    warnings.push({
      code: 'BECAME_UNKNOWN',
      message: `became unknown, as --replace takes whole rows and the file does not have it: ${parts.join(', ')}`,
    });
  }
  if (older !== null) {
    const { figures, rows, dateStart, dateEnd, days, importIds } = older;
    const what = figures.map((key) => WORDS[key]).join(' and ');
    const period =
      dateStart === dateEnd
        ? `on ${dayOf(dateStart)}`
        : `from ${dayOf(dateStart)} to ${dayOf(dateEnd)} (${days} ${days === 1 ? 'day' : 'days'})`;
    warnings.push({
      code: 'DELIVERY_NEWER',
      message: `${period} the delivery of ${counted(rows)} is now newer than its ${what}, which ${importIds.length === 1 ? 'import' : 'imports'} ${importIds.join(', ')} gave: import ${what} of these days again before comparing rates`,
    });
  }
  return warnings;
}

const counted = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;
