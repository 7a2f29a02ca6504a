/** What a second source tells: analytics, trackers, shops and tables by hand, each as it exports. */
import { expect, test } from 'vitest';
import { type ConversionWishes, readConversions } from '../../src/ingest/conversion-table.js';
import { bytesSource } from '../../src/ingest/record-reader.js';
import { recordsOf } from '../../src/ingest/text-records.js';
import { dayOf } from '../../src/units.js';

const NO_WISHES: ConversionWishes = {
  source: null,
  currency: null,
  dateOrder: null,
  decimal: null,
  conversion: null,
  columns: new Map(),
};

function read(text: string, wishes: Partial<ConversionWishes> = {}) {
  const bytes = Buffer.from(text);
  return readConversions(recordsOf(bytesSource(bytes), bytes), { ...NO_WISHES, ...wishes });
}

const told = (text: string, wishes: Partial<ConversionWishes> = {}) => {
  const { source, rows } = read(text, wishes);
  return {
    source,
    rows: rows.map(
      ({ day, conversions, revenueMicros, ad, creative, utmContent, utmCampaign, platform, currency }) => ({
        day: dayOf(day),
        conversions,
        revenue: revenueMicros === null ? null : revenueMicros / 1e6,
        names: [ad, creative, utmContent, utmCampaign].filter((name) => name !== '').join('|'),
        platform,
        currency,
      }),
    ),
  };
};

test('GA4: comments above, days without dashes, the source before the medium, a total below', () => {
  expect(
    told(
      '# Report CSV Export\n# Start date: 20260901\n#\nDate,Session source / medium,Session campaign,Session manual ad content,Key events,Total revenue\n20260908,facebook / paid,Autumn,hook_a,2,34.70\n20260908,google / organic,(organic),(not set),1,9\n,,,Grand total,3,43.70\n',
    ),
  ).toEqual({
    source: 'ga4',
    rows: [
      { day: '2026-09-08', conversions: 2, revenue: 34.7, names: 'hook_a|Autumn', platform: 'meta', currency: null },
      { day: '2026-09-08', conversions: 1, revenue: 9, names: '', platform: 'google', currency: null },
    ],
  });
});

test('trackers: Keitaro, Voluum, RedTrack and Binom, with tokens named by hand', () => {
  const keitaro = told(
    'day,campaign,sub_id_1,utm_content,conversions,leads,sales,revenue,cost\n2026-09-08,flow,a,hook_a,3,1,2,50,9\n',
  );
  expect(keitaro).toMatchObject({ source: 'keitaro', rows: [{ conversions: 3, revenue: 50, names: 'hook_a|flow' }] });
  const voluum = told(
    'Day,Campaign,Traffic source,Custom variable 1,Visits,Conversions,Revenue,EPV\n2026-09-08,flow,TikTok,hook_a,410,2,31.5,0.1\n',
    {
      columns: new Map([['utmContent', 'Custom variable 1']]),
    },
  );
  expect(voluum).toMatchObject({
    source: 'voluum',
    rows: [{ conversions: 2, names: 'hook_a|flow', platform: 'tiktok' }],
  });
  const redtrack = told(
    'Date,rt_campaign,rt_ad,rt_ad_id,Conversions,Revenue\n2026-09-08,flow,hook_a,179000001,2,31.5\n',
  );
  expect(redtrack).toMatchObject({ source: 'redtrack', rows: [{ names: '179000001|flow' }] });
  const binom = told('Day;Token 1;Token 1 value;Leads;EPC;Revenue\n08.09.2026;ad;hook_a;2;0,3;31,5\n', {
    columns: new Map([['utmContent', 'Token 1 value']]),
  });
  expect(binom).toMatchObject({
    source: 'binom',
    rows: [{ day: '2026-09-08', conversions: 2, revenue: 31.5, names: 'hook_a' }],
  });
});

test('Shopify: an order is one conversion however many things are in it, and none once it is refunded', () => {
  const text = `Name,Created at,Financial Status,Total,Currency,Lineitem name,Note Attributes,Refunded Amount
#1001,2026-09-08 10:00:00 +0200,paid,50.00,EUR,Mug,"utm_source: tiktok
utm_content: hook_a",0
#1001,,,,,Plate,,
#1002,2026-09-08 11:00:00 +0200,partially_refunded,30.00,EUR,Mug,utm_content: hook_b,10.00
#1003,2026-09-09 11:00:00 +0200,refunded,30.00,EUR,Mug,utm_content: hook_b,30.00
`;
  expect(told(text)).toMatchObject({
    source: 'shopify',
    rows: [
      { conversions: 1, revenue: 50, names: 'hook_a', platform: 'tiktok', currency: 'EUR' },
      { conversions: 1, revenue: 20, names: 'hook_b' },
      { conversions: 0, revenue: 0, names: 'hook_b' },
    ],
  });
});

test('a table by hand: rows that it cuts further are summed, values of addresses are read as they were', () => {
  const text = 'date,utm_content,country,orders,revenue\n2026-09-08,hook%20a,US,2,20\n2026-09-08,hook a,DE,1,11\n';
  expect(told(text)).toMatchObject({ source: 'conversions', rows: [{ conversions: 3, revenue: 31, names: 'hook a' }] });
});

test('a day that may be two is asked about, and a cell that is no number is a problem with its line', () => {
  const text = 'date,utm_content,conversions\n03/04/2026,hook_a,1\n';
  expect(() => read(text)).toThrow(/may be read in two ways/);
  expect(told(text, { dateOrder: 'dmy' }).rows).toMatchObject([{ day: '2026-04-03' }]);
  const { rows, problems } = read('date,utm_content,conversions\n2026-09-08,hook_a,many\n2026-09-09,hook_a,2\n');
  expect(problems).toEqual([{ line: 2, column: 'conversions', message: '"many" is no number' }]);
  expect(rows).toHaveLength(1);
});

test('a table without days, or without conversions, says what is lacking', () => {
  expect(() => read('utm_content,conversions\nhook_a,1\n')).toThrow(/No line is the header/);
  expect(() => read('date,utm_content,revenue\n2026-09-08,hook_a,12\n')).toThrow(/No column counts conversions/);
});
