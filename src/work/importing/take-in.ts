/** One file that came in by itself: imported, known from before, or refused with the reason. Nobody is there to ask. */
import { UserError } from '../../errors.js';
import { fileError } from '../../files/reasons.js';
import { signatureOf } from '../../files/settled.js';
import type { ImportSummary } from '../../ingest/summary.js';
import type { Context } from '../context.js';
import { importAll } from './import-all.js';
import { NOBODY } from './nobody.js';
import { NOTHING_ASKED, type ReadingOptions } from './options.js';

export type Fate =
  /** `earlierIds` are imports that brought a part of it in before; `talk` is what the import said while it worked. */
  | { kind: 'imported'; imports: ImportSummary[]; earlierIds: number[]; talk: readonly string[] }
  /** Every table of it was imported before. */
  | { kind: 'known'; earlierIds: number[] }
  | { kind: 'refused'; code: string; message: string; hint: string; talk: readonly string[] }
  /** It could not be read now; nothing is known of what it holds. */
  | { kind: 'unreadable'; message: string }
  /** It was written to while it was read: what was read is no answer. */
  | { kind: 'changed' }
  /** It is no longer there. */
  | { kind: 'gone' };

/** What the store or the disk is to blame for, and no file. */
const NOT_OF_THE_FILE = /^(STORE_|DISK_FULL$|NO_STORE$)/;

const UNREADABLE: readonly string[] = ['NO_ACCESS', 'UNREADABLE_FILE', 'LINK_LOOP', 'UNUSABLE_FILE'];

/** Whether a file was refused for want of others: it has no spend, and the ads and days that it adds to are not there. */
export const waitsForOthers = (fate: Fate): boolean =>
  fate.kind === 'refused' && ['NO_SPEND', 'UNKNOWN_DAYS'].includes(fate.code);

/** Throws a UserError only where the store or the disk is at fault. */
export async function takeIn(context: Context, path: string, options: ReadingOptions): Promise<Fate> {
  const before = signatureOf(path);
  if (before === null) return { kind: 'gone' };
  const talk: string[] = [];
  const log = (line: string): void => void talk.push(line);
  const alone: Context = Object.create(context, { ask: { value: NOBODY }, log: { value: log } });
  let fate: Fate;
  try {
    const asked = { ...NOTHING_ASKED, ...options, paths: [path] };
    const { imports, earlierIds } = await importAll(alone, asked, { passesKnown: true });
    fate = imports.length > 0 ? { kind: 'imported', imports, earlierIds, talk } : { kind: 'known', earlierIds };
  } catch (thrown) {
    fate = refusal(fileError(thrown), talk);
  }
  const after = signatureOf(path);
  if (after === before) return fate;
  if (after !== null) return { kind: 'changed' };
  // Another watch of the same folder took it meanwhile.
  return fate.kind === 'imported' ? fate : { kind: 'gone' };
}

function refusal(thrown: unknown, talk: readonly string[]): Fate {
  if (thrown instanceof UserError) {
    const { code, message, hint } = thrown;
    if (NOT_OF_THE_FILE.test(code)) throw thrown;
    return UNREADABLE.includes(code) ? { kind: 'unreadable', message } : { kind: 'refused', code, message, hint, talk };
  }
  // One file that creo stumbles over must not keep all others out.
  const message = `this is a bug in creo: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  const hint = 'Please report it with these lines, and the file if you may';
  return { kind: 'refused', code: 'BUG', message, hint, talk };
}
