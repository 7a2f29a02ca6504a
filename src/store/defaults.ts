/** What `creo init` asks once: answers that later commands take where neither the file nor a flag says. */
import type { Store } from './database.js';
import { saveSetting, setting } from './settings.js';

export interface Defaults {
  /** ISO 4217, for exports that do not name their currency. */
  currency: string | null;
  /** Column or kind of result that counts as a conversion. */
  conversion: string | null;
  /** The return on ad spend that a campaign has to reach; 1 is break-even. */
  targetRoas: number | null;
}

const KEYS = {
  currency: 'default currency',
  conversion: 'default conversion',
  targetRoas: 'default target roas',
} as const;

export function defaultsOf(db: Store): Defaults {
  const target = setting(db, KEYS.targetRoas);
  return {
    currency: setting(db, KEYS.currency),
    conversion: setting(db, KEYS.conversion),
    targetRoas: target === null ? null : Number(target),
  };
}

/** Keeps what is given; null forgets. */
export function saveDefaults(db: Store, { currency, conversion, targetRoas }: Defaults): void {
  saveSetting(db, KEYS.currency, currency);
  saveSetting(db, KEYS.conversion, conversion);
  saveSetting(db, KEYS.targetRoas, targetRoas === null ? null : String(targetRoas));
}
