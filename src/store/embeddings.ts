/** Vectors of creatives and of their frames, and what was seen in them. Vectors of two models are never mixed. */
import type { Embedding, FrameVector, Subject } from '../model.js';
import type { Store } from './database.js';

interface EmbeddingRow {
  creativeId: number;
  modelId: string;
  contentHash: string;
  vector: Buffer;
}

const vectorOf = (blob: Buffer): Float32Array =>
  // Copied: a BLOB may start at an offset that a Float32Array cannot take.
  new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));

const blobOf = (vector: Float32Array): Buffer => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** Stores the vector of one creative by one model, replacing the one it had. */
export function saveEmbedding(db: Store, { creativeId, modelId, contentHash, vector }: Embedding): void {
  db.prepare(
    `INSERT INTO embeddings (creative_id, model_id, dims, content_hash, vector) VALUES (:creativeId, :modelId, :dims, :contentHash, :vector)
     ON CONFLICT (creative_id, model_id) DO UPDATE SET dims = excluded.dims, content_hash = excluded.content_hash, vector = excluded.vector`,
  ).run({ creativeId, modelId, contentHash, dims: vector.length, vector: blobOf(vector) });
}

/** Every vector of one model whose file has not changed since, by creative id. */
export const embeddingsOf = (db: Store, modelId: string): Embedding[] =>
  db
    .prepare<{ modelId: string }, EmbeddingRow>(
      `SELECT e.creative_id AS creativeId, e.model_id AS modelId, e.content_hash AS contentHash, e.vector AS vector
       FROM embeddings e JOIN creatives c ON c.creative_id = e.creative_id AND c.content_hash = e.content_hash
       WHERE e.model_id = :modelId ORDER BY e.creative_id`,
    )
    .all({ modelId })
    .map((row) => ({ ...row, vector: vectorOf(row.vector) }));

/** The models that have vectors here, the one with the most first. */
export const embeddedModels = (db: Store): { modelId: string; creatives: number }[] =>
  db
    .prepare<[], { modelId: string; creatives: number }>(
      `SELECT e.model_id AS modelId, COUNT(*) AS creatives
       FROM embeddings e JOIN creatives c ON c.creative_id = e.creative_id AND c.content_hash = e.content_hash
       GROUP BY e.model_id ORDER BY creatives DESC, e.model_id`,
    )
    .all();

/** The content that each creative had when this model embedded it, by creative id. */
export const embeddedHashes = (db: Store, modelId: string): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare<{ modelId: string }, { creativeId: number; contentHash: string }>(
        'SELECT creative_id AS creativeId, content_hash AS contentHash FROM embeddings WHERE model_id = :modelId',
      )
      .all({ modelId })
      .map(({ creativeId, contentHash }) => [creativeId, contentHash]),
  );

/** All that a model made of one creative. */
export interface CreativeVectors extends Embedding {
  frames: readonly FrameVector[];
  /** Empty for a model without classes. */
  subjects: readonly Subject[];
}

/** Stores the vectors of one creative by one model with its frames and subjects, replacing those it had. */
export function saveVectors(db: Store, { frames, subjects, ...embedding }: CreativeVectors): void {
  const { creativeId, modelId } = embedding;
  saveEmbedding(db, embedding);
  db.prepare('DELETE FROM frame_embeddings WHERE creative_id = :creativeId AND model_id = :modelId').run({
    creativeId,
    modelId,
  });
  db.prepare('DELETE FROM subjects WHERE creative_id = :creativeId AND model_id = :modelId').run({
    creativeId,
    modelId,
  });
  const saveFrame = db.prepare(
    `INSERT INTO frame_embeddings (creative_id, model_id, at_seconds, vector, thumbnail)
     VALUES (:creativeId, :modelId, :atSeconds, :vector, :thumbnail)`,
  );
  for (const { atSeconds, vector, thumbnail } of frames) {
    saveFrame.run({ creativeId, modelId, atSeconds, vector: blobOf(vector), thumbnail });
  }
  const saveSubject = db.prepare(
    'INSERT INTO subjects (creative_id, model_id, label, score, at_seconds) VALUES (:creativeId, :modelId, :label, :score, :atSeconds)',
  );
  for (const { label, score, atSeconds } of subjects) saveSubject.run({ creativeId, modelId, label, score, atSeconds });
}

export interface CreativeFrame extends FrameVector {
  creativeId: number;
}

/** The frame vectors of one model whose file has not changed since, by creative then moment. */
export const framesOf = (db: Store, modelId: string): CreativeFrame[] =>
  db
    .prepare<{ modelId: string }, { creativeId: number; atSeconds: number; vector: Buffer; thumbnail: Buffer }>(
      `SELECT f.creative_id AS creativeId, f.at_seconds AS atSeconds, f.vector AS vector, f.thumbnail AS thumbnail
       FROM frame_embeddings f JOIN embeddings e ON e.creative_id = f.creative_id AND e.model_id = f.model_id
         JOIN creatives c ON c.creative_id = e.creative_id AND c.content_hash = e.content_hash
       WHERE f.model_id = :modelId ORDER BY f.creative_id, f.at_seconds`,
    )
    .all({ modelId })
    .map((row) => ({ ...row, vector: vectorOf(row.vector) }));

/** The frames of each creative by one model, by creative then moment. */
export function framesByCreative(db: Store, modelId: string): { creativeId: number; frames: CreativeFrame[] }[] {
  const clips = new Map<number, CreativeFrame[]>();
  for (const frame of framesOf(db, modelId)) {
    const frames = clips.get(frame.creativeId);
    if (frames) frames.push(frame);
    else clips.set(frame.creativeId, [frame]);
  }
  return [...clips].map(([creativeId, frames]) => ({ creativeId, frames }));
}

/** What was seen in creatives whose file has not changed since, by creative, strongest first. */
export const allSubjects = (db: Store): (Subject & { creativeId: number })[] =>
  db
    .prepare<[], Subject & { creativeId: number }>(
      `SELECT s.creative_id AS creativeId, s.label AS label, s.score AS score, s.at_seconds AS atSeconds
       FROM subjects s JOIN embeddings e ON e.creative_id = s.creative_id AND e.model_id = s.model_id
         JOIN creatives c ON c.creative_id = e.creative_id AND c.content_hash = e.content_hash
       ORDER BY s.creative_id, s.score DESC, s.label`,
    )
    .all();
