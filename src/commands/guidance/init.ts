/**
 * `creo init`: the answers that later commands take where neither the file nor a flag says, asked once.
 * `--json`: `{ currency, conversion, targetRoas, conversionValueMicros, naming }`, null where nothing is set.
 */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { checkedCurrency } from '../../ingest/file-currency.js';
import { inTransaction } from '../../store/database.js';
import { type Defaults, defaultsOf, saveDefaults } from '../../store/defaults.js';
import { storedNaming } from '../../store/naming.js';
import { parseMicros, unitsOf } from '../../units.js';
import type { Ask, Context } from '../../work/context.js';
import { setNaming } from '../../work/set-naming.js';

export interface InitOptions {
  /** Null leaves each as it is; at a terminal it is then asked. */
  currency: string | null;
  conversion: string | null;
  targetRoas: number | null;
  /** Micros; 0 forgets the value. */
  conversionValueMicros: number | null;
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
    conversionValueMicros: (wanted.conversionValueMicros ?? known.conversionValueMicros) || null,
  };
  inTransaction(db, () => saveDefaults(db, defaults));
  const naming = wanted.naming ?? known.naming;
  if (naming !== null) setNaming(db, naming);
  return {
    json: { ...defaults, naming },
    headline: 'These hold where neither a file nor a flag says otherwise:',
    tables: [
      {
        fields: ['currency', 'conversion', 'targetRoas', 'conversionValueMicros', 'naming'],
        rows: [{ ...defaults, naming }],
        currency: defaults.currency,
      },
    ],
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
  const value = await text(
    '--value',
    'What one conversion is worth to you where the reports hold no revenue, such as 40 (empty: unknown)',
    known.conversionValueMicros === null ? null : String(unitsOf(known.conversionValueMicros)),
  );
  const naming = await text(
    '--naming',
    'How your ads are named, such as {hook}_{creator}_{version} (empty: no convention)',
    known.naming,
  );
  const micros = (answer: string | null): number | null => (answer === null ? null : microsOf(answer));
  const targetMicros = micros(target);
  return {
    currency,
    conversion,
    targetRoas: targetMicros === null ? null : unitsOf(targetMicros),
    conversionValueMicros: micros(value),
    naming,
  };
}

/** A number as people type it, with a decimal point or comma. Throws UserError NOT_A_NUMBER. */
function microsOf(answer: string): number {
  const micros = parseMicros(answer.replace(',', '.'));
  if (micros !== null && micros >= 0) return micros;
  throw new UserError(
    'NOT_A_NUMBER',
    `${answer} is not a number of 0 or more`,
    'Answer with digits, such as 1.5 or 40',
  );
}
