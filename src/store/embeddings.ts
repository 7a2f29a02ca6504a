/** Vectors of creatives, one per creative and model. Vectors of two models are never mixed. */
import type { Embedding } from '../model.js';
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
