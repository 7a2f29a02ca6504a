/** `creo next`: where the next test money goes. `--json`: the keys of NextTestAnswer (answers/next-test.ts). */
import { type NextTestAnswer, type NextTestQuestion, nextTestOf } from '../../answers/next-test.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context, question: NextTestQuestion): View<NextTestAnswer> {
  const answer = nextTestOf(db, question);
  const { tests, currency, budgetMicros, allocatedMicros, warnings } = answer;
  const retested = tests.filter(({ action }) => action === 'retest').length;
  return {
    json: answer,
    headline: retested === 0 ? 'No test is worth its money now' : `Test ${retested} of ${tests.length} creatives again`,
    tables: [
      {
        fields: [
          'creative',
          'action',
          'budgetMicros',
          'verdict',
          'roas',
          'probProfit',
          'valueMicros',
          'clusterId',
          'reason',
        ],
        rows: tests,
        currency,
      },
    ],
    notes: [
      ...(allocatedMicros < budgetMicros
        ? [
            'The rest is better spent on new creatives: what another test of these would tell is not worth what it costs.',
          ]
        : []),
      ...warnings,
    ],
  };
}
