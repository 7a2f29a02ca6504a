/** Every decision about the tables of an import, before anything is written: how each will be read. */
import { UserError } from '../../errors.js';
import { findExports } from '../../files/find-exports.js';
import { type OpenExport, openExport } from '../../files/open-export.js';
import type { Warning } from '../../ingest/columns.js';
import { GENERIC } from '../../ingest/platforms/generic.js';
import { type Decision, type Prepared, prepare, type Wishes } from '../../ingest/prepare.js';
import { accountSettings } from '../../store/accounts.js';
import type { Store } from '../../store/database.js';
import { defaultsOf } from '../../store/defaults.js';
import { isAddress } from '../../warehouse/address.js';
import type { Context } from '../context.js';
import { type KnownLayout, knownLayout } from './known-platform.js';
import { checkWarehouseOptions, type ImportOptions, wishesFor } from './options.js';
import { answerTo, confirmCandidates } from './questions.js';
import { NO_HEADER, NO_TABLE, NO_TABLE_REASON, type Skipped, skippedLines } from './skipped.js';
import { asTable, type Known, knownTables, mappedByHand, platformsFor } from './tables.js';

/** A table whose every decision is made. */
export interface Decided extends Known {
  wishes: Wishes;
  prepared: Prepared;
  /** Read by the platform that the store knows its ads by. */
  isAdopted: boolean;
}

/** Opens and decides every file; `opened` collects what has to be closed in the end. */
export async function decideAll(
  context: Context,
  db: Store,
  options: ImportOptions,
  opened: OpenExport[],
): Promise<Decided[]> {
  const platforms = platformsFor(db, options);
  const decided: Decided[] = [];
  const skipped: Skipped[] = [];
  const addresses = options.paths.filter(isAddress);
  checkWarehouseOptions(addresses, options);
  for (const address of addresses) {
    const { decideWarehouse } = await import('./warehouse.js');
    decided.push(await decideWarehouse(context, db, address, platforms, options, opened));
  }
  const files = findExports(options.paths.filter((path) => !isAddress(path)));
  for (const { path, isNamed } of files) {
    const found = isNamed ? await openExport(path) : await openIfTable(path, skipped);
    if (found === null) continue;
    opened.push(found);
    const tables = found.tables.map(asTable);
    let known = knownTables(tables, platforms, options);
    if (known.length === 0 && isNamed) known = await mappedByHand(context, path, tables, options);
    if (known.length === 0) {
      skipped.push({ path, reason: NO_HEADER });
      opened.pop();
      found.close();
      continue;
    }
    for (const one of known) decided.push(await decideTable(context, db, one, options));
  }
  for (const line of skippedLines(skipped)) context.log(line);
  // What was delivered comes first, as a file without spend is added to it; then what names no platform, as others may.
  const inOrder = decided.sort((a, b) => placeOf(a) - placeOf(b));
  if (inOrder.length > 0) return inOrder;
  throw new UserError(
    'NO_EXPORTS',
    files.length === 1
      ? `${files[0]?.path} is no export of ads`
      : `None of the ${files.length} files is an export of ads`,
    'Name the file that the ad platform gave you',
  );
}

const placeOf = ({ layout, prepared: { reading } }: Decided): number =>
  (reading.fillsIn ? 2 : 0) + (layout.platform.id === GENERIC.id ? 1 : 0);

/** The table with every decision, read by the platform that the store knows its ads by where its headers name none. */
export async function decideTable(context: Context, db: Store, one: Known, options: ImportOptions): Promise<Decided> {
  const { layout, warning } = layoutFor(db, one, options);
  const decided = await prepareTable(context, db, { ...one, layout }, options);
  return warning === null ? decided : { ...withWarnings(decided, [warning]), isAdopted: true };
}

/** Where the table's header is and whose it is, by what the store knows. */
export function layoutFor(db: Store, { table, layout }: Known, options: ImportOptions): KnownLayout {
  if (options.platform !== null || options.map !== null) return { layout, warning: null };
  try {
    return knownLayout(db, table.head, layout, wishesFor(db, layout, options));
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, table.label) : thrown;
  }
}

/** The same with more to say, before what it says already. */
export const withWarnings = ({ prepared, ...rest }: Decided, warnings: readonly Warning[]): Decided => ({
  ...rest,
  prepared: { ...prepared, warnings: [...warnings, ...prepared.warnings] },
});

/** A file of a folder; null when it is no table at all, which says nothing of the reports beside it. */
async function openIfTable(path: string, skipped: Skipped[]): Promise<OpenExport | null> {
  try {
    return await openExport(path);
  } catch (thrown) {
    if (!(thrown instanceof UserError) || !NO_TABLE.includes(thrown.code)) throw thrown;
    skipped.push({ path, reason: NO_TABLE_REASON });
    return null;
  }
}

/** What `creo accounts set` said of the account that the files are of; null where that was not said. */
const currencyOfAccount = (db: Store, platform: string, account: string | null): string | null =>
  account === null
    ? null
    : (accountSettings(db, account, platform).currency ?? accountSettings(db, account, '').currency);

/** Makes every decision about a table, asking where a person is there to answer. */
export async function prepareTable(
  context: Context,
  db: Store,
  { table, layout }: Known,
  options: ImportOptions,
): Promise<Decided> {
  const ofAccount = currencyOfAccount(db, layout.platform.id, options.account);
  const currency = ofAccount ?? defaultsOf(db).currency;
  let wishes = wishesFor(db, layout, options);
  if (context.ask.available) wishes = await confirmCandidates(context.ask, layout, wishes);
  for (;;) {
    const decision = decisionOf({ table, layout }, wishes);
    if (decision.kind === 'decided') return { table, layout, wishes, prepared: decision.prepared, isAdopted: false };
    const { question, refusal } = decision;
    if (question === 'currency' && currency !== null && wishes.currency === null) {
      context.log(
        `${table.label}: taken to be in ${currency}, as \`creo ${ofAccount === null ? 'init' : 'accounts'}\` was told`,
      );
      wishes = { ...wishes, currency };
    } else if (context.ask.available) wishes = await answerTo(question, refusal.message, context.ask, wishes);
    else throw named(refusal, table.label);
  }
}

function decisionOf({ table, layout }: Known, wishes: Wishes): Decision {
  try {
    return prepare(layout, table.name, () => table.open(), wishes);
  } catch (thrown) {
    throw thrown instanceof UserError ? named(thrown, table.label) : thrown;
  }
}

/** The same error with the file in front of it, as a batch has many. */
export const named = ({ code, message, hint }: UserError, label: string): UserError =>
  new UserError(code, `${label}: ${message}`, hint);
