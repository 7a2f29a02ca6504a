/**
 * `creo recommend`: splits a budget over the creatives by what their results make likely, and keeps the plan in the ledger.
 * `--json`: the keys of RecommendAnswer (decide/recommend-answer.ts) with `recommendationId`, and `explain` when asked for.
 */

import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import { keepPlan, type PlanRequest, plainPlan, recommendFor } from '../../answers/recommendation.js';
import { explain } from '../../decide/split/explain.js';
import { UserError } from '../../errors.js';
import type { FieldKey, Table, View } from '../../fields.js';
import { creativeByName } from '../../store/creatives.js';
import { inTransaction, type Store } from '../../store/database.js';
import type { ResultsFilter } from '../../store/results.js';
import type { Context } from '../context.js';

export interface RecommendOptions {
  plan: Omit<PlanRequest, 'pins' | 'breakEvenRoas'> & { breakEvenRoas: number | null };
  /** Fixed amounts in micros, by creative name. */
  pins: ReadonlyMap<string, number>;
  valueMicros: number | null;
  /** Name of the creative whose arithmetic is shown; null for none. */
  explain: string | null;
  filter: ResultsFilter;
}

/** What decides first: a narrow terminal leaves out the last. */
const ITEMS: readonly FieldKey[] = [
  'creative',
  'budgetMicros',
  'roas',
  'roasLow',
  'roasHigh',
  'roasRaw',
  'cvr',
  'cvrRaw',
  'marginalRoas',
  'probProfit',
  'expectedRevenueMicros',
  'expectedConversions',
  'clusterId',
  'reason',
];
const OUTLOOK: readonly FieldKey[] = [
  'allocatedMicros',
  'expectedRevenueMicros',
  'expectedRevenueLowMicros',
  'expectedRevenueHighMicros',
  'expectedProfitMicros',
  'confidence',
];

const VERDICTS: Record<RecommendAnswer['verdict'], string> = {
  scale: 'Scale',
  'test-more': 'Test more first: one more round of tests is expected to earn more than scaling all of it now',
  'do-not-scale': 'Do not scale: nothing here is expected to earn its money back',
};

const BINDINGS: Record<RecommendAnswer['binding'], string> = {
  budget: 'The budget is what limits the plan.',
  marginal: 'The rest stays unallocated: its next unit of money is expected to bring less than it costs.',
  average: 'The rest stays unallocated: more would miss the target.',
  caps: 'The rest stays unallocated: every creative worth money has its largest share.',
};

export function run({ db, now }: Context, options: RecommendOptions): View {
  const { budgetMicros } = options.plan;
  const breakEvenRoas = options.plan.breakEvenRoas ?? plainPlan(db, budgetMicros).breakEvenRoas;
  const plan = { ...options.plan, breakEvenRoas, pins: pinsById(db, options) };
  const recommended = recommendFor(db, plan, options);
  const { recommendation, answer } = recommended;
  const steps =
    options.explain === null ? null : explain(recommendation, rowOf(options.explain, recommendation.ground.posterior));
  const recommendationId = inTransaction(db, () => keepPlan(db, recommended, now()));
  const { currency } = answer;
  return {
    json: { recommendationId, ...answer, ...(steps && { explain: steps }) },
    headline: VERDICTS[answer.verdict],
    tables: [
      { title: 'Split', fields: ITEMS, rows: answer.items, currency },
      ...tableOf({ title: 'Stop', fields: ['creative', 'reason'], rows: answer.stop }),
      ...tableOf({ title: 'No money now', fields: ['creative', 'reason'], rows: answer.hold }),
      {
        title: 'The same budget otherwise',
        fields: ['plan', 'funded', ...OUTLOOK],
        rows: answer.comparisons,
        currency,
      },
      {
        title: 'If money scales worse or better',
        fields: ['elasticity', 'funded', ...OUTLOOK],
        rows: answer.sensitivity,
        currency,
      },
      ...tableOf({
        title: 'One conversion more or fewer that would move the plan',
        fields: ['creative', 'change', 'movedMicros', 'budgetMicros'],
        rows: answer.flips,
        currency,
      }),
      ...(steps
        ? [
            {
              title: `How the figures of ${options.explain} come about`,
              fields: ['step', 'figure', 'formula'] as const,
              rows: steps.map(({ figure, ...step }) => ({
                ...step,
                figure: figure === null ? null : String(Number(figure.toPrecision(5))),
              })),
            },
          ]
        : []),
    ],
    notes: [BINDINGS[answer.binding], ...answer.warnings],
  };
}

const tableOf = (table: Table): Table[] => (table.rows.length > 0 ? [table] : []);

function rowOf(name: string, { creatives }: { creatives: readonly { name: string }[] }): number {
  const row = creatives.findIndex((creative) => creative.name === name);
  if (row >= 0) return row;
  throw new UserError(
    'NO_SUCH_CREATIVE',
    `No creative with results is called ${name}`,
    'See their names with: creo list',
  );
}

/** Pins by creative id; together they may not exceed the budget. */
function pinsById(db: Store, { pins, plan: { budgetMicros } }: RecommendOptions): Map<number, number> {
  const byId = new Map(
    [...pins].map(([name, micros]) => {
      const creative = creativeByName(db, name);
      if (creative) return [creative.creativeId, micros] as const;
      throw new UserError('NO_SUCH_CREATIVE', `There is no creative ${name} to pin`, 'See the names with: creo list');
    }),
  );
  if ([...byId.values()].reduce((sum, micros) => sum + micros, 0) > budgetMicros) {
    throw new UserError('PINS_EXCEED_BUDGET', 'The pinned amounts exceed the budget', 'Pin less or raise --budget');
  }
  return byId;
}
