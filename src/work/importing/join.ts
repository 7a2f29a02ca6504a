/** Creatives that an import made, or whose file came later, and that are one with another but for sizes, platform marks and working words: joined, and said. */
import { basename } from 'node:path';
import type { Warning } from '../../ingest/columns.js';
import { type Same, sameCreatives } from '../../ingest/same-creatives.js';
import { allCreatives, creativeNames, furtherNames } from '../../store/creatives.js';
import type { Store } from '../../store/database.js';
import { apartIn, joinCreatives } from '../../store/joins.js';
import { filelessCreatives } from '../../store/matches.js';

/** Joins that are named one by one. */
const NAMED = 2;

/** Joins the creatives of `made` that are one with another; gives how many went away by that, and what to say. */
export function joinMade(db: Store, made: ReadonlySet<number>, now: string): { joined: number; warnings: Warning[] } {
  if (made.size === 0) return { joined: 0, warnings: [] };
  return joinWhere(db, now, ({ from }) => made.has(from.creativeId));
}

/** Joins the creatives without media that are one with one of `added`, which have their files since just now. */
export function joinAdded(db: Store, added: ReadonlySet<number>, now: string): string[] {
  return joinWhere(db, now, ({ intoId }) => added.has(intoId)).warnings.map(({ message }) => message);
}

function joinWhere(db: Store, now: string, isMeant: (same: Same) => boolean): { joined: number; warnings: Warning[] } {
  const found = sameCreatives(namesOfMedia(db), filelessCreatives(db), apartIn(db)).filter(isMeant);
  if (found.length === 0) return { joined: 0, warnings: [] };
  const nameOf = creativeNames(db);
  const first = found
    .slice(0, NAMED)
    .map(({ from, intoId, reason }) => `"${from.name}" to "${nameOf(intoId)}" (${reason})`);
  const more = found.length - first.length;
  joinCreatives(db, found, now);
  const message = `one creative under several names: joined ${first.join(', ')}${more === 0 ? '' : ` and ${more} more`}; \`creo match --undo\` takes it back`;
  return { joined: found.length, warnings: [{ code: 'JOINED', message }] };
}

/** Every name by which a creative with media is known, its file among them. */
export function namesOfMedia(db: Store): { creativeId: number; name: string }[] {
  const media = allCreatives(db).filter((creative) => creative.media !== null);
  const ids = new Set(media.map(({ creativeId }) => creativeId));
  return [
    ...furtherNames(db).filter(({ creativeId }) => ids.has(creativeId)),
    ...media.flatMap(({ creativeId, name, path }) => [
      ...(path === null ? [] : [{ creativeId, name: basename(path) }]),
      { creativeId, name },
    ]),
  ];
}
