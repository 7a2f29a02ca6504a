/** Sets or removes tags as a person does, all or nothing. */
import { UserError } from '../errors.js';
import { readTextFile } from '../files/read-text.js';
import { tagTable } from '../ingest/tag-table.js';
import type { Creative } from '../model.js';
import { creativeNamed } from '../store/creatives.js';
import { inTransaction } from '../store/database.js';
import { removeTag, savePersonTag } from '../store/tags.js';
import type { Context } from './context.js';

export interface TagOptions {
  /** The creative that `set` and `remove` are about; null with `file`. */
  name: string | null;
  set: ReadonlyMap<string, string>;
  remove: readonly string[];
  /** A table with a column `creative`, then one per tag; an empty cell leaves that tag alone. */
  file: string | null;
}

interface Change {
  creative: Creative;
  key: string;
  /** Null removes the tag. */
  value: string | null;
}

export interface Tagged {
  set: number;
  removed: number;
  /** Names. */
  creatives: string[];
}

/** Throws UserError NOTHING_TO_TAG, NO_SUCH_CREATIVE, and what an unreadable table throws. */
export function setTags({ db }: Context, options: TagOptions): Tagged {
  const changes = options.file === null ? namedChanges(db, options) : fileChanges(db, options.file);
  let removed = 0;
  inTransaction(db, () => {
    for (const { creative, key, value } of changes) {
      if (value !== null) savePersonTag(db, creative.creativeId, key, value);
      else if (removeTag(db, creative.creativeId, key, 'person')) removed += 1;
    }
  });
  const set = changes.filter(({ value }) => value !== null).length;
  return { set, removed, creatives: [...new Set(changes.map(({ creative }) => creative.name))] };
}

function namedChanges(db: Context['db'], { name, set, remove }: TagOptions): Change[] {
  if (name === null || set.size + remove.length === 0) {
    throw new UserError('NOTHING_TO_TAG', 'No tag was given', 'For example: creo tag ugc-07 hook=question');
  }
  const creative = creativeNamed(db, name);
  return [
    ...[...set].map(([key, value]) => ({ creative, key, value })),
    ...remove.map((key) => ({ creative, key, value: null })),
  ];
}

function fileChanges(db: Context['db'], file: string): Change[] {
  return tagTable(readTextFile(file), file).map(({ name, line, key, value }) => {
    try {
      return { creative: creativeNamed(db, name), key, value };
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
      throw new UserError(thrown.code, `${file} line ${line}: ${thrown.message}`, thrown.hint, { cause: thrown });
    }
  });
}
