/**
 * `creo plan`: how much money of test per creative before a budget is scaled, and what micro-tests save. `--json`: the
 * keys of TestPlanAnswer (answers/test-plan.ts).
 */
import { saysEconomics, type TestPlanAnswer, type TestPlanQuestion, testPlanOf } from '../../answers/test-plan.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import type { Store } from '../../store/database.js';
import type { Context } from '../../work/context.js';

export function run(context: Context, question: TestPlanQuestion): View<TestPlanAnswer> {
  const answer = testPlanOf(saysEconomics(question) ? storeIfAny(context) : context.db, question);
  const { currency, tests, fullTest, warnings } = answer;
  const best = tests.find((test) => test.best);
  return {
    json: answer,
    headline: 'What the whole budget is expected to earn when so much of it goes into tests first',
    tables: [
      {
        fields: ['testMicros', 'testTotalMicros', 'conversionsPerTest', 'expectedProfitMicros', 'findsBest', 'best'],
        rows: tests,
        currency,
      },
      {
        title: 'Against a full test of every creative',
        fields: ['step', 'testMicros', 'testTotalMicros'],
        rows: best
          ? [
              { step: 'micro-test', testMicros: best.testMicros, testTotalMicros: best.testTotalMicros },
              { step: 'full test', testMicros: fullTest.perCreativeMicros, testTotalMicros: fullTest.totalMicros },
              {
                step: 'saved',
                testMicros: fullTest.perCreativeMicros - best.testMicros,
                testTotalMicros: fullTest.savedMicros,
              },
            ]
          : [],
        currency,
      },
    ],
    notes: [
      'Amounts near the best earn about the same: the simulation cannot tell neighbours in the table apart.',
      ...warnings,
    ],
  };
}

/** Null where there is no store yet. */
function storeIfAny(context: Context): Store | null {
  try {
    return context.db;
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.code === 'NO_STORE') return null;
    throw thrown;
  }
}
