/**
 * `creo model pull`: fetches CLIP. The one command that talks to a model hub; what was cut off is continued.
 * `--json`: `{ folder, files: [{ file, bytes, sha256, verified, fetched }] }`; `verified` is null where
 * neither creo nor the hub has a checksum.
 */
import type { Precision } from '../../embed/model-folder.js';
import { modelRoot } from '../../embed/model-folder.js';
import { pullClip } from '../../embed/pull.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export interface ModelPullOptions {
  precision: Precision;
  /** Base address of the hub. */
  host: string;
  /** Commit or branch; null for the revision whose checksums creo knows. */
  revision: string | null;
}

export async function run(
  { config, log, progress, signal }: Context,
  { precision, host, revision }: ModelPullOptions,
): Promise<View> {
  const root = modelRoot(config.modelFolder);
  log(`fetching CLIP (${precision}) from ${host} into ${root}`);
  const { folder, files } = await pullClip({
    root,
    precision,
    host,
    ...(revision === null ? {} : { revision }),
    signal,
    onFile: (file, bytes) => progress(file, bytes, 'bytes'),
  });
  const fetched = files.filter((file) => file.fetched);
  const unverified = files.filter(({ verified }) => verified === null).map(({ file }) => file);
  return {
    json: { folder, files },
    headline: fetched.length === 0 ? `CLIP is already in ${folder}` : `CLIP is in ${folder}`,
    tables: [
      {
        fields: ['file', 'sizeBytes', 'whole'],
        rows: files.map(({ file, bytes, verified }) => ({ file, sizeBytes: bytes, whole: verified })),
      },
    ],
    notes: [
      ...(unverified.length > 0 ? [`The hub gave no checksum for ${unverified.join(', ')}`] : []),
      'Next: `creo embed --model clip`',
    ],
  };
}
