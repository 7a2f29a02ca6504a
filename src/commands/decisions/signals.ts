/**
 * `creo signals`: which figures of an ad's first days predict its later result in this account. `--json`: the keys of
 * SignalsAnswer (answers/signals.ts), the surest first.
 */
import { type SignalsAnswer, type SignalsQuestion, signalsAnswerOf } from '../../answers/signals.js';
import { FIELDS, type View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context, question: SignalsQuestion): View<SignalsAnswer> {
  const answer = signalsAnswerOf(db, question);
  const { metric, earlyDays, signals } = answer;
  const telling = signals.filter(({ verdict }) => verdict === 'predicts');
  const names = telling.map(({ early }) => FIELDS[early].title).join(', ');
  return {
    json: answer,
    headline: `The first ${earlyDays} days against the later ${metric.toUpperCase()}: ${telling.length === 0 ? 'no figure predicts it so far' : `${names} ${telling.length === 1 ? 'predicts' : 'predict'} it`}`,
    tables: [
      {
        fields: [
          // What decides first: a narrow terminal leaves out the last.
          'early',
          'verdict',
          'correlation',
          'correlationLow',
          'correlationHigh',
          'ads',
          'adsNeeded',
          'weighted',
          'weightedLow',
          'weightedHigh',
          'correlationRaw',
          'falseDiscovery',
          'earlyReliability',
          'laterSpread',
          'creativeCount',
        ],
        rows: signals.map((signal) => ({ ...signal, early: FIELDS[signal.early].title })),
      },
    ],
    notes: notesOf(answer),
  };
}

function notesOf({ metric, limit, ads, adsSinceStart, signals, warnings }: SignalsAnswer): string[] {
  const predicts = (key: string): boolean =>
    signals.some(({ early, verdict }) => early === key && verdict === 'predicts');
  const factors = metric === 'cvr' ? [] : (['ctr', 'cpmMicros', 'cpcMicros'] as const).filter(predicts);
  return [
    `Ranks of ads that began at about the same time on the same platform; chance is taken out of both sides, and no day is on both. At most ${Math.round(limit * 100)}% of what predicts is luck.`,
    ...(metric === 'cpa' ? ['With CPA less is better: a correlation below 0 is good.'] : []),
    ...(factors.length > 0
      ? [
          `${factors.map((key) => FIELDS[key].title).join(', ')}: a part of ${metric.toUpperCase()} itself, so that it predicts it is arithmetic where costs last.`,
        ]
      : []),
    ...(adsSinceStart < ads && adsSinceStart > ads / 10
      ? [`${adsSinceStart} of ${ads} ads begin on the first day of the results: they may be older than they look.`]
      : []),
    ...warnings,
  ];
}
