/** Accounts whose early figures go with later results by a planted rank correlation, written into a store as imports do. */
import { type Random, seeded } from '../../src/random.js';
import type { Store } from '../../src/store/database.js';
import { addTestCreative } from './store.js';

export interface SignalWorld {
  seed: number;
  ads: number;
  days: number;
  /** Normal correlation of the true hook rate with the true CVR; the other figures have none with anything. */
  hook?: number;
  /** Clicks of a usual ad a day. */
  clicks?: number;
  /** Ads of one creative, which share its truth. */
  adsPerCreative?: number;
  /** Standard deviation of the log of the true CVR. */
  spread?: number;
  /** Whether what hooks is shown more, so that later samples follow an early figure. */
  hookBuysReach?: boolean;
  platform?: string;
  /** First day, in whole days since 1970. */
  firstDay?: number;
  /** Factor on all rates, the same for every ad. */
  factor?: number;
}

const CVR = 0.03;
const CTR = 0.02;

/** Adds the ads with their days. Early days and later ones have the same truth, so early CVR goes with the later. */
export function addSignalWorld(db: Store, world: SignalWorld): void {
  const random = seeded(world.seed);
  const { adsPerCreative = 1, platform = 'meta', firstDay = 20_000 } = world;
  const insertAd = db.prepare(
    `INSERT INTO ads (platform, account, level, ad_key, name_key, ad_name, creative_id)
     VALUES (:platform, 'Main', 'ad', :key, :key, :key, :creativeId)`,
  );
  const insert = db.prepare(
    `INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s,
       thruplays, import_id) VALUES (:day, :adId, :day, 'USD', :impressions, :clicks, :conversions, :spend, :revenue, :plays, :thruplays, 1)`,
  );
  db.transaction(() => {
    let truth = truthOf(random, world);
    let creativeId = 0;
    for (let ad = 0; ad < world.ads; ad += 1) {
      if (ad % adsPerCreative === 0) {
        truth = truthOf(random, world);
        creativeId = addTestCreative(db, `${platform} ${world.seed} ${ad}`);
      }
      const adId = insertAd.run({ creativeId, platform, key: `${platform} ${world.seed} ${ad}` }).lastInsertRowid;
      const reach = truth.reach * Math.exp(0.5 * random.normal());
      for (let day = 0; day < world.days; day += 1)
        insert.run({ adId, day: firstDay + day, ...dayOf(random, truth, reach) });
    }
  })();
}

interface Truth {
  hook: number;
  hold: number;
  ctr: number;
  cvr: number;
  cpm: number;
  reach: number;
}

function truthOf(
  random: Random,
  { hook = 0, clicks = 60, spread = 0.5, hookBuysReach, factor = 1 }: SignalWorld,
): Truth {
  const hooked = random.normal();
  const sold = hook * hooked + Math.sqrt(1 - hook * hook) * random.normal();
  return {
    hook: factor * 0.25 * Math.exp(0.25 * hooked),
    hold: 0.4 * Math.exp(0.2 * random.normal()),
    ctr: CTR * Math.exp(0.35 * random.normal()),
    cvr: factor * CVR * Math.exp(spread * sold),
    cpm: 12 * Math.exp(0.3 * random.normal()),
    reach: (clicks / CTR) * (hookBuysReach ? Math.exp(hooked) : 1),
  };
}

function dayOf(random: Random, truth: Truth, reach: number) {
  const impressions = random.poisson(reach * Math.exp(0.2 * random.normal()));
  const plays = random.poisson(truth.hook * impressions);
  const clicks = random.poisson(truth.ctr * impressions);
  const conversions = random.poisson(truth.cvr * clicks);
  return {
    impressions,
    clicks,
    conversions,
    plays,
    thruplays: random.poisson(truth.hold * plays),
    spend: Math.round(impressions * truth.cpm * Math.exp(0.1 * random.normal()) * 1000),
    revenue: Math.round(conversions * 40e6),
  };
}
