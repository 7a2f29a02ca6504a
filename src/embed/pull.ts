/** Fetching CLIP from a model hub, at the user's word only. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { DownloadError, download, headersOf } from '../files/download.js';
import { hashFile } from '../files/hash.js';
import { CLIP_REVISION, clipFiles, pinnedFile } from './clip-files.js';
import { CLIP_NAME, clipFolder, type Precision } from './model-folder.js';

/** Where CLIP comes from unless the user names a mirror. */
export const HUB = 'https://huggingface.co';

/** The checksums of the files as they were fetched: `sha256sum -c` reads it. */
export const SUMS_FILE = 'SHA256SUMS';

/** Larger than any file of the CLIP family that runs on a laptop. */
const MAX_BYTES = 4_000_000_000;

export interface PullOptions {
  root: string;
  precision: Precision;
  /** Base address of the hub. Default: `HUB`. */
  host?: string;
  /** Commit or branch of the model. Default: the one whose checksums creo knows. */
  revision?: string;
  signal: AbortSignal;
  /** Told the size of a file when it starts (null when the hub does not say), then the bytes that have come. */
  onFile: (file: string, bytes: number | null) => { advance(by?: number): void; done(): void };
}

export interface PulledFile {
  file: string;
  bytes: number;
  sha256: string;
  /** Whether it is what its checksum says, by creo's own list or by the hub; null when neither has one. */
  verified: boolean | null;
  /** False when it was there already. */
  fetched: boolean;
}

/**
 * Fetches CLIP into its folder under `root`, and gives the folder and its files. Files that are there and whole are left
 * alone; one that was cut off is continued. Throws UserError: PULL_FAILED, or MODEL_DAMAGED when a file is not what its
 * checksum says.
 */
export async function pullClip(options: PullOptions): Promise<{ folder: string; files: PulledFile[] }> {
  const folder = clipFolder(options.root);
  const sums = readSums(folder);
  const files: PulledFile[] = [];
  for (const file of clipFiles(options.precision)) {
    const pulled = await pullFile(file, folder, sums.get(file) ?? null, options);
    files.push(pulled);
    sums.set(file, pulled.sha256);
    writeFileSync(join(folder, SUMS_FILE), [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join(''));
  }
  return { folder, files };
}

/** The checksums that were written down when the files of a folder were fetched, by file; empty when there are none. */
export function readSums(folder: string): Map<string, string> {
  const path = join(folder, SUMS_FILE);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return new Map(lines.filter((line) => line.includes('  ')).map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function pullFile(
  file: string,
  folder: string,
  fetchedSum: string | null,
  options: PullOptions,
): Promise<PulledFile> {
  const { host = HUB, revision = CLIP_REVISION } = options;
  const pinned = pinnedFile(file, revision);
  const path = join(folder, file);
  const kept = existsSync(path) ? await hashFile(path) : null;
  if (kept !== null && kept === (pinned?.sha256 ?? fetchedSum)) {
    return { file, bytes: statSync(path).size, sha256: kept, verified: true, fetched: false };
  }
  const url = `${host.replace(/\/$/, '')}/${CLIP_NAME}/resolve/${revision}/${file}`;
  // The hub is the one that the user named, wherever it is.
  const asking = { allowPrivate: true, signal: options.signal };
  mkdirSync(dirname(path), { recursive: true });
  try {
    const expected = pinned
      ? { checksum: pinned.sha256, bytes: pinned.bytes }
      : announcedBy(await headersOf(url, asking));
    const progress = options.onFile(file, expected.bytes);
    await download(url, path, { ...asking, maxBytes: MAX_BYTES, onBytes: (count) => progress.advance(count) });
    progress.done();
    const sha256 = await hashFile(path);
    const verified = matches(path, sha256, expected.checksum);
    if (verified === false) {
      rmSync(path);
      throw new UserError(
        'MODEL_DAMAGED',
        `${file} is not what its checksum says, and was thrown away`,
        'Run `creo model pull` again; if it stays so, something between here and the hub changes files',
      );
    }
    return { file, bytes: statSync(path).size, sha256, verified, fetched: true };
  } catch (thrown) {
    if (!(thrown instanceof DownloadError)) throw thrown;
    throw new UserError(
      'PULL_FAILED',
      `${url} could not be fetched: ${thrown.message}`,
      'Run it again, it goes on where it stopped; or copy the folder of `creo model path` from a machine that has it',
      { cause: thrown },
    );
  }
}

interface Expected {
  /** SHA-256, or git's object id; null when nobody says. */
  checksum: string | null;
  bytes: number | null;
}

/** What the hub says of a file: SHA-256 of large ones (`x-linked-etag`), git's object id of small ones (`etag`). */
function announcedBy(headers: Awaited<ReturnType<typeof headersOf>>): Expected {
  const linked = headers['x-linked-etag'];
  const tag = (typeof linked === 'string' ? linked : (headers.etag ?? '')).replace(/^W\/|"/g, '');
  const bytes = Number(headers['x-linked-size'] ?? headers['content-length']);
  return {
    checksum: /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag) ? tag : null,
    bytes: Number.isFinite(bytes) ? bytes : null,
  };
}

function matches(path: string, sha256: string, checksum: string | null): boolean | null {
  if (checksum === null) return null;
  if (checksum.length === 64) return sha256 === checksum;
  const content = readFileSync(path);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex') === checksum;
}
