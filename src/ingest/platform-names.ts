/** Platforms by the names that people, trackers and warehouses write for them. */

/** To the ids of the column maps. */
const NAMES: readonly [RegExp, string][] = [
  [/facebook|instagram|meta|^fb$|^ig$/i, 'meta'],
  [/google|adwords|youtube/i, 'google'],
  [/tik ?tok/i, 'tiktok'],
  [/snap/i, 'snapchat'],
  [/pinterest/i, 'pinterest'],
  [/linked ?in/i, 'linkedin'],
  [/twitter|^x$/i, 'x'],
  [/reddit/i, 'reddit'],
  [/bing|microsoft/i, 'microsoft'],
  [/amazon/i, 'amazon'],
  [/^apple|^asa$/i, 'apple'],
  [/taboola/i, 'taboola'],
  [/outbrain/i, 'outbrain'],
  [/яндекс|yandex/i, 'yandex-direct'],
  [/^vk|вконтакте/i, 'vk'],
];

/** The id of a platform that is named somehow; null for one that creo does not know. */
export const knownPlatform = (text: string): string | null =>
  NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** The platform that a row names; null when the cell is empty. */
export const platformNamed = (text: string | null): string | null =>
  text === null ? null : (knownPlatform(text) ?? text.toLowerCase());
