/** Schemas of arguments and answers. What a key of an answer means comes from the vocabulary, with its unit. */
import { z } from 'zod';
import type { Question } from '../answers/question.js';
import { FIELDS, type Field, type FieldKey, type Unit } from '../fields.js';
import { dayNumber, microsOf } from '../units.js';

/** Rows that an answer lists where the call does not say, and at most. */
export const USUAL_LIMIT = 20;
export const LARGEST_LIMIT = 200;

/** More than any advertiser spends, and well inside what micros can hold exactly. */
const LARGEST_AMOUNT = 1e9;

export const amount = (meaning: string) =>
  z.number().positive().max(LARGEST_AMOUNT).describe(`${meaning}, in units of the currency such as 5000 or 49.90`);

export const day = (meaning: string) =>
  z
    .string()
    .refine((text) => dayNumber(text) !== null, 'must be a day as YYYY-MM-DD')
    .describe(`${meaning}, as YYYY-MM-DD`);

export const name = (meaning: string) => z.string().min(1).max(1000).describe(meaning);

const currencyCode = z.string().regex(/^[A-Z]{3}$/);

const share = z.number().gt(0).lt(1);

export const limit = {
  limit: z
    .number()
    .int()
    .min(1)
    .max(LARGEST_LIMIT)
    .default(USUAL_LIMIT)
    .describe('rows of each list at most; `more` says how many were left out'),
};

/** Whose results, and in which money. */
export const scope = {
  client: name('only results of this client; needed where the store has several').optional(),
  account: name('only results of this account of a platform').optional(),
  acrossClients: z.boolean().optional().describe('pools the results of all clients: only where that is asked for'),
  convert: currencyCode
    .optional()
    .describe('puts all amounts into this currency, each day at its rate; not together with currency'),
};

/** Which results an answer is about. */
export const results = {
  from: day('only results from this day on').optional(),
  to: day('only results up to this day').optional(),
  currency: currencyCode
    .optional()
    .describe('only results in this currency, such as USD; needed where there are several'),
  platform: z.string().min(1).max(100).optional().describe('only results of this platform, such as meta or tiktok'),
  ...scope,
};

/** What they are judged by. */
export const judging = {
  value: amount('worth of one conversion, in place of the reported revenue').optional(),
  breakEvenRoas: z.number().positive().max(1000).optional().describe('ROAS from which money is earned'),
  level: share.optional().describe('share of what may happen that intervals hold, such as 0.8'),
  seed: z.number().int().min(0).optional().describe('start of the random numbers; the same seed gives the same answer'),
  delays: z
    .boolean()
    .optional()
    .describe('false counts recent days as reported, not by how many of their conversions are known by then'),
};

export const scaling = {
  elasticity: share.optional().describe('revenue grows as spend to this power beyond the tested spend'),
};

const questionArguments = z.object({ ...results, ...judging, ...scaling });

/** Only what was said: the defaults are those of the answers. */
export const questionOf = (said: z.infer<typeof questionArguments>): Question => ({
  filter: {
    from: said.from,
    to: said.to,
    currency: said.currency,
    platform: said.platform,
    client: said.client,
    account: said.account,
    acrossClients: said.acrossClients,
    convert: said.convert,
  },
  valueMicros: said.value === undefined ? undefined : microsOf(said.value),
  breakEvenRoas: said.breakEvenRoas,
  level: said.level,
  seed: said.seed,
  elasticity: said.elasticity,
  delays: said.delays,
});

const UNITS: Readonly<Partial<Record<Unit, string>>> = {
  money: 'micros: millionths of a unit of the currency',
  rate: 'fraction, 0.05 is 5%',
  probability: 'fraction, 0..1',
  multiple: 'a multiple, 2 is 2x',
  seconds: 'seconds',
  bytes: 'bytes',
  day: 'YYYY-MM-DD',
  instant: 'ISO 8601, UTC',
};

function figure(key: FieldKey) {
  const { unit, meaning }: Field = FIELDS[key];
  const about = UNITS[unit] === undefined ? meaning : `${meaning} (${UNITS[unit]})`;
  if (unit === 'flag') return z.boolean().nullish().describe(about);
  if (unit === 'text' || unit === 'prose') return z.union([z.string(), z.number()]).nullish().describe(about);
  if (unit === 'day' || unit === 'instant') return z.string().nullish().describe(about);
  return z.number().nullish().describe(about);
}

const row = (keys: readonly FieldKey[]) => z.looseObject(Object.fromEntries(keys.map((key) => [key, figure(key)])));

/** An answer with these figures and these lists of rows; null is unknown, never 0. Further keys may be there. */
export const answerOf = (keys: readonly FieldKey[], lists: Readonly<Record<string, readonly FieldKey[]>> = {}) =>
  z.looseObject({
    ...Object.fromEntries(keys.map((key) => [key, figure(key)])),
    ...Object.fromEntries(Object.entries(lists).map(([list, of]) => [list, z.array(row(of)).nullish()])),
    warnings: z.array(z.string()).optional().describe('what to bear in mind with these figures'),
    more: z
      .array(z.object({ list: z.string(), more: z.number().int() }))
      .optional()
      .describe('rows that were left out of each list: ask with a larger limit or a narrower question'),
  });
