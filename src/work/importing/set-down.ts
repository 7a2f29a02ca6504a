/** What becomes of a file that came in by itself: where it is moved, and what is said of it. */
import { basename } from 'node:path';
import { messageOf } from '../../errors.js';
import { fileReason } from '../../files/reasons.js';
import { setAside } from '../../files/set-aside.js';
import { harmlessLines } from '../../show/harmless.js';
import type { Context } from '../context.js';
import { importNotes } from './notes.js';
import type { Fate } from './take-in.js';

/** Folders below the watched one. */
export const IMPORTED = 'imported';
export const REJECTED = 'rejected';

export interface WatchedFile {
  file: string;
  outcome: 'imported' | 'known' | 'rejected' | 'waiting';
  /** Null where nothing was imported. */
  rowsNew: number | null;
  rowsReplaced: number | null;
  /** Imports that it made, or that brought it in before. */
  importIds: number[];
  /** Why it was rejected (the code of the error) or waits: GROWING, CHANGED, UNREADABLE. */
  code: string | null;
  message: string | null;
  /** Null where it is still in the folder. */
  movedTo: string | null;
}

const NO_ROWS = { rowsNew: null, rowsReplaced: null };

/** Moves a file to where its fate sends it. */
export function setDown(context: Context, path: string, fate: Exclude<Fate, { kind: 'gone' }>): WatchedFile {
  switch (fate.kind) {
    case 'unreadable':
      return leftAlone(path, 'UNREADABLE', fate.message);
    case 'changed':
      return leftAlone(path, 'CHANGED', 'it changed while it was read');
    case 'refused': {
      // The file is somewhere else from now on.
      const message = fate.message.replaceAll(path, basename(path));
      const { code } = fate;
      return moved(
        path,
        REJECTED,
        { outcome: 'rejected', ...NO_ROWS, importIds: [], code, message },
        reasonFor(context, path, { ...fate, message }),
      );
    }
    case 'known': {
      const { earlierIds: importIds } = fate;
      const message = `the same file came in before, with import ${importIds.join(', ')}`;
      return moved(path, IMPORTED, { outcome: 'known', ...NO_ROWS, importIds, code: null, message });
    }
    case 'imported': {
      const importIds = [...fate.imports.flatMap(({ importId }) => importId ?? []), ...fate.earlierIds];
      const rows = (key: 'rowsNew' | 'rowsReplaced'): number => fate.imports.reduce((sum, one) => sum + one[key], 0);
      const [rowsNew, rowsReplaced] = [rows('rowsNew'), rows('rowsReplaced')];
      const message = [
        `${rowsNew} new ${rowsNew === 1 ? 'row' : 'rows'}, ${rowsReplaced} replaced`,
        ...fate.talk,
        ...importNotes(fate.imports),
      ].join('; ');
      return moved(path, IMPORTED, { outcome: 'imported', rowsNew, rowsReplaced, importIds, code: null, message });
    }
  }
}

/** A file that cannot be moved stays, and it is said; what became of it stands. */
function moved(
  path: string,
  name: string,
  outcome: Omit<WatchedFile, 'file' | 'movedTo'>,
  reason: string | null = null,
): WatchedFile {
  try {
    return { file: basename(path), ...outcome, movedTo: setAside(path, name, reason) };
  } catch (thrown) {
    const why = `it could not be moved to ${name}: ${fileReason(thrown) ?? messageOf(thrown)}`;
    return {
      file: basename(path),
      ...outcome,
      message: [outcome.message, why].filter((part) => part !== null).join('; '),
      movedTo: null,
    };
  }
}

export const leftAlone = (path: string, code: string, message: string): WatchedFile => ({
  file: basename(path),
  outcome: 'waiting',
  ...NO_ROWS,
  importIds: [],
  code,
  message,
  movedTo: null,
});

/** What is written beside a file that was refused. */
function reasonFor(
  { config, now }: Context,
  path: string,
  { message, hint, talk }: Fate & { kind: 'refused' },
): string {
  const lines = [
    `${basename(path)} was not imported (${now()}).`,
    '',
    `error: ${message}`,
    `hint: ${hint}`,
    ...talk,
    '',
    'Mend the file and put it back into the folder above this one, or import it from here by hand, with what the hint names:',
    `creo import ${quoted(basename(path))} --db ${quoted(config.dbPath)}`,
  ];
  return harmlessLines(`${lines.join('\n')}\n`);
}

/** A word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
