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
  /** What one conversion is worth, for results without revenue. */
  conversionValueMicros: number | null;
}

const KEYS = {
  currency: 'default currency',
  conversion: 'default conversion',
  targetRoas: 'default target roas',
  conversionValueMicros: 'default value of a conversion',
} as const;

export function defaultsOf(db: Store): Defaults {
  const number = (key: string): number | null => {
    const value = setting(db, key);
    return value === null ? null : Number(value);
  };
  return {
    currency: setting(db, KEYS.currency),
    conversion: setting(db, KEYS.conversion),
    targetRoas: number(KEYS.targetRoas),
    conversionValueMicros: number(KEYS.conversionValueMicros),
  };
}

/** Keeps what is given; null forgets. */
export function saveDefaults(db: Store, defaults: Defaults): void {
  for (const key of ['currency', 'conversion', 'targetRoas', 'conversionValueMicros'] as const) {
    const value = defaults[key];
    saveSetting(db, KEYS[key], value === null ? null : String(value));
  }
}
