/**
 * The schema, as an append-only list of SQL: entry n brings a store from `user_version` n to n + 1. An entry is never
 * edited once a version with it has been published. Days are whole days since 1970-01-01, money is micros, rates are
 * not stored at all.
 */

const LIBRARY = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE creatives (
  creative_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  category TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'archived')),
  path TEXT,
  content_hash TEXT UNIQUE,
  kind TEXT CHECK (kind IN ('video', 'image')),
  duration_seconds REAL CHECK (duration_seconds >= 0),
  width INTEGER CHECK (width > 0),
  height INTEGER CHECK (height > 0),
  fps REAL CHECK (fps > 0),
  has_audio INTEGER CHECK (has_audio IN (0, 1)),
  hdr TEXT CHECK (hdr IN ('hlg', 'pq')),
  size_bytes INTEGER CHECK (size_bytes >= 0),
  created_at TEXT NOT NULL,
  CHECK ((content_hash IS NULL) = (kind IS NULL))
) STRICT;

-- Further names of a creative: the same bytes added under another name, a name before a rename, a match a person made.
CREATE TABLE creative_names (
  name TEXT PRIMARY KEY,
  creative_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX creative_names_by_creative ON creative_names (creative_id);

-- One value per creative, key and source: a tag that a person set wins over a naming convention's, and that over a detected one.
CREATE TABLE tags (
  creative_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE,
  key TEXT NOT NULL CHECK (key <> ''),
  source TEXT NOT NULL CHECK (source IN ('person', 'naming', 'detected')),
  value TEXT NOT NULL CHECK (value <> ''),
  score REAL CHECK (score BETWEEN 0 AND 1),
  at_seconds REAL,
  PRIMARY KEY (creative_id, key, source)
) STRICT, WITHOUT ROWID;
`;

const PERFORMANCE = `
CREATE TABLE imports (
  import_id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  platform TEXT NOT NULL,
  account TEXT NOT NULL,
  level TEXT NOT NULL,
  -- All that was decided before the rows were read: the same file by the same decisions gives the same rows.
  decisions TEXT NOT NULL DEFAULT '',
  grain TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  undone_at TEXT,
  -- What --json printed: the decisions made and the figures read.
  summary TEXT NOT NULL CHECK (json_valid(summary))
) STRICT;
CREATE INDEX imports_by_file ON imports (file_hash);

CREATE TABLE ads (
  ad_id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  account TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('account', 'campaign', 'ad_group', 'ad')),
  -- The platform's id where the file has one, else the names that identify the row.
  ad_key TEXT NOT NULL,
  external_id TEXT,
  campaign TEXT,
  ad_group TEXT,
  ad_name TEXT,
  utm_source TEXT,
  utm_campaign TEXT,
  utm_content TEXT,
  creative_id INTEGER REFERENCES creatives ON DELETE SET NULL,
  -- Campaign, ad group and ad: finds the ad in files that leave its id out.
  name_key TEXT NOT NULL DEFAULT '',
  first_import_id INTEGER REFERENCES imports,
  UNIQUE (platform, level, ad_key, account)
) STRICT;
CREATE INDEX ads_by_creative ON ads (creative_id);
CREATE INDEX ads_by_name ON ads (platform, level, name_key);

-- Names and ids of ads as they were before an import changed them: what undo puts back.
CREATE TABLE replaced_ads (
  import_id INTEGER NOT NULL REFERENCES imports,
  ad_id INTEGER NOT NULL REFERENCES ads ON DELETE CASCADE,
  before TEXT NOT NULL CHECK (json_valid(before)),
  PRIMARY KEY (import_id, ad_id)
) STRICT, WITHOUT ROWID;

-- Creatives without media that an import made for ads that nothing else explained: undo takes those away that nobody used since.
CREATE TABLE made_creatives (
  creative_id INTEGER PRIMARY KEY REFERENCES creatives ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES imports
) STRICT;

-- Day first: exports run through the days, and a key in the file's own order makes the insert an append.
CREATE TABLE ad_days (
  date_start INTEGER NOT NULL,
  ad_id INTEGER NOT NULL REFERENCES ads,
  date_end INTEGER NOT NULL CHECK (date_end >= date_start),
  currency TEXT NOT NULL,
  impressions INTEGER,
  clicks INTEGER,
  conversions REAL,
  spend_micros INTEGER,
  revenue_micros INTEGER,
  plays_3s INTEGER,
  thruplays INTEGER,
  import_id INTEGER NOT NULL REFERENCES imports,
  PRIMARY KEY (date_start, ad_id, date_end)
) STRICT, WITHOUT ROWID;
CREATE INDEX ad_days_periods ON ad_days (ad_id, date_start, date_end) WHERE date_end > date_start;

-- Rows of ad_days as they were before an import replaced them: what undo puts back. import_id is the import that replaced.
CREATE TABLE replaced_days (
  import_id INTEGER NOT NULL REFERENCES imports,
  date_start INTEGER NOT NULL,
  ad_id INTEGER NOT NULL REFERENCES ads,
  date_end INTEGER NOT NULL,
  currency TEXT NOT NULL,
  impressions INTEGER,
  clicks INTEGER,
  conversions REAL,
  spend_micros INTEGER,
  revenue_micros INTEGER,
  plays_3s INTEGER,
  thruplays INTEGER,
  replaced_import_id INTEGER NOT NULL REFERENCES imports,
  PRIMARY KEY (import_id, date_start, ad_id, date_end)
) STRICT, WITHOUT ROWID;

-- Parts of rows that a report cuts further (age, placement, country): kept apart, as ad_days already holds their sums.
-- Of several imports of the same ad, days and dimension the latest holds.
CREATE TABLE ad_segments (
  import_id INTEGER NOT NULL REFERENCES imports,
  date_start INTEGER NOT NULL,
  ad_id INTEGER NOT NULL REFERENCES ads ON DELETE CASCADE,
  date_end INTEGER NOT NULL,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  currency TEXT NOT NULL,
  impressions INTEGER,
  clicks INTEGER,
  conversions REAL,
  spend_micros INTEGER,
  revenue_micros INTEGER,
  plays_3s INTEGER,
  thruplays INTEGER,
  PRIMARY KEY (import_id, date_start, ad_id, date_end, dimension, value)
) STRICT, WITHOUT ROWID;
`;

const VECTORS = `
CREATE TABLE embeddings (
  creative_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  dims INTEGER NOT NULL CHECK (dims > 0),
  content_hash TEXT NOT NULL,
  vector BLOB NOT NULL CHECK (length(vector) = 4 * dims),
  PRIMARY KEY (creative_id, model_id)
) STRICT, WITHOUT ROWID;

-- The frames that the vector above is the mean of: moments for search, the opening for hooks, all for finding copies.
CREATE TABLE frame_embeddings (
  creative_id INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  at_seconds REAL NOT NULL CHECK (at_seconds >= 0),
  vector BLOB NOT NULL,
  -- 32 x 32 grey bytes.
  thumbnail BLOB NOT NULL CHECK (length(thumbnail) = 1024),
  PRIMARY KEY (creative_id, model_id, at_seconds),
  FOREIGN KEY (creative_id, model_id) REFERENCES embeddings ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Creatives that are edits of one another, as the last look over the library found them; the others are in no group.
CREATE TABLE duplicates (
  creative_id INTEGER PRIMARY KEY REFERENCES creatives ON DELETE CASCADE,
  group_id INTEGER NOT NULL
) STRICT;

-- Things that the image network saw: label of an ImageNet class, mean score over the frames, moment of the best frame.
CREATE TABLE subjects (
  creative_id INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  label TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  at_seconds REAL NOT NULL CHECK (at_seconds >= 0),
  PRIMARY KEY (creative_id, model_id, label),
  FOREIGN KEY (creative_id, model_id) REFERENCES embeddings ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`;

const PATTERNS = `
-- What was measured from a file. Figures of shots and motion are null for a still picture, those of sound where there is none.
CREATE TABLE patterns (
  creative_id INTEGER PRIMARY KEY REFERENCES creatives ON DELETE CASCADE,
  content_hash TEXT NOT NULL,
  -- The version of the measurement: a newer creo measures again.
  version INTEGER NOT NULL,
  shots INTEGER CHECK (shots > 0),
  first_cut_seconds REAL,
  mean_shot_seconds REAL,
  densest_shots INTEGER,
  motion REAL CHECK (motion BETWEEN 0 AND 1),
  brightness REAL NOT NULL CHECK (brightness BETWEEN 0 AND 1),
  saturation REAL NOT NULL CHECK (saturation BETWEEN 0 AND 1),
  text_area REAL NOT NULL CHECK (text_area BETWEEN 0 AND 1),
  loudness_lufs REAL,
  silence REAL CHECK (silence BETWEEN 0 AND 1),
  voice_score REAL CHECK (voice_score BETWEEN 0 AND 1),
  beat_score REAL CHECK (beat_score BETWEEN 0 AND 1),
  beats_per_minute REAL
) STRICT;

CREATE TABLE shot_boundaries (
  creative_id INTEGER NOT NULL REFERENCES patterns ON DELETE CASCADE,
  at_seconds REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cut', 'dissolve', 'fade')),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  PRIMARY KEY (creative_id, at_seconds)
) STRICT, WITHOUT ROWID;

CREATE TABLE colours (
  creative_id INTEGER NOT NULL REFERENCES patterns ON DELETE CASCADE,
  name TEXT NOT NULL,
  share REAL NOT NULL CHECK (share BETWEEN 0 AND 1.001),
  PRIMARY KEY (creative_id, name)
) STRICT, WITHOUT ROWID;
`;

const CLUSTERS = `
CREATE TABLE cluster_runs (
  run_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visual', 'patterns', 'hybrid', 'tag')),
  tag TEXT,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('kmeans', 'dbscan', 'tag')),
  k INTEGER NOT NULL CHECK (k >= 0),
  seed INTEGER NOT NULL,
  silhouette REAL,
  model_id TEXT,
  -- The other options of the algorithm, such as the radius of DBSCAN.
  options TEXT NOT NULL CHECK (json_valid(options)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE clusters (
  run_id INTEGER NOT NULL REFERENCES cluster_runs ON DELETE CASCADE,
  cluster_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  -- The member nearest to the middle; null where there are no distances.
  central_creative_id INTEGER REFERENCES creatives ON DELETE SET NULL,
  PRIMARY KEY (run_id, cluster_id)
) STRICT, WITHOUT ROWID;

-- cluster_id is null for noise: a creative that belongs to no cluster of the run. x and y are its place on the run's map.
CREATE TABLE cluster_members (
  run_id INTEGER NOT NULL REFERENCES cluster_runs ON DELETE CASCADE,
  creative_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE,
  cluster_id INTEGER,
  x REAL,
  y REAL,
  PRIMARY KEY (run_id, creative_id),
  FOREIGN KEY (run_id, cluster_id) REFERENCES clusters (run_id, cluster_id)
) STRICT, WITHOUT ROWID;
`;

const DECISIONS = `
CREATE TABLE recommendations (
  recommendation_id INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  -- What later imports are scored against, in few figures, so that a scrape need not read whole plans; null without revenue.
  forecast TEXT CHECK (json_valid(forecast)),
  -- The whole plan as --json printed it.
  plan TEXT NOT NULL CHECK (json_valid(plan))
) STRICT;
`;

/** Creatives without media that were joined to another: what taking the join back needs. */
const JOINS = `
CREATE TABLE joins (
  join_id INTEGER PRIMARY KEY,
  -- Joins of one command, by the first join_id among them: they are taken back together.
  run_id INTEGER NOT NULL,
  joined_at TEXT NOT NULL,
  undone_at TEXT,
  into_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- Its row, its ads, further names and tags, and the import that made it.
  before TEXT NOT NULL CHECK (json_valid(before))
) STRICT;
CREATE INDEX joins_by_creative ON joins (into_id);
`;

/**
 * Results by layers: what each import said of an ad's days is kept apart, and a newer file that has fewer figures hides
 * none. Until now a newer row replaced an older one whole, which is what `replaces` says of the imports so far.
 */
const LAYERS = `
ALTER TABLE imports ADD COLUMN replaces INTEGER NOT NULL DEFAULT 0 CHECK (replaces IN (0, 1));
UPDATE imports SET replaces = 1;

-- As before, with given: which figures of the row are those of its import, one bit each in the order of the columns, and
-- null for all of them; the others were given by imports before it. Without foreign keys: looking up the ad and the import
-- costs a fifth of writing a row, and taking an ad away would look through all rows.
CREATE TABLE layered_days (
  date_start INTEGER NOT NULL,
  ad_id INTEGER NOT NULL,
  date_end INTEGER NOT NULL CHECK (date_end >= date_start),
  currency TEXT NOT NULL,
  impressions INTEGER,
  clicks INTEGER,
  conversions REAL,
  spend_micros INTEGER,
  revenue_micros INTEGER,
  plays_3s INTEGER,
  thruplays INTEGER,
  import_id INTEGER NOT NULL,
  given INTEGER,
  PRIMARY KEY (date_start, ad_id, date_end)
) STRICT, WITHOUT ROWID;
INSERT INTO layered_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s,
    thruplays, import_id)
  SELECT date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s, thruplays,
    import_id FROM ad_days;
DROP TABLE ad_days;
ALTER TABLE layered_days RENAME TO ad_days;
CREATE INDEX ad_days_periods ON ad_days (ad_id, date_start, date_end) WHERE date_end > date_start;

-- What the other imports said of the same ad and days. A layer without any figure is of a row that was set aside.
CREATE TABLE day_layers (
  date_start INTEGER NOT NULL,
  ad_id INTEGER NOT NULL,
  date_end INTEGER NOT NULL,
  currency TEXT NOT NULL,
  impressions INTEGER,
  clicks INTEGER,
  conversions REAL,
  spend_micros INTEGER,
  revenue_micros INTEGER,
  plays_3s INTEGER,
  thruplays INTEGER,
  import_id INTEGER NOT NULL,
  PRIMARY KEY (date_start, ad_id, date_end, import_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO day_layers (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros,
    plays_3s, thruplays, import_id)
  SELECT date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s, thruplays,
    replaced_import_id FROM replaced_days;
INSERT OR IGNORE INTO day_layers (date_start, ad_id, date_end, currency, import_id)
  SELECT date_start, ad_id, date_end, currency, import_id FROM replaced_days r
  WHERE NOT EXISTS (SELECT 1 FROM ad_days d
    WHERE d.date_start = r.date_start AND d.ad_id = r.ad_id AND d.date_end = r.date_end AND d.import_id = r.import_id);
DROP TABLE replaced_days;

-- Such layers packed by the thousand, until somebody looks at them.
CREATE TABLE day_packs (
  pack_id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  layers BLOB NOT NULL
) STRICT;
`;

const WORDS = `
-- Figures of speech and faces. Rows without them are of an earlier version of the measurement, which is made again.
ALTER TABLE patterns ADD COLUMN speech_share REAL CHECK (speech_share BETWEEN 0 AND 1);
ALTER TABLE patterns ADD COLUMN speech_start_seconds REAL;
ALTER TABLE patterns ADD COLUMN face_share REAL NOT NULL DEFAULT 0 CHECK (face_share BETWEEN 0 AND 1);
ALTER TABLE patterns ADD COLUMN several_faces_share REAL NOT NULL DEFAULT 0 CHECK (several_faces_share BETWEEN 0 AND 1);
ALTER TABLE patterns ADD COLUMN most_faces INTEGER NOT NULL DEFAULT 0 CHECK (most_faces >= 0);
ALTER TABLE patterns ADD COLUMN most_faces_seconds REAL;

-- Whose words were read, by which version, in which languages: a creative without a word on it is read once too.
CREATE TABLE readings (
  creative_id INTEGER PRIMARY KEY REFERENCES creatives ON DELETE CASCADE,
  content_hash TEXT NOT NULL,
  version INTEGER NOT NULL,
  languages TEXT NOT NULL
) STRICT;

-- Lines read on the screen. language is null, and text '', for a line in letters that nothing here can write.
CREATE TABLE words (
  creative_id INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
  -- Order in which the lines come: by time, then from the top down.
  place INTEGER NOT NULL CHECK (place >= 0),
  at_seconds REAL NOT NULL CHECK (at_seconds >= 0),
  until_seconds REAL NOT NULL CHECK (until_seconds >= at_seconds),
  text TEXT NOT NULL,
  "left" REAL NOT NULL,
  top REAL NOT NULL,
  width REAL NOT NULL CHECK (width >= 0),
  height REAL NOT NULL CHECK (height >= 0),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  language TEXT,
  furniture INTEGER NOT NULL CHECK (furniture IN (0, 1)),
  block INTEGER NOT NULL,
  PRIMARY KEY (creative_id, place)
) STRICT, WITHOUT ROWID;
`;

const SAID = `
-- Lines of the subtitles beside a creative's file.
CREATE TABLE spoken (
  creative_id INTEGER NOT NULL REFERENCES creatives ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place >= 0),
  at_seconds REAL NOT NULL CHECK (at_seconds >= 0),
  until_seconds REAL NOT NULL CHECK (until_seconds >= at_seconds),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (creative_id, place)
) STRICT, WITHOUT ROWID;

-- Creatives whose words were judged, by which version of the rules, and the words that each opens with.
CREATE TABLE said (
  creative_id INTEGER PRIMARY KEY REFERENCES creatives ON DELETE CASCADE,
  content_hash TEXT NOT NULL,
  version INTEGER NOT NULL,
  hook_line TEXT,
  hook_at_seconds REAL,
  hook_medium TEXT CHECK (hook_medium IN ('screen', 'spoken')),
  CHECK ((hook_line IS NULL) = (hook_medium IS NULL))
) STRICT;

-- What the words say, with the line that says so. They stand between the tags of a naming convention and those that CLIP detected.
CREATE TABLE word_tags (
  creative_id INTEGER NOT NULL REFERENCES said ON DELETE CASCADE,
  key TEXT NOT NULL CHECK (key IN ('hook', 'offer', 'cta')),
  value TEXT NOT NULL CHECK (value <> ''),
  line TEXT NOT NULL,
  at_seconds REAL NOT NULL,
  medium TEXT NOT NULL CHECK (medium IN ('screen', 'spoken')),
  score REAL CHECK (score BETWEEN 0 AND 1),
  discount REAL CHECK (discount BETWEEN 0 AND 1),
  amount_micros INTEGER,
  currency TEXT,
  PRIMARY KEY (creative_id, key)
) STRICT, WITHOUT ROWID;
`;

const COMPARISONS = `
-- Clips that have all been compared with one another, each as it was then: only pairs with another clip are new. Kept when a
-- creative goes, so that the group that it held together is looked at again.
CREATE TABLE compared_clips (
  creative_id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  -- The version of the comparison: a newer creo compares again.
  version INTEGER NOT NULL,
  -- The clips that are edits of this one have the same number; null when there are none.
  group_id INTEGER
) STRICT;
`;

/**
 * Accounts and whose they are, rates of exchange, and conversions as a second source tells them, beside the platforms'
 * own. An account without a platform stands for those of that name on every platform.
 */
const ACCOUNTS = `
CREATE TABLE accounts (
  account TEXT NOT NULL,
  platform TEXT NOT NULL,
  client TEXT CHECK (client <> ''),
  currency TEXT CHECK (length(currency) = 3),
  -- The source whose conversions and revenue answers use; null for the platform's own.
  truth TEXT CHECK (truth <> ''),
  PRIMARY KEY (account, platform)
) STRICT, WITHOUT ROWID;

-- Units of a currency for one euro, from that day on until the next.
CREATE TABLE rates (
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  day INTEGER NOT NULL,
  per_euro REAL NOT NULL CHECK (per_euro > 0),
  origin TEXT NOT NULL,
  PRIMARY KEY (currency, day)
) STRICT, WITHOUT ROWID;

-- What a row of a source says of the ad that brought it; '' where it says nothing.
CREATE TABLE source_references (
  reference_id INTEGER PRIMARY KEY,
  client TEXT NOT NULL,
  account TEXT NOT NULL,
  platform TEXT NOT NULL,
  ad TEXT NOT NULL,
  creative TEXT NOT NULL,
  utm_content TEXT NOT NULL,
  utm_campaign TEXT NOT NULL,
  UNIQUE (client, account, platform, ad, creative, utm_content, utm_campaign)
) STRICT;

-- Of several imports of the same row the latest that was not undone holds: an order by its number, else a day and a reference.
CREATE TABLE source_rows (
  source TEXT NOT NULL,
  row_key TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports,
  day INTEGER NOT NULL,
  reference_id INTEGER NOT NULL REFERENCES source_references,
  conversions REAL NOT NULL,
  revenue_micros INTEGER,
  currency TEXT,
  PRIMARY KEY (source, row_key, import_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW source_days AS
  SELECT r.source, r.day, r.reference_id, SUM(r.conversions) AS conversions, SUM(r.revenue_micros) AS revenue_micros, r.currency
  FROM source_rows r JOIN (
    SELECT source, row_key, MAX(import_id) AS import_id FROM source_rows JOIN imports USING (import_id)
    WHERE undone_at IS NULL GROUP BY source, row_key) USING (source, row_key, import_id)
  GROUP BY r.source, r.day, r.reference_id, r.currency;
`;

const SMILES = `
ALTER TABLE patterns ADD COLUMN smile_share REAL CHECK (smile_share BETWEEN 0 AND 1);
ALTER TABLE patterns ADD COLUMN smile_score REAL CHECK (smile_score BETWEEN 0 AND 1);
ALTER TABLE patterns ADD COLUMN smile_seconds REAL CHECK (smile_seconds >= 0);
`;

export const MIGRATIONS: readonly string[] = [
  [LIBRARY, PERFORMANCE, VECTORS, PATTERNS, CLUSTERS, DECISIONS].join('\n'),
  JOINS,
  LAYERS,
  WORDS,
  SAID,
  COMPARISONS,
  ACCOUNTS,
  SMILES,
];
