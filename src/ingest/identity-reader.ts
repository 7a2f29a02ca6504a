/**
 * Which ad a row is about. The cells that name it repeat from row to row: they are compared as bytes, and read once for
 * every way of writing them.
 */
import { nameProblem } from '../plausible.js';
import { headerKey } from './headers.js';
import { type IdClaim, IdClaims } from './id-claims.js';
import { isErrorCell } from './numbers.js';
import { platformNamed } from './platform-names.js';
import type { RecordReader } from './record-reader.js';
import type { Role } from './roles.js';
import type { AdIdentity, IdTrouble, RowReading } from './row-reading.js';
import { isNoName, isTotalLabel } from './total-rows.js';

export const NO_AD = -1;

/** Names remembered at once; a file with more ads looks the others up again. */
const NAMES_KEPT = 100_000;
/** Parts the cells of one key: no text has it. */
const SEPARATOR = '\0';

const IDENTITY: readonly Role[] = [
  'platform',
  'account',
  'accountId',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
];
/** Columns of which one must be filled for a row to be about anything. */
const NAMING: readonly Role[] = [
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'utmContent',
  'utmCampaign',
];

/** One way of naming an ad in the file, and the ad once it was looked up. */
export interface Named {
  identity: AdIdentity;
  /** The only name is the label of a total. */
  isTotal: boolean;
  isNameless: boolean;
  /** Its own name is missing below that of a parent, or is the label of a total. */
  mayBeSubtotal: boolean;
  /** The header again, as stacked files have it. */
  isHeader: boolean;
  /** What is wrong with one of its names, and in which column; null when all of them can be. */
  wrongName: { column: number; reason: string } | null;
  /** Null until it is looked up, NO_AD when the store does not know it and the file cannot make it. */
  adId: number | null;
  /** Where the sums of the ad are kept; set with the ad. */
  place: number;
  /** The days on which its id stands under its name; null without an id. */
  claim: IdClaim | null;
  /** The bytes of its cells, and the ad that came after it the last time. */
  spelled: readonly Uint8Array[];
  next: Named | null;
  /** Attribution window of the last row. */
  window: string | null;
}

interface Span {
  first: number;
  last: number;
}

export class IdentityReader {
  /** Ids that lost their digits in a spreadsheet. */
  mangledIds = 0;
  /** Names that a spreadsheet turned into an error such as `#NAME?`. */
  errorNames = 0;
  /** False for a report of the whole account, which names nothing. */
  readonly hasNames: boolean;

  private readonly at: RowReading['columns']['at'];
  private readonly spans: readonly Span[];
  private readonly naming: readonly number[];
  private readonly named = new Map<string, Named>();
  private readonly claims = new IdClaims();
  private last: Named | null = null;

  constructor(
    private readonly reader: RecordReader,
    private readonly reading: RowReading,
  ) {
    const { at, texts } = reading.columns;
    const columnsOf = (roles: readonly Role[]): number[] =>
      [...roles.map((role) => at[role]), ...texts].filter((column) => column !== undefined);
    this.at = at;
    this.spans = spansOf(columnsOf(IDENTITY));
    this.naming = columnsOf(NAMING);
    this.hasNames = this.naming.length > 0;
  }

  /** What the current row says it is about. Reports go through their ads in one order again and again: the next is guessed. */
  read(): Named {
    const guess = this.last?.next ?? null;
    const found = guess !== null && this.isSpelled(guess.spelled) ? guess : this.find();
    if (this.last !== null) this.last.next = found;
    this.last = found;
    return found;
  }

  /** Whether the cells of the current row are written as these bytes. */
  private isSpelled(spelled: readonly Uint8Array[]): boolean {
    const { spans } = this;
    const { bytes, starts, ends, count } = this.reader;
    for (let place = 0; place < spans.length; place += 1) {
      const { first, last } = spans[place]!;
      const start = first < count ? starts[first]! : 0;
      const length = first < count ? ends[last < count ? last : count - 1]! - start : 0;
      const other = spelled[place]!;
      if (other.length !== length) return false;
      for (let at = length - 1; at >= 0; at -= 1) if (bytes[start + at] !== other[at]) return false;
    }
    return true;
  }

  private spelling(): Uint8Array[] {
    const { bytes, starts, ends, count } = this.reader;
    return this.spans.map(({ first, last }) =>
      first < count
        ? Uint8Array.from(bytes.subarray(starts[first], ends[last < count ? last : count - 1]))
        : new Uint8Array(),
    );
  }

  private find(): Named {
    const { spans, named } = this;
    const { bytes, starts, ends, count } = this.reader;
    let key = '';
    for (let place = 0; place < spans.length; place += 1) {
      const { first, last } = spans[place]!;
      if (place > 0) key += SEPARATOR;
      if (first < count) key += bytes.toString('latin1', starts[first], ends[last < count ? last : count - 1]);
    }
    const known = named.get(key);
    if (known) return known;
    if (named.size >= NAMES_KEPT) {
      named.clear();
      this.last = null;
    }
    const fresh = this.readAnew();
    named.set(key, fresh);
    return fresh;
  }

  /** Whether the ids that were read tell ads apart; null when they do. */
  get idTrouble(): IdTrouble | null {
    return this.claims.trouble();
  }

  private readAnew(): Named {
    const { reader, reading, at } = this;
    const word = (role: Role): string | null => {
      const column = at[role];
      if (column === undefined) return null;
      const text = reader.text(column).normalize('NFC').trim();
      if (isErrorCell(text)) this.errorNames += 1;
      return isErrorCell(text) ? null : nameIn(text);
    };
    const texts = reading.columns.texts.map((column) => nameIn(reader.text(column))).filter((text) => text !== null);
    const campaign = word('campaign') ?? word('utmCampaign') ?? word('campaignId');
    const adGroup = word('adGroup') ?? word('adGroupId');
    const adName =
      word('ad') ??
      (texts.length > 0 ? texts.join(' | ') : null) ??
      word('creativeFile') ??
      word('utmContent') ??
      word('adId');
    const idRole = ({ ad: 'adId', ad_group: 'adGroupId', campaign: 'campaignId', account: 'accountId' } as const)[
      reading.level
    ];
    const filled = this.naming.filter((column) => !isNoName(reader.text(column)));
    const label = filled.length === 1 && filled.some((column) => isTotalLabel(reader.text(column)));
    const id = this.usableId(word(idRole));
    const identity: AdIdentity = {
      platform: platformNamed(word('platform')) ?? reading.platform,
      account: word('account') ?? word('accountId') ?? reading.account,
      level: reading.level,
      externalId: id,
      campaign,
      adGroup: reading.level === 'campaign' ? null : adGroup,
      adName: reading.level === 'ad' ? adName : null,
      creativeFile: word('creativeFile'),
      utmSource: word('utmSource'),
      utmCampaign: word('utmCampaign'),
      utmContent: word('utmContent'),
    };
    const isHeader =
      this.hasNames &&
      this.naming.every((column) => headerKey(reader.text(column)) === headerKey(reading.headers[column]?.text ?? ''));
    return {
      identity,
      isTotal: label,
      isNameless: this.hasNames && filled.length === 0,
      mayBeSubtotal: this.mayBeSubtotal(identity),
      isHeader,
      wrongName: this.wrongName(adName),
      adId: null,
      place: -1,
      claim: this.claimOf(identity),
      spelled: this.spelling(),
      next: null,
      window: null,
    };
  }

  private mayBeSubtotal({ level, externalId, campaign, adGroup, adName }: AdIdentity): boolean {
    if (externalId !== null || level === 'account') return false;
    const own = level === 'ad' ? adName : level === 'ad_group' ? adGroup : campaign;
    return own === null || isTotalLabel(own);
  }

  private claimOf({ externalId, campaign, adGroup, adName }: AdIdentity): IdClaim | null {
    return externalId === null ? null : this.claims.of(externalId, [campaign, adGroup, adName]);
  }

  /** The first name that cannot be; that of an ad may be put together from several columns. */
  private wrongName(adName: string | null): Named['wrongName'] {
    const { at, reading, naming } = this;
    const columns = [...naming, ...(at.creativeFile === undefined ? [] : [at.creativeFile])];
    const names = [
      ...columns.map((column) => ({ column, name: nameIn(this.reader.text(column)) })),
      { column: reading.columns.texts[0] ?? columns[0] ?? 0, name: adName },
    ];
    for (const { column, name } of names) {
      const problem = name === null ? null : nameProblem(name);
      if (problem !== null) return { column, reason: problem.reason };
    }
    return null;
  }

  /** Ids that a spreadsheet turned into `1.2E+17` have lost their digits: the names stand in. */
  private usableId(id: string | null): string | null {
    if (id === null) return null;
    if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(id)) {
      this.mangledIds += 1;
      return null;
    }
    return this.reading.ignoresIds ? null : id.replace(/^'|^="?|"$/g, '');
  }
}

/** The name in a cell, on one line; null for one that stands for none. */
function nameIn(cell: string): string | null {
  const name = cell.trim().replace(/\s*[\r\n\t]\s*/g, ' ');
  return isNoName(name) ? null : name;
}

function spansOf(columns: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last.last === column - 1) last.last = column;
    else spans.push({ first: column, last: column });
  }
  return spans;
}
