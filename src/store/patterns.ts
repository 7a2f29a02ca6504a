/** What was measured from the files of creatives: pacing, motion, picture, sound. */
import type { Patterns, ShotBoundary } from '../model.js';
import type { Store } from './database.js';

type PatternsRow = Omit<Patterns, 'boundaries' | 'colours'>;

/** Stores the measurements of one creative by one version of the measurement, replacing those it had. */
export function savePatterns(db: Store, patterns: Patterns, version: number): void {
  const { boundaries, colours, ...row } = patterns;
  const { creativeId } = row;
  db.prepare('DELETE FROM patterns WHERE creative_id = :creativeId').run({ creativeId });
  db.prepare(
    `INSERT INTO patterns (creative_id, content_hash, version, shots, first_cut_seconds, mean_shot_seconds, densest_shots, motion,
       brightness, saturation, text_area, loudness_lufs, silence, voice_score, beat_score, beats_per_minute,
       speech_share, speech_start_seconds, face_share, several_faces_share, most_faces, most_faces_seconds,
       smile_share, smile_score, smile_seconds)
     VALUES (:creativeId, :contentHash, :version, :shots, :firstCutSeconds, :meanShotSeconds, :densestShots, :motion,
       :brightness, :saturation, :textArea, :loudnessLufs, :silence, :voiceScore, :beatScore, :beatsPerMinute,
       :speechShare, :speechStartSeconds, :faceShare, :severalFacesShare, :mostFaces, :mostFacesSeconds,
       :smileShare, :smileScore, :smileSeconds)`,
  ).run({ ...row, version });
  const addBoundary = db.prepare(
    'INSERT INTO shot_boundaries (creative_id, at_seconds, kind, score) VALUES (:creativeId, :atSeconds, :kind, :score)',
  );
  for (const { atSeconds, kind, score } of boundaries) addBoundary.run({ creativeId, atSeconds, kind, score });
  const addColour = db.prepare('INSERT INTO colours (creative_id, name, share) VALUES (:creativeId, :name, :share)');
  for (const { name, share } of colours) addColour.run({ creativeId, name, share });
}

/** Measurements of every creative whose file has not changed since, by creative id. */
export function allPatterns(db: Store): Patterns[] {
  const boundaries = grouped(
    db
      .prepare<[], ShotBoundary & { creativeId: number }>(
        `SELECT creative_id AS creativeId, at_seconds AS atSeconds, kind, score FROM shot_boundaries ORDER BY creative_id, at_seconds`,
      )
      .all(),
  );
  const colours = grouped(
    db
      .prepare<[], { creativeId: number; name: string; share: number }>(
        'SELECT creative_id AS creativeId, name, share FROM colours ORDER BY creative_id, share DESC, name',
      )
      .all(),
  );
  return db
    .prepare<[], PatternsRow>(
      `SELECT p.creative_id AS creativeId, p.content_hash AS contentHash, shots, first_cut_seconds AS firstCutSeconds,
         mean_shot_seconds AS meanShotSeconds, densest_shots AS densestShots, motion, brightness, saturation, text_area AS textArea,
         loudness_lufs AS loudnessLufs, silence, voice_score AS voiceScore, beat_score AS beatScore, beats_per_minute AS beatsPerMinute,
         speech_share AS speechShare, speech_start_seconds AS speechStartSeconds, face_share AS faceShare,
         several_faces_share AS severalFacesShare, most_faces AS mostFaces, most_faces_seconds AS mostFacesSeconds,
         smile_share AS smileShare, smile_score AS smileScore, smile_seconds AS smileSeconds
       FROM patterns p JOIN creatives c ON c.creative_id = p.creative_id AND c.content_hash = p.content_hash
       ORDER BY p.creative_id`,
    )
    .all()
    .map((row) => ({
      ...row,
      boundaries: boundaries.get(row.creativeId) ?? [],
      colours: colours.get(row.creativeId) ?? [],
    }));
}

/** Content hash of each creative as it was measured by this version, by creative id. */
export const measuredHashes = (db: Store, version: number): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare<{ version: number }, { creativeId: number; contentHash: string }>(
        'SELECT creative_id AS creativeId, content_hash AS contentHash FROM patterns WHERE version = :version',
      )
      .all({ version })
      .map(({ creativeId, contentHash }) => [creativeId, contentHash]),
  );

function grouped<R extends { creativeId: number }>(rows: readonly R[]): Map<number, Omit<R, 'creativeId'>[]> {
  const groups = new Map<number, Omit<R, 'creativeId'>[]>();
  for (const { creativeId, ...row } of rows) {
    const known = groups.get(creativeId);
    if (known) known.push(row);
    else groups.set(creativeId, [row]);
  }
  return groups;
}
