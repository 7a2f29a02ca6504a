/** A store's worth of results as an export, and vectors as `creo embed` would leave them: the same for every build. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Random, seeded } from '../../../src/random.js';
import { Sqlite } from '../../../src/store/sqlite.js';
import { dayOf } from '../../../src/units.js';

export const DAYS = 30;
const FIRST_DAY = 20_454;
const CREATIVES_PER_CAMPAIGN = 20;
const DIMS = 256;
/** Looks that the vectors gather around. */
const LOOKS = 60;

/** A Meta export by ad and day, in the order of the days: about 90 bytes a row. */
export function writeExport(path: string, creatives: number): void {
  const random = seeded(creatives);
  const rates = Array.from({ length: creatives }, () => ({
    clicks: 0.012 * Math.exp(0.3 * random.normal()),
    conversions: 0.03 * Math.exp(0.4 * random.normal()),
    spend: 20 * Math.exp(0.8 * random.normal()),
  }));
  const file = openSync(path, 'w');
  let lines =
    'Day,Campaign name,Ad set name,Ad name,Ad ID,Impressions,Link clicks,Amount spent (USD),Purchases,Purchases conversion value\n';
  for (let day = 0; day < DAYS; day += 1) {
    const date = dayOf(FIRST_DAY + day);
    for (const [ad, rate] of rates.entries()) {
      const spend = rate.spend * (0.5 + random.uniform());
      const impressions = Math.round(spend * 100 * (0.8 + 0.4 * random.uniform()));
      const clicks = random.poisson(impressions * rate.clicks);
      const conversions = random.poisson(clicks * rate.conversions);
      const revenue = conversions * (20 + 40 * random.uniform());
      const campaign = Math.floor(ad / CREATIVES_PER_CAMPAIGN);
      lines += `${date},Campaign ${campaign},Broad ${campaign % 7},creative ${ad},${1_200_000_000 + ad},${impressions},${clicks},${spend.toFixed(2)},${conversions},${revenue.toFixed(2)}\n`;
      if (lines.length > 1 << 20) {
        writeSync(file, lines);
        lines = '';
      }
    }
  }
  writeSync(file, lines);
  closeSync(file);
}

/** Gives every creative of a store a picture and its vector, each near one of some looks. */
export function addVectors(storePath: string): void {
  const db = new Sqlite(storePath);
  const random = seeded(7);
  const looks = Array.from({ length: LOOKS }, () => direction(random));
  const ids = db.prepare<[], number>('SELECT creative_id FROM creatives ORDER BY creative_id').pluck().all();
  const setMedia = db.prepare(
    `UPDATE creatives SET path = 'clip.png', content_hash = 'hash ' || creative_id, kind = 'image', duration_seconds = 0, width = 540,
       height = 960, has_audio = 0, size_bytes = 1 WHERE creative_id = ?`,
  );
  const add = db.prepare(
    `INSERT INTO embeddings (creative_id, model_id, dims, content_hash, vector) VALUES (?, 'bench', ${DIMS}, ?, ?)`,
  );
  db.transaction(() => {
    for (const [at, id] of ids.entries()) {
      setMedia.run(id);
      add.run(id, `hash ${id}`, Buffer.from(near(looks[at % LOOKS] ?? new Float32Array(DIMS), random).buffer));
    }
  })();
  db.close();
}

const direction = (random: Random): Float32Array => unit(Float32Array.from({ length: DIMS }, () => random.normal()));

const near = (look: Float32Array, random: Random): Float32Array =>
  unit(look.map((value) => value + 0.05 * random.normal()));

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
