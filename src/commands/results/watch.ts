/**
 * `creo watch FOLDER`: imports exports as they arrive, each by itself and once. What was taken goes to FOLDER/imported, what
 * was refused to FOLDER/rejected with the reason in NAME.txt beside it: what is left in the folder is still to come.
 * `--json`: `{ folder, startedAt, stoppedAt, imported, known, rejected, waiting, files: [{ file, outcome, rowsNew,
 * rowsReplaced, importIds, code, message, movedTo }] }`; `files` with --once only.
 */
import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../../errors.js';
import type { Table, View } from '../../fields.js';
import { exportsIn } from '../../files/find-exports.js';
import { cannotOpen, statNamed } from '../../files/regular.js';
import { settling, signatureOf } from '../../files/settled.js';
import type { Context } from '../../work/context.js';
import type { ReadingOptions } from '../../work/importing/options.js';
import { IMPORTED, leftAlone, REJECTED, setDown, type WatchedFile } from '../../work/importing/set-down.js';
import { type Fate, takeIn, waitsForOthers } from '../../work/importing/take-in.js';

export type { WatchedFile } from '../../work/importing/set-down.js';

export interface WatchOptions extends ReadingOptions {
  folder: string;
  /** Take in what is there and end, as cron wants it. */
  once: boolean;
  /** A file that has stayed as it is for so long, and that nobody has open for writing, has come in whole. */
  settleSeconds: number;
  /** Between two looks at the folder. */
  everySeconds: number;
}

type Counts = Record<WatchedFile['outcome'], number>;

export interface WatchAnswer extends Counts {
  folder: string;
  startedAt: string;
  stoppedAt: string;
  files?: WatchedFile[];
}

export async function run(context: Context, options: WatchOptions): Promise<View<WatchAnswer>> {
  const folder = resolve(options.folder);
  requireFolder(folder);
  const startedAt = context.now();
  const files = options.once ? await onePass(context, folder, options) : null;
  const counts = files === null ? await untilStopped(context, folder, options) : countsOf(files);
  const { imported, known, rejected, waiting } = counts;
  const answer = { folder, startedAt, stoppedAt: context.now(), ...counts, ...(files === null ? {} : { files }) };
  const parts = [
    `imported ${imported === 1 ? '1 file' : `${imported} files`}`,
    ...(known > 0 ? [`passed over ${known} known`] : []),
    ...(rejected > 0 ? [`rejected ${rejected}`] : []),
    ...(waiting > 0 ? [`left ${waiting} for the next time`] : []),
  ];
  return {
    json: answer,
    headline: parts.join(', '),
    tables: files === null ? [] : [tableOf(files)],
    notes: (files ?? []).flatMap(({ file, outcome, message }) =>
      outcome === 'imported' ? [`${file}: ${message ?? ''}`] : [],
    ),
    ...(options.once && rejected > 0 ? { exitStatus: 1 } : {}),
  };
}

const tableOf = (files: readonly WatchedFile[]): Table => ({
  fields: ['file', 'outcome', 'rowsNew', 'rowsReplaced', 'importId'],
  rows: files.map(({ importIds: [importId = null], file, outcome, rowsNew, rowsReplaced }) => ({
    file,
    outcome,
    rowsNew,
    rowsReplaced,
    importId,
  })),
});

/** Files are moved out of it, so it must be writable too. Throws UserError: NO_FOLDER, NO_ACCESS, LINK_LOOP. */
function requireFolder(folder: string): void {
  if (!statNamed(folder)?.isDirectory()) {
    throw new UserError('NO_FOLDER', `There is no folder ${folder}`, 'Check the spelling, or make the folder first');
  }
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (thrown) {
    throw cannotOpen(folder, thrown);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (thrown) {
    throw new UserError(
      'NO_ACCESS',
      `You may not write in ${folder}, and files are moved to ${IMPORTED} and ${REJECTED} below it`,
      'Let the user who runs creo write there; `creo import` only reads',
      { cause: thrown },
    );
  }
}

/** What is there now and stays as it is for the settling time. */
async function onePass(context: Context, folder: string, options: WatchOptions): Promise<WatchedFile[]> {
  const settleMs = 1000 * options.settleSeconds;
  const look = settling(settleMs);
  const first = look(exportsIn(folder), performance.now());
  if (first.ready.length + first.growing.length > 0 && settleMs > 0) await pause(settleMs);
  const { ready, growing } = look(exportsIn(folder), performance.now());
  const taken = await takeAll(context, ready, options);
  const waiting = growing.map((path) => leftAlone(path, 'GROWING', 'it is still being written'));
  for (const { file, outcome, message } of [...taken, ...waiting]) {
    if (outcome === 'rejected' || outcome === 'waiting') context.log(`${outcome} ${file}: ${message}`);
  }
  return [...taken, ...waiting];
}

async function untilStopped(context: Context, folder: string, options: WatchOptions): Promise<Counts> {
  const { signal, log } = context;
  const look = settling(1000 * options.settleSeconds);
  const counts = countsOf([]);
  /** Files that could not be moved or read, as they were then: they are not tried again until they change. */
  const stuck = new Map<string, string | null>();
  let lost = false;
  log(`watching ${folder}: what is taken goes to ${IMPORTED}, what is not to ${REJECTED}; stop it with Ctrl-C`);
  while (!signal.aborted) {
    const paths = filesOf(folder);
    if (typeof paths === 'string') {
      if (!lost) log(`${paths}; waiting for the folder`);
    } else {
      if (lost) log(`${folder} is there again`);
      const { ready } = look(paths, performance.now());
      const fresh = ready.filter((path) => !stuck.has(path) || stuck.get(path) !== signatureOf(path));
      for (const file of await takeAll(context, fresh, options)) {
        counts[file.outcome] += file.outcome === 'waiting' ? 0 : 1;
        const path = resolve(folder, file.file);
        if (file.movedTo === null && file.code !== 'CHANGED') stuck.set(path, signatureOf(path));
        log(`${file.outcome} ${file.file}${file.message === null ? '' : `: ${file.message}`}`);
      }
      for (const path of stuck.keys()) if (!paths.includes(path)) stuck.delete(path);
    }
    lost = typeof paths === 'string';
    await pause(1000 * options.everySeconds, undefined, { signal }).catch(() => {});
  }
  log('stopping');
  return counts;
}

/** The exports in the folder, or why there is no telling. */
function filesOf(folder: string): string[] | string {
  try {
    return exportsIn(folder);
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.message;
    throw thrown;
  }
}

/** Each by itself, in this order; those that lack the spend they belong to once more after the others. */
async function takeAll(context: Context, paths: readonly string[], options: WatchOptions): Promise<WatchedFile[]> {
  const fates = new Map<string, Fate>();
  const isStopped = (): boolean => !options.once && context.signal.aborted;
  for (const path of paths) if (!isStopped()) fates.set(path, await takeIn(context, path, options));
  for (const [path, fate] of fates) {
    if (waitsForOthers(fate) && !isStopped()) fates.set(path, await takeIn(context, path, options));
  }
  return [...fates].flatMap(([path, fate]) => (fate.kind === 'gone' ? [] : [setDown(context, path, fate)]));
}

function countsOf(files: readonly WatchedFile[]): Counts {
  const counts: Counts = { imported: 0, known: 0, rejected: 0, waiting: 0 };
  for (const { outcome } of files) counts[outcome] += 1;
  return counts;
}
