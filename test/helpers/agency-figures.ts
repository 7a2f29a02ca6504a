/**
 * The figures of the agency's files once more, in plain code that shares nothing with creo: lines are split at commas, money
 * is counted in whole micros, rates are looked up by hand. What creo prints has to be these.
 */
import { ACCOUNTS, AGENCY_FILES, DAYS } from './agency.js';

export interface Sums {
  clicks: number;
  conversions: number;
  spendMicros: number;
  revenueMicros: number;
}

export interface FigureOptions {
  client: string;
  /** `platform`, or the file of a source that tells conversions and revenue. */
  truth?: string;
  /** Currency to count in, by the rates file. */
  convert?: string;
}

type Line = Record<string, string>;

function table(file: string): Line[] {
  const lines = (AGENCY_FILES[file] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
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

function platformRows(): Row[] {
  const clientOf = new Map(ACCOUNTS);
  const meta = ['acme-meta.csv', 'initech-meta.csv'].flatMap((file) => {
    const currency = file.startsWith('acme') ? 'EUR' : 'JPY';
    return table(file).map((line) => ({
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
    table(file).map((line) => ({
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
function told(file: string, { ad, id, platform, day }: Row): { conversions: number; revenueMicros: number } {
  const lines =
    file === 'ga4.csv'
      ? table(file)
          .filter(
            (line) =>
              line.Date === day.replaceAll('-', '') &&
              line['Session manual ad content'] === ad &&
              line['Session source / medium'] === `${platform} / paid`,
          )
          .map((line) => ({ events: line['Key events'] ?? '', value: line['Total revenue'] ?? '' }))
      : table(file)
          .filter((line) => line.day === day && line.ad_id === id)
          .map((line) => ({ events: line.conversions ?? '', value: line.revenue ?? '' }));
  return {
    conversions: lines.reduce((sum, { events }) => sum + Number(events), 0),
    revenueMicros: lines.reduce((sum, { value }) => sum + micros(value), 0),
  };
}

/** Units of a currency for one euro on a day: of the last line on or before it that has one. */
function perEuro(currency: string, day: string): number {
  if (currency === 'EUR') return 1;
  const known = table('eurofxref-hist.csv').filter((line) => (line.Date ?? '') <= day && line[currency] !== 'N/A');
  const [last] = known.sort((a, b) => ((a.Date ?? '') < (b.Date ?? '') ? 1 : -1));
  if (last === undefined) throw new Error(`no rate of ${currency} on ${day}`);
  return Number(last[currency]);
}

/** Sums by the name of the ad, of one client. */
export function agencyFigures({ client, truth = 'platform', convert }: FigureOptions): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const row of platformRows().filter((each) => each.client === client && DAYS.includes(each.day))) {
    const { conversions, revenueMicros } = truth === 'platform' ? row : told(truth, row);
    const into = convert ?? row.currency;
    const exchanged = (amount: number): number =>
      into === row.currency ? amount : Math.round(amount * (perEuro(into, row.day) / perEuro(row.currency, row.day)));
    const sum = sums.get(row.ad) ?? { clicks: 0, conversions: 0, spendMicros: 0, revenueMicros: 0 };
    sums.set(row.ad, {
      clicks: sum.clicks + row.clicks,
      conversions: sum.conversions + conversions,
      spendMicros: sum.spendMicros + exchanged(row.spendMicros),
      revenueMicros: sum.revenueMicros + exchanged(revenueMicros),
    });
  }
  return sums;
}
