/** A question is answered within its scope: the client's or account's results, its source of truth, and its currency. */
import { UserError } from '../errors.js';
import { accountNames, allClients, clientsWithAds } from '../store/accounts.js';
import type { Store } from '../store/database.js';
import type { ResultsFilter } from '../store/results.js';
import { enterScope, isInScope, isScoped, type Scope, withinScope } from '../store/scope.js';

interface Asked {
  filter?: ResultsFilter | undefined;
}

/** The same answer, given within the scope of its question. Throws UserError as scopeOf. */
export const scoped =
  <Q extends Asked, A>(answer: (db: Store, question: Q) => A) =>
  (db: Store, question: Q): A =>
    inScope(db, question.filter ?? {}, () => answer(db, question));

/** Runs `work` within the scope of a filter. Throws UserError as scopeOf. */
export function inScope<T>(db: Store, filter: ResultsFilter, work: () => T): T {
  const scope = scopeOf(db, filter);
  return isInScope(db) || isScoped(db, scope) ? withinScope(db, scope, work) : work();
}

/** Enters the scope of a filter for as long as the store is open: for rows that are read while they are written out. */
export function stayInScope(db: Store, filter: ResultsFilter): void {
  const scope = scopeOf(db, { ...filter, acrossClients: true });
  if (isScoped(db, scope)) enterScope(db, scope);
}

/**
 * Throws UserError NO_SUCH_CLIENT, NO_SUCH_ACCOUNT, SEVERAL_CLIENTS where several have ads and none was chosen, and
 * TWO_CURRENCIES where results of one currency are asked for in another.
 */
export function scopeOf(db: Store, { client, account, acrossClients, convert, currency, truth }: ResultsFilter): Scope {
  if (convert !== undefined && currency !== undefined)
    throw new UserError(
      'TWO_CURRENCIES',
      '--currency takes only the results of one currency, and --convert puts all of them into one',
      'Give one of the two',
    );
  if (client !== undefined && client !== '' && !allClients(db).includes(client))
    throw new UserError(
      'NO_SUCH_CLIENT',
      `There is no client ${client}`,
      known(allClients(db), 'creo accounts set NAME --client C'),
    );
  if (account !== undefined) {
    // The accounts of others are not named to who asks for a client.
    const names = accountNames(db, client ?? null);
    const who = client === undefined || client === '' ? 'There is no' : `${client} has no`;
    if (!names.includes(account))
      throw new UserError('NO_SUCH_ACCOUNT', `${who} account ${account}`, known(names, 'creo accounts'));
  }
  if (client === undefined && account === undefined && !acrossClients && !isInScope(db)) refuseSeveral(db);
  return { client: client ?? null, account: account ?? null, convert: convert ?? null, truth: truth ?? null };
}

const known = (names: readonly string[], command: string): string =>
  names.some((name) => name !== '')
    ? `There are ${names.filter((name) => name !== '').join(', ')}`
    : `None was named yet: ${command}`;

/** Results of several clients are pooled only where that is asked for, as currencies are never added. */
function refuseSeveral(db: Store): void {
  // Most stores name no client, and need not look through their ads.
  const clients = allClients(db).length === 0 ? [] : clientsWithAds(db);
  if (clients.length < 2) return;
  const named = clients.filter((name) => name !== '');
  throw new UserError(
    'SEVERAL_CLIENTS',
    `The results are of ${named.join(' and ')}${clients.length > named.length ? ' and of accounts without a client' : ''}, and clients are not pooled unasked`,
    `Choose one, for example --client ${named[0]}, or pool them with --across-clients`,
  );
}
