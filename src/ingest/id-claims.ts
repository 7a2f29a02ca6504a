/**
 * Whether the ids of a file are an identity. Spreadsheets keep 15 digits of a number, so that ads whose ids differ after
 * those become one; and then the id stands under several names at once, or every id ends in zeros.
 */
import type { IdTrouble } from './row-reading.js';

/** One way in which an id is named, and the days on which it is; days since 1970-01-01. */
export interface IdClaim {
  names: readonly (string | null)[];
  firstDay: number;
  lastDay: number;
}

/** Significant digits of a number in a spreadsheet. */
const DIGITS_KEPT = 15;
/** So many zeros where digits should be are no chance: one in a million. */
const TELLING_ZEROS = 6;

export class IdClaims {
  private readonly byId = new Map<string, IdClaim[]>();
  private zeros = 0;
  private hasLastDigits = false;

  /** The claim of an id under these names; a name that the file leaves out differs from none. */
  of(id: string, names: readonly (string | null)[]): IdClaim {
    let claims = this.byId.get(id);
    if (!claims) {
      claims = [];
      this.byId.set(id, claims);
      this.look(id);
    }
    const known = claims.find((claim) => claim.names.every((name, place) => isSame(name, names[place] ?? null)));
    if (known) return known;
    const claim = { names, firstDay: Number.POSITIVE_INFINITY, lastDay: Number.NEGATIVE_INFINITY };
    claims.push(claim);
    return claim;
  }

  private look(id: string): void {
    if (!/^\d{16,}$/.test(id)) return;
    if (hasLostDigits(id)) this.zeros += id.length - DIGITS_KEPT;
    else this.hasLastDigits = true;
  }

  /** An ad that was renamed has its names one after the other; several at once are several ads. */
  trouble(): IdTrouble | null {
    for (const [id, claims] of this.byId) {
      const isShared = claims.length > 1 && (hasLostDigits(id) || overlap(claims));
      if (isShared) return { kind: 'shared', shown: id, names: claims.length };
    }
    if (this.hasLastDigits || this.zeros < TELLING_ZEROS) return null;
    return { kind: 'cut', shown: this.byId.keys().next().value ?? '', names: 1 };
  }
}

const isSame = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

const hasLostDigits = (id: string): boolean => /^\d{16,}$/.test(id) && /^0+$/.test(id.slice(DIGITS_KEPT));

function overlap(claims: readonly IdClaim[]): boolean {
  const inOrder = claims.filter(({ firstDay, lastDay }) => firstDay <= lastDay).sort((a, b) => a.firstDay - b.firstDay);
  return inOrder.some((claim, place) => {
    const before = inOrder[place - 1];
    // The day on which an ad is renamed may stand under both names.
    return before !== undefined && (claim.firstDay < before.lastDay || claim.firstDay === before.firstDay);
  });
}
