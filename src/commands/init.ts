/**
 * `creo init`: the answers that later commands take where neither the file nor a flag says, asked once.
 * `--json`: `{ currency, conversion, targetRoas, naming }`, null where nothing is set.
 */
import type { View } from '../fields.js';
import { checkedCurrency } from '../ingest/prepare.js';
import { inTransaction } from '../store/database.js';
import { type Defaults, defaultsOf, saveDefaults } from '../store/defaults.js';
import { storedNaming } from '../store/naming.js';
import type { Ask, Context } from './context.js';
import { run as setNaming } from './naming.js';

export interface InitOptions {
  /** Null leaves each as it is; at a terminal it is then asked. */
  currency: string | null;
  conversion: string | null;
  targetRoas: number | null;
  naming: string | null;
}

export async function run(context: Context, options: InitOptions): Promise<View> {
  const { db, ask } = context;
  const known = { ...defaultsOf(db), naming: storedNaming(db) };
  const isAsking = ask.available && Object.values(options).every((value) => value === null);
  const wanted = isAsking ? await answers(ask, known) : options;
  const defaults: Defaults = {
    currency: wanted.currency === null ? known.currency : checkedCurrency(wanted.currency),
    conversion: wanted.conversion ?? known.conversion,
    targetRoas: wanted.targetRoas ?? known.targetRoas,
  };
  inTransaction(db, () => saveDefaults(db, defaults));
  const naming = wanted.naming ?? known.naming;
  if (naming !== null) setNaming(context, { pattern: naming, clear: false });
  return {
    json: { ...defaults, naming },
    headline: 'These hold where neither a file nor a flag says otherwise:',
    tables: [{ fields: ['currency', 'conversion', 'targetRoas', 'naming'], rows: [{ ...defaults, naming }] }],
    notes: ['Next: creo add FOLDER, then creo import EXPORT.csv'],
  };
}

async function answers(ask: Ask, known: InitOptions): Promise<InitOptions> {
  const text = async (flag: string, message: string, initial: string | null): Promise<string | null> =>
    (await ask.text({ flag, message }, initial ?? undefined)).trim() || null;
  const currency = await text(
    '--currency',
    'Currency of your accounts, such as USD (empty: the files say it)',
    known.currency,
  );
  const conversion = await text(
    '--conversion',
    'Which result counts as a conversion, as the export calls it (empty: purchases)',
    known.conversion,
  );
  const target = await text(
    '--target-roas',
    'ROAS that a campaign has to reach; 1 is break-even on revenue (empty: none)',
    known.targetRoas === null ? null : String(known.targetRoas),
  );
  const naming = await text(
    '--naming',
    'How your ads are named, such as {hook}_{creator}_{version} (empty: no convention)',
    known.naming,
  );
  return { currency, conversion, targetRoas: target === null ? null : Number(target.replace(',', '.')), naming };
}
