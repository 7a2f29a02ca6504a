/** `creo accounts set`: whose an account is. `--json`: `{ account, platform, client, currency, truth, parted: [{ from, creative, client }] }`. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { checkedCurrency } from '../../ingest/file-currency.js';
import { accountNames, accountSettings, saveAccount } from '../../store/accounts.js';
import { partByClient } from '../../store/client-creatives.js';
import { inTransaction } from '../../store/database.js';
import { sourceNames } from '../../store/source-truth.js';
import type { Context } from '../../work/context.js';

export interface AccountOptions {
  account: string;
  /** Null for the accounts of this name on every platform. */
  platform: string | null;
  /** Null leaves it as it is, '' forgets it. */
  client: string | null;
  currency: string | null;
  /** `platform`, or the name of a source; null leaves it as it is. */
  truth: string | null;
}

/** Creatives that are named one by one. */
const NAMED = 3;

export function run({ db, now, log }: Context, options: AccountOptions): View {
  const { account, client, truth } = options;
  const platform = options.platform ?? '';
  const currency = options.currency === null ? null : checkedCurrency(options.currency);
  if (truth !== null && truth !== 'platform' && !sourceNames(db).includes(truth))
    throw new UserError(
      'NO_SOURCE',
      `Nothing of a source ${truth} was imported`,
      `There are ${['platform', ...sourceNames(db)].join(', ')}; another comes with creo import FILE --as conversions --source ${truth}`,
    );
  if (!accountNames(db, null).includes(account))
    log(`no ad of an account ${account} was imported yet: it holds for those to come`);
  const parted = inTransaction(db, () => {
    saveAccount(db, {
      account,
      platform,
      ...(client === null ? {} : { client: client === '' ? null : client }),
      ...(currency === null ? {} : { currency }),
      ...(truth === null ? {} : { truth: truth === 'platform' ? null : truth }),
    });
    return partByClient(db, now());
  });
  const settings = accountSettings(db, account, platform);
  const shown = parted.slice(0, NAMED).map(({ from, creative }) => `"${from}" as "${creative}"`);
  return {
    json: { account, platform, ...settings, parted },
    headline: `${account === '' ? 'Accounts without a name' : account}: ${settings.client ?? 'no client'}, conversions of ${settings.truth ?? 'the platform'}`,
    tables: [],
    notes:
      parted.length === 0
        ? []
        : [
            `${parted.length === 1 ? '1 creative' : `${parted.length} creatives`} had ads of several clients, and the ads of each have their own now: ${shown.join(', ')}${parted.length > NAMED ? ` and ${parted.length - NAMED} more` : ''}.`,
          ],
  };
}
