/**
 * `creo delays`: how many of a day's conversions are known so many days later, per account, as its re-imports tell.
 * `--json`: the keys of DelaysAnswer (answers/delays.ts).
 */
import { type DelaysAnswer, delaysOf } from '../../answers/delays.js';
import type { AccountDelays } from '../../answers/learned-delays.js';
import type { Question } from '../../answers/question.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context, question: Question): View<DelaysAnswer> {
  const answer = delaysOf(db, question);
  const { accounts, leastReimports, leastConversions, warnings } = answer;
  const learned = accounts.filter((account) => account.learned);
  return {
    json: answer,
    headline: headlineOf(answer),
    tables: [
      {
        title: 'Evidence',
        fields: ['platform', 'account', 'reimports', 'conversions'],
        rows: accounts.map(({ platform, account, reimports, conversions }) => ({
          platform,
          account,
          reimports,
          conversions,
        })),
      },
      ...learned.map((account) => ({
        title: `${nameOf(account)}: conversions known, of those known after ${account.finalAgeDays} days`,
        fields: ['ageDays', 'knownShare', 'knownShareLow', 'knownShareHigh'] as const,
        rows: account.shares,
      })),
    ],
    notes: [
      `An account needs ${leastReimports} days on which it was imported again, and ${leastConversions} conversions in them; until then its days count as reported.`,
      'An export counts as of the day on which it was imported: import it soon after it was made.',
      ...warnings,
    ],
  };
}

const nameOf = ({ platform, account }: AccountDelays): string => (account === '' ? platform : `${platform} ${account}`);

function headlineOf({ accounts }: DelaysAnswer): string {
  const [slowest] = accounts
    .filter(({ learned }) => learned)
    .sort((a, b) => (a.shares[0]?.knownShare ?? 1) - (b.shares[0]?.knownShare ?? 1));
  const first = slowest?.shares[0];
  if (slowest === undefined || first === undefined)
    return 'How late conversions come in is not known yet: no account was imported again often enough';
  const days = first.ageDays === 1 ? 'a day' : `${first.ageDays} days`;
  return `After ${days} ${Math.round(100 * first.knownShare)}% of the conversions of ${nameOf(slowest)} are known`;
}
