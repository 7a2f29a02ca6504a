/**
 * Media files, and http(s) addresses of them, to creatives. The same bytes twice is one creative; a creative that has no
 * file yet and has the file's name gets it; a file that changed where it lies is the new version of its creative.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../errors.js';
import { findFiles } from '../files/find.js';
import { NameIndex } from '../ingest/names.js';
import { isAddress } from '../media/fetch.js';
import { MEDIA_EXTENSIONS, takeIn } from '../media/intake.js';
import { locate, mediaPrograms } from '../media/programs.js';
import { readAhead } from '../media/read-ahead.js';
import type { Creative, MediaFacts } from '../model.js';
import {
  addCreative,
  addCreativeName,
  allCreatives,
  creativeByHash,
  creativeById,
  creativeByName,
  furtherNames,
  setCategory,
  setMedia,
  setPath,
} from '../store/creatives.js';
import { inTransaction, type Store } from '../store/database.js';
import { savePersonTag } from '../store/tags.js';
import type { Context } from './context.js';
import { joinAdded } from './importing/join.js';
import { namingTagger } from './importing/naming-tags.js';

export interface AddOptions {
  paths: readonly string[];
  /** Name of the creative, for a single file; else the file's name without its ending. */
  name: string | null;
  category: string | null;
  tags: ReadonlyMap<string, string>;
  /** Largest file to fetch from an http(s) address. */
  maxDownloadBytes: number;
  /** Whether addresses inside a private network may be fetched from. */
  allowPrivate: boolean;
}

/** Folder beside the store in which files from the web are kept. */
const DOWNLOADS = 'creo-media';

export type AddedStatus = 'added' | 'same' | 'updated';

/** Files that are read ahead of the one that is being written. */
const FILES_AHEAD = 32;

export interface AddedCreative {
  creativeId: number;
  creative: string;
  path: string;
  status: AddedStatus;
  kind: MediaFacts['kind'] | null;
  durationSeconds: number | null;
  width: number | null;
  height: number | null;
}

export interface AddAnswer {
  creatives: readonly AddedCreative[];
  skipped: readonly { path: string; reason: string }[];
  /** Files that were not come to when it was interrupted. */
  left: number;
}

/** Throws UserError NAME_FOR_MANY, NOTHING_ADDED, and what finding and fetching files throw. */
export async function addCreatives(context: Context, options: AddOptions): Promise<AddAnswer> {
  const { paths, name, category, tags } = options;
  const { config, log, signal } = context;
  const local = paths.filter((path) => !isAddress(path));
  const files = [...(await findFiles(local, MEDIA_EXTENSIONS)), ...paths.filter(isAddress)];
  if (name !== null && files.length > 1) {
    throw new UserError(
      'NAME_FOR_MANY',
      `--name ${name} was given for ${files.length} files, and a name belongs to one creative`,
      'Add the files without --name: each is then named after its file',
    );
  }
  // A path that names nothing starts no store.
  const { db } = context;
  const programs = await mediaPrograms(config);
  const isFirst = !allCreatives(db).some(({ media }) => media !== null);
  const progress = context.progress('Adding', files.length, 'files');
  const fileless = new NameIndex(filelessNames(db));
  const tagByName = namingTagger(db);
  const isKnown = (contentHash: string): boolean => creativeByHash(db, contentHash) !== null;
  const fetching = {
    folder: join(dirname(config.dbPath), DOWNLOADS),
    maxBytes: options.maxDownloadBytes,
    allowPrivate: options.allowPrivate,
    signal,
  };
  const rows: AddedCreative[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const intakes = readAhead(files, (source) => takeIn(source, { programs, isKnown, fetching }), {
    running: availableParallelism(),
    ahead: FILES_AHEAD,
    signal,
  });
  for await (const intake of intakes) {
    if (signal.aborted) break;
    progress.advance();
    if ('skipped' in intake) {
      skipped.push({ path: intake.path, reason: intake.skipped });
      log(`skipped ${intake.path}: ${intake.skipped}`);
      continue;
    }
    const { creative, status } = inTransaction(db, () => {
      const kept = keep(db, { ...intake, name, category, now: context.now() }, fileless);
      if (kept.status === 'added') tagByName(kept.creative.creativeId, kept.creative.name);
      if (category !== null) setCategory(db, kept.creative.creativeId, category);
      for (const [key, value] of tags) savePersonTag(db, kept.creative.creativeId, key, value);
      return kept;
    });
    rows.push(rowOf(creative, intake.path, status));
    if (status === 'same' && creative.path !== intake.path) {
      log(`${intake.path} has the same content as ${creative.name}: one creative`);
    }
  }
  progress.done();
  const added = new Set(rows.filter(({ status }) => status === 'added').map(({ creativeId }) => creativeId));
  if (added.size > 0) for (const line of inTransaction(db, () => joinAdded(db, added, context.now()))) log(line);
  const [first] = skipped;
  if (rows.length === 0 && first !== undefined && !signal.aborted) {
    throw new UserError(
      'NOTHING_ADDED',
      `None of the ${skipped.length} files could be added: ${first.path}: ${first.reason}`,
      'creo takes videos and pictures: mp4, mov, webm, gif, jpg, png, webp',
    );
  }
  if (isFirst && (await locate('ffmpeg', config)).source === 'package') log(PACKAGED);
  return { creatives: rows, skipped, left: signal.aborted ? files.length - rows.length - skipped.length : 0 };
}

/** Said with the first files of a store alone: who wants the packaged one knows it by then. */
const PACKAGED =
  'ffmpeg is the one that comes with creo: it works, but is years old and gets no security fixes. The system’s own takes its place once it is installed (apt install ffmpeg, brew install ffmpeg)';

interface NewFile {
  path: string;
  contentHash: string;
  media: MediaFacts | null;
  name: string | null;
  category: string | null;
  now: string;
}

/** Puts one file into the library. What the store says is asked again here: another process may have written meanwhile. */
function keep(
  db: Store,
  { path, contentHash, media, name, category, now }: NewFile,
  fileless: NameIndex,
): { creative: Creative; status: AddedStatus } {
  const stem = basename(path, extname(path));
  const known = creativeByHash(db, contentHash);
  if (known || media === null) {
    if (!known) throw new Error(`the creative of ${path} was removed while it was added`);
    addCreativeName(db, known.creativeId, name ?? stem);
    // A file that was moved is found where it is now.
    if (known.path === null || !existsSync(known.path)) setPath(db, known.creativeId, path);
    return { creative: known, status: 'same' };
  }
  const exact = creativeByName(db, name ?? stem) ?? creativeByName(db, basename(path));
  const meant = exact ?? creativeMeant(db, fileless, name ?? stem);
  const takesFile = meant !== null && (meant.media === null || meant.path === path || name !== null);
  if (takesFile) {
    setMedia(db, meant.creativeId, { path, contentHash, media });
    return { creative: { ...meant, path, contentHash, media }, status: 'updated' };
  }
  const free = freeName(db, name ?? stem, path);
  const creativeId = addCreative(db, { name: free, category, path, contentHash, media, createdAt: now });
  return {
    creative: { creativeId, name: free, category, status: 'active', path, contentHash, media, createdAt: now },
    status: 'added',
  };
}

/** Every name of the creatives that have results but no file yet. */
function filelessNames(db: Store): { creativeId: number; name: string }[] {
  const creatives = allCreatives(db).filter(({ media }) => media === null);
  const ids = new Set(creatives.map(({ creativeId }) => creativeId));
  return [...creatives, ...furtherNames(db).filter(({ creativeId }) => ids.has(creativeId))];
}

/** The creative without a file whose name means the same as this one: `Hook A.mp4`, `hook_a` and `Hook A - Copy` do. */
function creativeMeant(db: Store, fileless: NameIndex, name: string): Creative | null {
  const found = fileless.find([name]);
  const creative = found ? creativeById(db, found.creativeId) : null;
  return creative?.media === null ? creative : null;
}

/** The name, else the file's whole name, else with its folder, else with a number: two files of one name are two creatives. */
function freeName(db: Store, name: string, path: string): string {
  const candidates = [name, basename(path), `${basename(dirname(path))}/${name}`];
  const free = candidates.find((candidate) => creativeByName(db, candidate) === null);
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const numbered = `${name} (${number})`;
    if (creativeByName(db, numbered) === null) return numbered;
  }
}

const rowOf = ({ creativeId, name, media }: Creative, path: string, status: AddedStatus): AddedCreative => ({
  creativeId,
  creative: name,
  path,
  status,
  kind: media?.kind ?? null,
  durationSeconds: media?.durationSeconds ?? null,
  width: media?.width ?? null,
  height: media?.height ?? null,
});
