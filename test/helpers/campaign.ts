/** A small account in a store: creatives with vectors and results, as `add`, `import` and `embed` leave them. */
import { join } from 'node:path';
import { addCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { saveEmbedding } from '../../src/store/embeddings.js';
import { addTestAd, addTestDay, newCreative, videoFacts } from './store.js';

export interface Member {
  name: string;
  /** Direction of the vector; null for a creative that is not embedded. */
  vector?: readonly number[] | null;
  /** False for a creative without a file. */
  media?: boolean;
  clicks?: number;
  conversions?: number;
  spendMicros?: number;
  revenueMicros?: number;
  campaign?: string;
  currency?: string;
}

export const MODEL = 'test-model';

/** Opens the store of a folder, making it when there is none. */
export const storeIn = (folder: string): Store => openStore(join(folder, 'creo.db'), { create: true });

/** Adds the creatives with their vectors by `modelId`, and a day of results to those that have clicks. Gives their ids. */
export function addMembers(db: Store, members: readonly Member[], modelId = MODEL): number[] {
  return members.map((member) => {
    const { name, vector = null, media = true } = member;
    const contentHash = media ? `hash of ${name}` : null;
    const creativeId = addCreative(
      db,
      newCreative({
        name,
        contentHash,
        path: media ? `/ads/${name}.mp4` : null,
        media: media ? videoFacts() : null,
      }),
    );
    if (vector && contentHash) {
      saveEmbedding(db, { creativeId, modelId, contentHash, vector: unit(vector) });
    }
    if (member.clicks !== undefined) addResults(db, creativeId, member);
    return creativeId;
  });
}

function addResults(db: Store, creativeId: number, { name, clicks = 0, ...member }: Member): void {
  const adId = addTestAd(db, { platform: 'tiktok', campaign: member.campaign ?? 'Summer', adName: name, creativeId });
  addTestDay(db, {
    adId,
    currency: member.currency ?? 'USD',
    impressions: clicks * 80,
    clicks,
    conversions: member.conversions ?? 0,
    spend: (member.spendMicros ?? 50_000_000) / 1e6,
    revenue: (member.revenueMicros ?? 0) / 1e6,
  });
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}
