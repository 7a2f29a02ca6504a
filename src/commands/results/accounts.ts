/** `creo accounts`: whose the accounts are, and which source tells their conversions. `--json`: `{ accounts: [ListedAccount] }`. */
import type { View } from '../../fields.js';
import { allAccounts, type ListedAccount } from '../../store/accounts.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context): View<{ accounts: ListedAccount[] }> {
  const accounts = allAccounts(db);
  const open = accounts.filter(({ client }) => client === null).length;
  return {
    json: { accounts },
    headline: accounts.length === 1 ? '1 account' : `${accounts.length} accounts`,
    tables: [
      {
        fields: ['account', 'platform', 'client', 'truth', 'currencies', 'ads', 'creativeCount'],
        rows: accounts.map(({ creatives, ...row }) => ({
          ...row,
          account: row.account === '' ? '(unnamed)' : row.account,
          platform: row.platform === '' ? 'every' : row.platform,
          truth: row.truth ?? 'platform',
          currencies: row.currencies ?? row.currency,
          creativeCount: creatives,
        })),
      },
    ],
    notes:
      accounts.length > 1 && open > 0
        ? [`${open} without a client: creo accounts set NAME --client C keeps the results of clients apart.`]
        : [],
  };
}
