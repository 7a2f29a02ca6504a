/** Creatives, their further names and their tags. */
import { UserError } from '../errors.js';
import type { Creative, CreativeStatus, HdrTransfer, MediaFacts } from '../model.js';
import { plausibleName } from '../plausible.js';
import type { Store } from './database.js';

interface CreativeRow {
  creativeId: number;
  name: string;
  category: string | null;
  status: CreativeStatus;
  path: string | null;
  contentHash: string | null;
  kind: MediaFacts['kind'] | null;
  durationSeconds: number;
  width: number;
  height: number;
  fps: number | null;
  hasAudio: number;
  hdr: HdrTransfer | null;
  sizeBytes: number;
  createdAt: string;
}

const COLUMNS = `creative_id AS creativeId, name, category, status, path, content_hash AS contentHash, kind,
  duration_seconds AS durationSeconds, width, height, fps, has_audio AS hasAudio, hdr, size_bytes AS sizeBytes, created_at AS createdAt`;

function creativeOf(row: CreativeRow): Creative {
  const { kind, durationSeconds, width, height, fps, hasAudio, hdr, sizeBytes, ...creative } = row;
  const media =
    kind === null ? null : { kind, durationSeconds, width, height, fps, hasAudio: hasAudio === 1, hdr, sizeBytes };
  return { ...creative, media };
}

/** Every creative, by name. */
export const allCreatives = (db: Store): Creative[] =>
  db.prepare<[], CreativeRow>(`SELECT ${COLUMNS} FROM creatives ORDER BY name, creative_id`).all().map(creativeOf);

/** Creatives by name: those of a category where one is given, and at most so many. */
export const creativesWhere = (db: Store, wanted: { category: string | null; limit: number | null }): Creative[] =>
  db
    .prepare<typeof wanted, CreativeRow>(
      `SELECT ${COLUMNS} FROM creatives
       WHERE (:category IS NULL OR category = :category)
       ORDER BY name, creative_id LIMIT COALESCE(:limit, -1)`,
    )
    .all(wanted)
    .map(creativeOf);

/** The creative of exactly this name, else the one that has it as a further name; null when there is none. */
export function creativeByName(db: Store, name: string): Creative | null {
  const row =
    db.prepare<{ name: string }, CreativeRow>(`SELECT ${COLUMNS} FROM creatives WHERE name = :name`).get({ name }) ??
    db
      .prepare<{ name: string }, CreativeRow>(
        `SELECT ${COLUMNS} FROM creatives WHERE creative_id = (SELECT creative_id FROM creative_names WHERE name = :name)`,
      )
      .get({ name });
  return row ? creativeOf(row) : null;
}

/** The creative of this number; null when there is none. */
export function creativeById(db: Store, creativeId: number): Creative | null {
  const row = db
    .prepare<{ creativeId: number }, CreativeRow>(`SELECT ${COLUMNS} FROM creatives WHERE creative_id = :creativeId`)
    .get({ creativeId });
  return row ? creativeOf(row) : null;
}

/** The creative whose file has this content; null when there is none. */
export function creativeByHash(db: Store, contentHash: string): Creative | null {
  const row = db
    .prepare<{ contentHash: string }, CreativeRow>(`SELECT ${COLUMNS} FROM creatives WHERE content_hash = :contentHash`)
    .get({ contentHash });
  return row ? creativeOf(row) : null;
}

export interface NewCreative {
  name: string;
  category: string | null;
  path: string | null;
  contentHash: string | null;
  media: MediaFacts | null;
  createdAt: string;
}

/** Adds a creative and gives its id. The name and the content must be new. Throws UserError BAD_NAME. */
export function addCreative(db: Store, { name, category, path, contentHash, media, createdAt }: NewCreative): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO creatives (name, category, path, content_hash, kind, duration_seconds, width, height, fps, has_audio, hdr, size_bytes, created_at)
       VALUES (:name, :category, :path, :contentHash, :kind, :durationSeconds, :width, :height, :fps, :hasAudio, :hdr, :sizeBytes, :createdAt)`,
    )
    .run({ name: plausibleName(name), category, path, contentHash, createdAt, ...mediaColumns(media) });
  return Number(lastInsertRowid);
}

/** Gives a creative its file: one that had none so far, or a new version under the same name. */
export function setMedia(
  db: Store,
  creativeId: number,
  file: { path: string; contentHash: string; media: MediaFacts },
): void {
  db.prepare(
    `UPDATE creatives SET path = :path, content_hash = :contentHash, kind = :kind, duration_seconds = :durationSeconds, width = :width,
       height = :height, fps = :fps, has_audio = :hasAudio, hdr = :hdr, size_bytes = :sizeBytes
     WHERE creative_id = :creativeId`,
  ).run({ creativeId, path: file.path, contentHash: file.contentHash, ...mediaColumns(file.media) });
}

const mediaColumns = (media: MediaFacts | null) => ({
  kind: media?.kind ?? null,
  durationSeconds: media?.durationSeconds ?? null,
  width: media?.width ?? null,
  height: media?.height ?? null,
  fps: media?.fps ?? null,
  hasAudio: media ? Number(media.hasAudio) : null,
  hdr: media?.hdr ?? null,
  sizeBytes: media?.sizeBytes ?? null,
});

export function setPath(db: Store, creativeId: number, path: string): void {
  db.prepare('UPDATE creatives SET path = :path WHERE creative_id = :creativeId').run({ creativeId, path });
}

export function setCategory(db: Store, creativeId: number, category: string | null): void {
  db.prepare('UPDATE creatives SET category = :category WHERE creative_id = :creativeId').run({ creativeId, category });
}

/** Renames a creative; the old name stays a further name, so that later exports still find it. Throws UserError BAD_NAME. */
export function renameCreative(db: Store, creative: Creative, name: string): void {
  plausibleName(name);
  db.prepare('DELETE FROM creative_names WHERE name = :name').run({ name });
  db.prepare('UPDATE creatives SET name = :name WHERE creative_id = :creativeId').run({
    creativeId: creative.creativeId,
    name,
  });
  addCreativeName(db, creative.creativeId, creative.name);
}

/** Removes a creative with its tags and vectors. Its ads stay, without a creative. */
export function removeCreative(db: Store, creativeId: number): void {
  db.prepare('DELETE FROM creatives WHERE creative_id = :creativeId').run({ creativeId });
}

/** Remembers a further name of a creative; the name it already has is left alone, and another creative's name is not taken. */
export function addCreativeName(db: Store, creativeId: number, name: string): void {
  db.prepare(
    `INSERT INTO creative_names (name, creative_id)
     SELECT :name, :creativeId WHERE NOT EXISTS (SELECT 1 FROM creatives WHERE name = :name)
     ON CONFLICT (name) DO UPDATE SET creative_id = excluded.creative_id`,
  ).run({ name, creativeId });
}

/** The further names of one creative. */
export const namesOf = (db: Store, creativeId: number): string[] =>
  db
    .prepare<{ creativeId: number }, { name: string }>(
      'SELECT name FROM creative_names WHERE creative_id = :creativeId ORDER BY name',
    )
    .all({ creativeId })
    .map(({ name }) => name);

/** Every further name with the creative it belongs to. */
export const furtherNames = (db: Store): { name: string; creativeId: number }[] =>
  db
    .prepare<[], { name: string; creativeId: number }>(
      'SELECT name, creative_id AS creativeId FROM creative_names ORDER BY name',
    )
    .all();

/** The creative of this name. Throws UserError (NO_SUCH_CREATIVE) that names the nearest ones. */
export function creativeNamed(db: Store, name: string): Creative {
  const found = creativeByName(db, name);
  if (found) return found;
  const near = db
    .prepare<{ part: string }, { name: string }>(
      "SELECT name FROM creatives WHERE name LIKE '%' || :part || '%' ESCAPE '\\' ORDER BY name LIMIT 3",
    )
    .all({ part: name.replace(/[\\%_]/g, '\\$&') });
  throw new UserError(
    'NO_SUCH_CREATIVE',
    `There is no creative named ${name}`,
    near.length > 0 ? `Did you mean ${near.map((row) => row.name).join(', ')}?` : '`creo list` shows the names',
  );
}

/** Gives the name of each creative by its id. */
export function creativeNames(db: Store): (creativeId: number) => string {
  const rows = db.prepare<[], [number, string]>('SELECT creative_id, name FROM creatives').raw().all();
  const names = new Map(rows);
  return (creativeId) => names.get(creativeId) ?? `creative ${creativeId}`;
}
