/** Tables of exchange rates: the ECB's file as published, and rows of day, currency and rate. */
import { expect, test } from 'vitest';
import { readRates } from '../../src/ingest/rate-table.js';
import { bytesSource } from '../../src/ingest/record-reader.js';
import { recordsOf } from '../../src/ingest/text-records.js';

function ratesIn(text: string) {
  const bytes = Buffer.from(text);
  return readRates(recordsOf(bytesSource(bytes), bytes));
}

test('the reference file of the ECB is read as published: newest first, N/A left out, a comma at the end', () => {
  expect(ratesIn('Date,USD,JPY,CYP,\n2026-09-11,1.1032,161.25,N/A,\n2026-09-10,1.0987,N/A,N/A,\n')).toEqual([
    { currency: 'USD', day: '2026-09-11', perEuro: 1.1032 },
    { currency: 'JPY', day: '2026-09-11', perEuro: 161.25 },
    { currency: 'USD', day: '2026-09-10', perEuro: 1.0987 },
  ]);
});

test('rows of day, currency and rate are read too, against the euro alone', () => {
  expect(ratesIn('day;currency;rate\n2026-09-10;usd;1.09\n')).toEqual([
    { currency: 'USD', day: '2026-09-10', perEuro: 1.09 },
  ]);
  expect(() => ratesIn('day,base,currency,rate\n2026-09-10,USD,GBP,0.8\n')).toThrow(/line 2: rates against USD/);
});

test('what is no rate is refused with its line', () => {
  expect(() => ratesIn('Date,USD,\n2026-09-10,-1.09,\n')).toThrow(/line 2: "-1.09" is no rate of USD/);
  expect(() => ratesIn('Date,USD,\n2026-09-10,0,\n')).toThrow(/is no rate of USD/);
  expect(() => ratesIn('Date,USD,\nsoon,1.1,\n')).toThrow(/"soon" is no day/);
  expect(() => ratesIn('campaign,spend\na,1\n')).toThrow(/no table of exchange rates/);
});
