/**
 * `creo recommend`: splits a budget over the creatives by what their results make likely. A plan that is taken is kept in
 * the ledger. `--json`: the keys of RecommendAnswer (answers/recommend-answer.ts) with `recommendationId`, null where the
 * plan was not kept, and `explain` when asked for.
 */
import { keepPlan, type RecommendQuestion, recommendFor } from '../../answers/recommend.js';
import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import type { Unfunded } from '../../answers/recommend-item.js';
import type { Step } from '../../decide/split/explain.js';
import type { FieldKey, Row, Table, View } from '../../fields.js';
import { groupBy } from '../../group-by.js';
import type { Context } from '../../work/context.js';

export interface RecommendOptions {
  question: RecommendQuestion;
  /** Whether the plan is followed, so that later results score it; null asks at a terminal once the plan is on the screen, and is no without one. */
  keep: boolean | null;
  /** Whether creatives without money are listed one by one. */
  all: boolean;
}

export interface RecommendJson extends RecommendAnswer {
  recommendationId: number | null;
  explain?: readonly Step[];
}

/** What decides first: a narrow terminal leaves out the last. */
const ITEMS: readonly FieldKey[] = [
  'creative',
  'budgetMicros',
  'dailyBudgetMicros',
  'expectedRoas',
  'probProfitPlanned',
  'timesTested',
  'firstDailyMicros',
  'lookAgainDays',
  'roas',
  'roasLow',
  'roasHigh',
  'roasRaw',
  'verdict',
  'cvr',
  'cvrRaw',
  'marginalRoas',
  'probProfit',
  'beyondEvidenceMicros',
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
  evidence:
    'The rest stays unallocated: every creative worth money is at five hundred times the largest test, and nothing is known beyond.',
  caps: 'The rest stays unallocated: every creative worth money has its largest share.',
};

const FIRST =
  'Begin each at "Begin a day", and look again after the days beside it before raising it further. Exp. ROAS and P(profit) planned hold at the planned spend, ROAS at the tested one.';

export function run(context: Context, { question, keep, all }: RecommendOptions): View<RecommendJson> {
  const { db, now } = context;
  const recommended = recommendFor(db, question);
  const { answer, steps } = recommended;
  const { currency, horizonDays } = answer;
  const keepNow = (): number => keepPlan(db, recommended, now());
  const recommendationId = keep ? keepNow() : null;
  const isAsked = keep === null && context.isRead && context.ask.available && answer.allocatedMicros > 0;
  return {
    json: { recommendationId, ...answer, ...(steps && { explain: steps }) },
    headline: VERDICTS[answer.verdict],
    tables: [
      {
        title: `Split over ${horizonDays} ${horizonDays === 1 ? 'day' : 'days'}`,
        fields: ITEMS,
        rows: answer.items,
        currency,
      },
      ...unfunded('Stop', answer.stop, all),
      ...unfunded('No money now', answer.hold, all),
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
      ...(steps === null ? [] : [explained(question.explain ?? '', steps)]),
    ],
    notes: [
      BINDINGS[answer.binding],
      ...(answer.items.length > 0 ? [FIRST] : []),
      ...answer.warnings,
      ...(isAsked ? [] : [recommendationId === null ? NOT_KEPT : keptAs(recommendationId)]),
    ],
    ...(isAsked && { afterwards: async () => ((await isFollowed(context)) ? keptAs(keepNow()) : NOT_KEPT) }),
  };
}

const NOT_KEPT = 'The plan is not kept; --keep keeps it, and creo score then holds it against later results.';
const keptAs = (id: number): string => `Kept as plan ${id}; creo score holds it against later results.`;

const isFollowed = ({ ask }: Context): Promise<boolean> =>
  ask.confirm(
    { flag: '--keep', message: 'Will you follow this plan? It is then kept, and scored by later results' },
    false,
  );

const tableOf = (table: Table): Table[] => (table.rows.length > 0 ? [table] : []);

/** Creatives without money: one line for each reason, or one for each creative. */
function unfunded(title: string, creatives: readonly Unfunded[], all: boolean): Table[] {
  if (all) return tableOf({ title, fields: ['creative', 'verdict', 'probProfit', 'reason'], rows: creatives });
  const rows = [...groupBy(creatives, ({ reason }) => reason)].map(([reason, alike]): Row => {
    const chances = alike.flatMap(({ probProfit }) => probProfit ?? []);
    return {
      funded: alike.length,
      creative: namesOf(alike),
      probProfitLow: chances.length > 0 ? Math.min(...chances) : null,
      probProfitHigh: chances.length > 0 ? Math.max(...chances) : null,
      reason,
    };
  });
  return tableOf({ title, fields: ['funded', 'reason', 'probProfitLow', 'probProfitHigh', 'creative'], rows });
}

const NAMED = 3;

function namesOf(creatives: readonly Unfunded[]): string {
  const names = creatives.slice(0, NAMED).map(({ creative }) => creative);
  const more = creatives.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more (--all)` : names.join(', ');
}

const explained = (creative: string, steps: readonly Step[]): Table => ({
  title: `How the figures of ${creative} come about`,
  fields: ['step', 'figure', 'formula'],
  rows: steps.map(({ figure, ...step }) => ({
    ...step,
    figure: figure === null ? null : String(Number(figure.toPrecision(5))),
  })),
});
