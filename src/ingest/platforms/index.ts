/** Every platform that creo knows, the generic table last: it wins only where no other explains the header better. */
import type { Platform } from '../roles.js';
import { AMAZON } from './amazon.js';
import { APPLE } from './apple.js';
import { ADJUST, APPSFLYER, GA4, KEITARO, SHOPIFY, TRACKER } from './attribution.js';
import { SPOTIFY, YAHOO_JAPAN } from './audio-and-japan.js';
import { GENERIC } from './generic.js';
import { GOOGLE } from './google.js';
import { LINKEDIN } from './linkedin.js';
import { META } from './meta.js';
import { MICROSOFT } from './microsoft.js';
import { OUTBRAIN, TABOOLA } from './native.js';
import { PINTEREST } from './pinterest.js';
import { REDDIT } from './reddit.js';
import { SNAPCHAT } from './snapchat.js';
import { TIKTOK } from './tiktok.js';
import { VK } from './vk.js';
import { X } from './x.js';
import { YANDEX_DIRECT } from './yandex-direct.js';

export const PLATFORMS: readonly Platform[] = [
  META,
  TIKTOK,
  GOOGLE,
  SNAPCHAT,
  PINTEREST,
  LINKEDIN,
  YANDEX_DIRECT,
  VK,
  MICROSOFT,
  X,
  AMAZON,
  APPLE,
  TABOOLA,
  OUTBRAIN,
  APPSFLYER,
  ADJUST,
  GA4,
  KEITARO,
  TRACKER,
  SPOTIFY,
  YAHOO_JAPAN,
  SHOPIFY,
  REDDIT,
  GENERIC,
];

/** The platform of this id; null when there is none. */
export const platformById = (id: string): Platform | null => PLATFORMS.find((platform) => platform.id === id) ?? null;
