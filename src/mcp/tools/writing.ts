/** What changes the store or writes a file: only where the server was told that it may. */
import { z } from 'zod';
import type { FieldKey } from '../../fields.js';
import { microsOf } from '../../units.js';
import { fileIn, newPageIn } from '../folder.js';
import { amount, answerOf, day, judging, name, questionOf, results } from '../schemas.js';
import { addWritingTool, type Host } from '../tool.js';
import type { WriteActions } from '../write-actions.js';
import { planSchema, planTold, SPLIT, splitOf } from './split.js';

const count = (meaning: string) => z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe(meaning);
const money = (meaning: string) => z.number().min(0).max(1e9).describe(`${meaning}, in units of the currency`);
const currency = results.currency.describe('currency of the amounts, where nothing else tells');

/** What is shown of a file that was read. */
const READ = [
  'importId',
  'file',
  'platform',
  'rowsRead',
  'rowsNew',
  'rowsReplaced',
  'rowsSkipped',
  'dateStart',
  'dateEnd',
] as const satisfies readonly FieldKey[];

export function addWritingTools(host: Host, actions: WriteActions): void {
  addWritingTool(host, {
    name: 'perf_set',
    title: 'Keep one result by hand',
    description:
      'Keeps the result of one creative on one day; a figure that is left out stays as it was. A new name makes a new creative.',
    replaces: true,
    takes: {
      creative: name('its name'),
      date: day('the day'),
      impressions: count('times shown').optional(),
      clicks: count('link clicks').optional(),
      conversions: z.number().min(0).max(1e12).optional().describe('conversions; fractions allowed'),
      spend: money('cost').optional(),
      revenue: money('value of the conversions').optional(),
      currency,
    },
    gives: answerOf([
      'creative',
      'creativeId',
      'impressions',
      'clicks',
      'conversions',
      'spendMicros',
      'revenueMicros',
      'currency',
    ]),
    write: ({ creative, date, impressions, clicks, conversions, spend, revenue, currency: code }) =>
      actions.setPerformance({
        creative,
        date,
        impressions: impressions ?? null,
        clicks: clicks ?? null,
        conversions: conversions ?? null,
        spendMicros: spend === undefined ? null : microsOf(spend),
        revenueMicros: revenue === undefined ? null : microsOf(revenue),
        currency: code ?? null,
      }),
    tell: () => ({ headline: 'Kept.', tables: [] }),
  });
  addWritingTool(host, {
    name: 'tag',
    title: 'Tag a creative',
    description: 'Sets or removes tags of one creative as a person does: they stand above detected ones.',
    replaces: true,
    takes: {
      creative: name('its name'),
      set: z
        .record(z.string().min(1), z.string().min(1))
        .default({})
        .describe('value by key, such as {"hook": "question"}'),
      remove: z.array(z.string().min(1)).max(100).default([]).describe('keys of tags to take away'),
    },
    gives: answerOf([]),
    write: ({ creative, set, remove }) => actions.tag({ creative, set: new Map(Object.entries(set)), remove }),
    tell: () => ({ headline: 'Tagged.', tables: [] }),
  });
  addWritingTool(host, {
    name: 'keep_plan',
    title: 'Keep a plan that is followed',
    description:
      'As recommend, and keeps the plan in the ledger, so that later results score it. Only for a plan that the person says is followed.',
    replaces: false,
    takes: SPLIT,
    gives: planSchema(),
    write: (said) => actions.keepPlan(splitOf(said)),
    tell: planTold,
  });
}

/** Those that name files, all of them below one folder. */
export function addFileTools(host: Host, actions: WriteActions, folder: string): void {
  addWritingTool(host, {
    name: 'import',
    title: 'Import an export of an ad platform',
    description:
      'Reads one export (csv, tsv, xlsx, json, gz, zip) from the folder of the server into the store. The same file twice changes nothing; revised days replace the older figures.',
    replaces: true,
    takes: {
      file: name('path of the file from the folder on, such as week-28.csv'),
      platform: z.string().min(1).optional().describe('which platform wrote it, where its header does not tell'),
      currency,
      dryRun: z.boolean().default(false).describe('say what would happen and write nothing'),
    },
    gives: answerOf([], {
      imports: [...READ, 'currency'],
    }),
    write: ({ file, platform, currency: code, dryRun }) =>
      actions.importFile({ path: fileIn(folder, file), platform: platform ?? null, currency: code ?? null, dryRun }),
    tell: ({ imports }) => ({
      headline: 'Read.',
      tables: [
        {
          fields: READ,
          rows: imports.map(({ notes: _, ...row }) => row),
        },
      ],
      notes: imports.flatMap(({ notes }) => notes),
    }),
  });
  addWritingTool(host, {
    name: 'report',
    title: 'Write the report',
    description:
      'Writes one self-contained HTML page with verdicts, rates and, with a budget, the split, into the folder of the server. Nothing is written over.',
    replaces: false,
    takes: {
      file: name('name of the new page, such as week-28.html'),
      title: z.string().min(1).max(200).default('Creative report').describe('the heading'),
      budget: amount('adds the split of this budget').optional(),
      ...results,
      ...judging,
    },
    gives: answerOf(['path', 'sizeBytes']),
    write: ({ file, title, budget, ...said }) =>
      actions.report({
        path: newPageIn(folder, file),
        title,
        budgetMicros: budget === undefined ? null : microsOf(budget),
        question: questionOf(said),
      }),
    tell: ({ path }) => ({ headline: `Wrote ${path}`, tables: [] }),
  });
}
