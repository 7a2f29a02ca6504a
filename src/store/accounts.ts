/** Accounts of the platforms: whose they are, what they are billed in, and which source tells their conversions. */
import type { Store } from './database.js';

export interface AccountSettings {
  account: string;
  /** '' stands for the accounts of this name on every platform. */
  platform: string;
  client: string | null;
  /** ISO 4217: of files of this account that do not say. */
  currency: string | null;
  /** The source whose conversions and revenue answers use; null for the platform's own. */
  truth: string | null;
}

export interface ListedAccount extends AccountSettings {
  ads: number;
  creatives: number;
  /** Currencies of its results, sorted, with commas between them; null without results. */
  currencies: string | null;
}

/** SQL for the settings of ads: joins `a` (ads) with `x` (this platform's account) and `y` (every platform's). */
export const SETTINGS_OF_ADS = `LEFT JOIN main.accounts x ON x.account = a.account AND x.platform = a.platform
  LEFT JOIN main.accounts y ON y.account = a.account AND y.platform = ''`;
/** The client of ad `a`, '' where none was said. */
export const CLIENT_OF_AD = `COALESCE(x.client, y.client, '')`;

/** Keeps what is given of an account; what is left out (undefined) stays, null forgets. */
export function saveAccount(
  db: Store,
  { account, platform, ...given }: Pick<AccountSettings, 'account' | 'platform'> & Partial<AccountSettings>,
): void {
  const before = accountSettings(db, account, platform);
  const { client, currency, truth } = { ...before, ...defined(given) };
  db.prepare(
    `INSERT INTO accounts (account, platform, client, currency, truth) VALUES (:account, :platform, :client, :currency, :truth)
     ON CONFLICT DO UPDATE SET client = excluded.client, currency = excluded.currency, truth = excluded.truth`,
  ).run({ account, platform, client, currency, truth });
}

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

const NOTHING = { client: null, currency: null, truth: null };

/** What was said of an account, of this platform or of every one. */
export function accountSettings(
  db: Store,
  account: string,
  platform: string,
): Omit<AccountSettings, 'account' | 'platform'> {
  return (
    db
      .prepare<{ account: string; platform: string }, Omit<AccountSettings, 'account' | 'platform'>>(
        'SELECT client, currency, truth FROM accounts WHERE account = :account AND platform = :platform',
      )
      .get({ account, platform }) ?? NOTHING
  );
}

/** Every account that ads or settings name, by client, name and platform. */
export const allAccounts = (db: Store): ListedAccount[] =>
  db
    .prepare<[], ListedAccount>(
      `WITH spent AS MATERIALIZED (SELECT ad_id, currency FROM ad_days GROUP BY ad_id, currency),
         known AS (SELECT a.account, a.platform, COALESCE(x.client, y.client) AS client, COALESCE(x.currency, y.currency) AS currency,
             COALESCE(x.truth, y.truth) AS truth, COUNT(DISTINCT a.ad_id) AS ads, COUNT(DISTINCT a.creative_id) AS creatives,
             GROUP_CONCAT(DISTINCT s.currency) AS currencies
           FROM ads a LEFT JOIN spent s USING (ad_id) ${SETTINGS_OF_ADS} GROUP BY a.account, a.platform)
       SELECT * FROM (SELECT * FROM known UNION ALL
         SELECT account, platform, client, currency, truth, 0, 0, NULL FROM accounts s
         WHERE NOT EXISTS (SELECT 1 FROM ads a WHERE a.account = s.account AND (s.platform = '' OR a.platform = s.platform)))
       ORDER BY client IS NULL, client, account, platform`,
    )
    .all();

/** Clients that were named, in order. */
export const allClients = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT client FROM accounts WHERE client IS NOT NULL ORDER BY client').pluck().all();

/** Names of the accounts of a client, or (null) of all, in order; '' for ads whose file did not say. */
export const accountNames = (db: Store, client: string | null): string[] =>
  db
    .prepare<{ client: string | null }, string>(
      `SELECT a.account FROM main.ads a ${SETTINGS_OF_ADS} WHERE :client IS NULL OR ${CLIENT_OF_AD} = :client
       UNION SELECT account FROM accounts WHERE :client IS NULL OR COALESCE(client, '') = :client ORDER BY 1`,
    )
    .pluck()
    .all({ client });

/** Clients of ads that have a creative, in order; '' for those of accounts without one. Results by hand are of no account. */
export const clientsWithAds = (db: Store): string[] =>
  db
    .prepare<[], string>(
      `SELECT DISTINCT ${CLIENT_OF_AD} FROM main.ads a ${SETTINGS_OF_ADS}
       WHERE a.creative_id IS NOT NULL AND a.platform <> 'manual' ORDER BY 1`,
    )
    .pluck()
    .all();

/** The clients whose ads show each creative, by id; none for ads of accounts without a client. */
export function clientsOfCreatives(db: Store): Map<number, Set<string>> {
  const clients = new Map<number, Set<string>>();
  for (const { creativeId, client } of db
    .prepare<[], { creativeId: number; client: string }>(
      `SELECT DISTINCT a.creative_id AS creativeId, ${CLIENT_OF_AD} AS client FROM main.ads a ${SETTINGS_OF_ADS}
       WHERE a.creative_id IS NOT NULL AND ${CLIENT_OF_AD} <> '' ORDER BY a.creative_id, client`,
    )
    .all())
    clients.set(creativeId, (clients.get(creativeId) ?? new Set()).add(client));
  return clients;
}

/** The clients whose ads show one creative, in order; none for ads of accounts without a client. */
export const clientsOfCreative = (db: Store, creativeId: number): string[] =>
  db
    .prepare<{ creativeId: number }, string>(
      `SELECT DISTINCT ${CLIENT_OF_AD} FROM main.ads a ${SETTINGS_OF_ADS}
       WHERE a.creative_id = :creativeId AND ${CLIENT_OF_AD} <> '' ORDER BY 1`,
    )
    .pluck()
    .all({ creativeId });

/** The client of an account; '' where none was said. */
export const clientOfAccount = (db: Store, account: string, platform: string): string =>
  accountSettings(db, account, platform).client ?? accountSettings(db, account, '').client ?? '';

/** Clients of the accounts of a name, on whatever platform, in order; none where no client was said. */
export const clientsOfAccount = (db: Store, account: string): string[] =>
  db
    .prepare<{ account: string }, string>(
      'SELECT DISTINCT client FROM accounts WHERE account = :account AND client IS NOT NULL ORDER BY client',
    )
    .pluck()
    .all({ account });

/** Creatives of a client's ads by the names of the ads. */
export const adNamesOfClient = (db: Store, client: string): { creativeId: number; name: string }[] =>
  db
    .prepare<{ client: string }, { creativeId: number; name: string }>(
      `SELECT a.creative_id AS creativeId, a.ad_name AS name FROM ads a ${SETTINGS_OF_ADS}
       WHERE a.creative_id IS NOT NULL AND a.ad_name <> '' AND ${CLIENT_OF_AD} = :client ORDER BY a.ad_id`,
    )
    .all({ client });
