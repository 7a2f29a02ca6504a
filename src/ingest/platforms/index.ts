/** Every platform that creo knows, the generic table last: it wins only where no other explains the header better. */
import type { Platform } from '../roles.js';
import { GENERIC } from './generic.js';
import { GOOGLE } from './google.js';
import { META } from './meta.js';
import { TIKTOK } from './tiktok.js';

export const PLATFORMS: readonly Platform[] = [META, TIKTOK, GOOGLE, GENERIC];

/** The platform of this id; null when there is none. */
export const platformById = (id: string): Platform | null => PLATFORMS.find((platform) => platform.id === id) ?? null;

export { GENERIC };
