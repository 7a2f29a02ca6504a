/** A budget split over the creatives: `creo recommend`, the report, the API and the ledger. */
import { forecastOf } from '../decide/ledger/forecast.js';
import { explain, type Step } from '../decide/split/explain.js';
import type { PlanOptions } from '../decide/split/plan.js';
import { type Recommendation, recommend } from '../decide/split/recommend.js';
import { UserError } from '../errors.js';
import { creativeByName } from '../store/creatives.js';
import { inTransaction, type Store } from '../store/database.js';
import { savePlan } from '../store/recommendations.js';
import { type LearntAccount, learntAccount } from './account.js';
import type { Question } from './question.js';
import { type RecommendAnswer, recommendAnswer } from './recommend-answer.js';
import { scalingPlan } from './scaling-plan.js';
import { scoped } from './scoped.js';

type Settled = 'budgetMicros' | 'elasticity' | 'pins' | 'level' | 'seed' | 'breakEvenRoas';

/** What a buyer says of a split; what is left out or null is not limited, and the rest is as question.ts says. */
export interface RecommendQuestion extends Question, Unsaid<Omit<PlanOptions, Settled>> {
  budgetMicros: number;
  /** Fixed amounts in micros, by creative name. */
  pins?: ReadonlyMap<string, number> | undefined;
  /** Name of the creative whose arithmetic is shown. */
  explain?: string | null | undefined;
}

type Unsaid<Options> = { [Key in keyof Options]?: Options[Key] | null | undefined };

export interface Recommended {
  answer: RecommendAnswer;
  /** The arithmetic of the creative that was asked for. */
  steps: readonly Step[] | null;
  /** What the ledger needs besides the answer. */
  recommendation: Recommendation;
  /** What it was learnt from. */
  account: LearntAccount;
}

/**
 * Writes nothing. Throws a UserError when the store holds nothing to learn from (see learntAccount), NO_SUCH_CREATIVE for a
 * name that is not there, and PINS_EXCEED_BUDGET.
 */
export const recommendFor = scoped(answerRecommendFor);

function answerRecommendFor(db: Store, question: RecommendQuestion): Recommended {
  const pins = pinsById(db, question);
  const account = learntAccount(db, question);
  const { plan, elasticityFit, remarks } = scalingPlan(account, question);
  const recommendation = recommend(account.posterior, {
    ...plan,
    goal: question.goal ?? plan.goal,
    strategy: question.strategy ?? plan.strategy,
    minCvr: question.minCvr ?? plan.minCvr,
    top: question.top ?? plan.top,
    maxShare: question.maxShare ?? plan.maxShare,
    minSpendMicros: question.minSpendMicros ?? plan.minSpendMicros,
    exploreShare: question.exploreShare ?? plan.exploreShare,
    pins,
  });
  const { explain: name = null } = question;
  return {
    answer: recommendAnswer(recommendation, {
      ...account,
      elasticityFit,
      remarks: [...account.remarks, ...remarks],
    }),
    steps: name === null ? null : explain(recommendation, rowOf(name, account.posterior)),
    recommendation,
    account,
  };
}

/** Keeps a plan that is followed in the ledger, to be scored by later results, and gives its number; `createdAt` is an instant. */
export const keepPlan = (db: Store, { recommendation, answer }: Recommended, createdAt: string): number =>
  inTransaction(db, () => savePlan(db, { plan: answer, forecast: forecastOf(recommendation, answer), createdAt }));

/** The row of a creative that has results. Throws UserError NO_SUCH_CREATIVE. */
export function rowOf(name: string, { creatives }: { creatives: readonly { name: string }[] }): number {
  const row = creatives.findIndex((creative) => creative.name === name);
  if (row >= 0) return row;
  throw new UserError(
    'NO_SUCH_CREATIVE',
    `No creative with results is called ${name}`,
    'See their names with: creo list',
  );
}

/** Pins by creative id; together they may not exceed the budget. */
function pinsById(db: Store, { pins = new Map(), budgetMicros }: RecommendQuestion): Map<number, number> {
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
