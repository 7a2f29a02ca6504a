/**
 * The figures of the agency's files once more, in plain code that shares nothing with creo: the files are read from their
 * folder and split at commas, money is counted in whole micros, rates are looked up by hand. What creo says has to be these.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS } from './agency.js';

export interface Sums {
  clicks: number;
  conversions: number;
  spendMicros: number;
  revenueMicros: number;
}

export interface FigureOptions {
  client: string;
  /** Only of this platform: `facebook` or `tiktok`. */
  platform?: string;
  /** `platform`, or the file of a source that tells conversions and revenue. */
  truth?: string;
  /** Currency to count in, by the rates file. */
  convert?: string | undefined;
}

type Line = Record<string, string>;

function table(folder: string, file: string): Line[] {
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [head = '', ...body] = lines;
  const names = head.split(',');
  return body.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
}

const micros = (text: string): number => Math.round(Number(text) * 1_000_000);

interface Row extends Sums {
  client: string;
  platform: string;
  ad: string;
  id: string;
  day: string;
  currency: string;
}

function platformRows(folder: string): Row[] {
  const clientOf = new Map(ACCOUNTS);
  const meta = ['acme-meta.csv', 'initech-meta.csv'].flatMap((file) => {
    const currency = file.startsWith('acme') ? 'EUR' : 'JPY';
    return table(folder, file).map((line) => ({
      client: clientOf.get(line['Account name'] ?? '') ?? '',
      platform: 'facebook',
      ad: line['Ad name'] ?? '',
      id: line['Ad ID'] ?? '',
      day: line['Reporting starts'] ?? '',
      currency,
      clicks: Number(line['Link clicks']),
      conversions: Number(line.Purchases),
      spendMicros: micros(line[`Amount spent (${currency})`] ?? ''),
      revenueMicros: micros(line['Purchases conversion value'] ?? ''),
    }));
  });
  const tiktok = ['acme-tiktok.csv', 'globex-tiktok.csv'].flatMap((file) =>
    table(folder, file).map((line) => ({
      client: clientOf.get(line['Account name'] ?? '') ?? '',
      platform: 'tiktok',
      ad: line['Ad name'] ?? '',
      id: line['Ad ID'] ?? '',
      day: line.Date ?? '',
      currency: line.Currency ?? '',
      clicks: Number(line['Clicks (destination)']),
      conversions: Number(line.Conversions),
      spendMicros: micros(line.Cost ?? ''),
      revenueMicros: micros(line['Total purchase value'] ?? ''),
    })),
  );
  return [...meta, ...tiktok];
}

/** Conversions and revenue of a source for one ad on one day. */
function told(
  folder: string,
  file: string,
  { ad, id, platform, day }: Row,
): { conversions: number; revenueMicros: number } {
  const lines =
    file === 'ga4.csv'
      ? table(folder, file)
          .filter(
            (line) =>
              line.Date === day.replaceAll('-', '') &&
              line['Session manual ad content'] === ad &&
              line['Session source / medium'] === `${platform} / paid`,
          )
          .map((line) => ({ events: line['Key events'] ?? '', value: line['Total revenue'] ?? '' }))
      : table(folder, file)
          .filter((line) => line.day === day && line.ad_id === id)
          .map((line) => ({ events: line.conversions ?? '', value: line.revenue ?? '' }));
  return {
    conversions: lines.reduce((sum, { events }) => sum + Number(events), 0),
    revenueMicros: lines.reduce((sum, { value }) => sum + micros(value), 0),
  };
}

/** Units of a currency for one euro on a day: of the last line on or before it that has one. */
function perEuro(folder: string, currency: string, day: string): number {
  if (currency === 'EUR') return 1;
  const known = table(folder, 'eurofxref-hist.csv').filter(
    (line) => (line.Date ?? '') <= day && line[currency] !== 'N/A',
  );
  const [last] = known.sort((a, b) => ((a.Date ?? '') < (b.Date ?? '') ? 1 : -1));
  if (last === undefined) throw new Error(`no rate of ${currency} on ${day}`);
  return Number(last[currency]);
}

/** Sums by the name of the ad, of one client, from the files in a folder. */
export function agencyFigures(folder: string, options: FigureOptions): Map<string, Sums> {
  const { client, platform, truth = 'platform', convert } = options;
  const rows = platformRows(folder).filter(
    (row) => row.client === client && (platform === undefined || row.platform === platform),
  );
  const sums = new Map<string, Sums>();
  for (const row of rows) {
    const { conversions, revenueMicros } = truth === 'platform' ? row : told(folder, truth, row);
    const into = convert ?? row.currency;
    const factor = into === row.currency ? 1 : perEuro(folder, into, row.day) / perEuro(folder, row.currency, row.day);
    const sum = sums.get(row.ad) ?? NOTHING;
    sums.set(row.ad, {
      clicks: sum.clicks + row.clicks,
      conversions: sum.conversions + conversions,
      spendMicros: sum.spendMicros + Math.round(row.spendMicros * factor),
      revenueMicros: sum.revenueMicros + Math.round(revenueMicros * factor),
    });
  }
  return sums;
}

/** All ads together. */
export const totalOf = (figures: ReadonlyMap<string, Sums>): Sums =>
  [...figures.values()].reduce(
    (total, each) => ({
      clicks: total.clicks + each.clicks,
      conversions: total.conversions + each.conversions,
      spendMicros: total.spendMicros + each.spendMicros,
      revenueMicros: total.revenueMicros + each.revenueMicros,
    }),
    NOTHING,
  );

const NOTHING: Sums = { clicks: 0, conversions: 0, spendMicros: 0, revenueMicros: 0 };
