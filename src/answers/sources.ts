/** A second source beside the platform: conversions of both per creative, and what their ranking would be by each. */
import { normalQuantile } from '../decide/posterior/statistics.js';
import { UserError } from '../errors.js';
import { clientsOfAccount } from '../store/accounts.js';
import type { Store } from '../store/database.js';
import type { ResultsFilter } from '../store/results.js';
import { PLATFORM } from '../store/scope.js';
import { type SourceSpan, sourceSpan, type UnjoinedSum, unjoinedSums } from '../store/source-rows.js';
import { sourceNames } from '../store/source-truth.js';
import { type Day, dayOf } from '../units.js';
import { accountOf } from './account.js';
import { LEVEL, type Question } from './question.js';
import { BY_RETURN, type RankedCreative, rankingOf } from './ranking.js';
import { inScope } from './scoped.js';

export interface SourcesQuestion extends Question {
  /** Null takes the only one. */
  source: string | null;
}

export interface SourceCreative {
  creativeId: number;
  creative: string;
  spendMicros: number | null;
  platformConversions: number | null;
  sourceConversions: number | null;
  platformRevenueMicros: number | null;
  sourceRevenueMicros: number | null;
  /** Conversions of the source over the platform's, and the ends of its interval; null where one is unknown. */
  sourceRatio: number | null;
  sourceRatioLow: number | null;
  sourceRatioHigh: number | null;
  /** Places in the ranking of `creo winners` by either, from 1; null where it has none. */
  platformRank: number | null;
  sourceRank: number | null;
}

export interface SourcesAnswer {
  source: string;
  /** All that tell of the client that was asked for, by name. */
  sources: readonly string[];
  currency: string | null;
  /** The days that the source covers, within those that were asked for. */
  dateStart: Day;
  dateEnd: Day;
  level: number;
  /** Largest spend first. */
  creatives: SourceCreative[];
  total: Omit<SourceCreative, 'creativeId' | 'creative' | 'platformRank' | 'sourceRank'>;
  /** Names of those that change places, the largest change first. */
  changesRank: string[];
  /** Most conversions first, over all days. */
  unjoined: UnjoinedSum[];
  warnings: readonly string[];
}

/** Throws UserError NO_SOURCE, SEVERAL_SOURCES besides those of accountOf. */
export function sourcesOf(db: Store, question: SourcesQuestion): SourcesAnswer {
  const client = clientAsked(db, question.filter ?? {});
  const spans = spansOf(db, client);
  const { source, span } = chosenSource(spans, question.source, client);
  const filter = withinDays(question.filter ?? {}, dayOf(span.first), dayOf(span.last));
  const rankedBy = (truth: string) => {
    const asked = { ...filter, truth };
    return inScope(db, asked, () => {
      const account = accountOf(db, { ...question, filter: asked });
      return { account, ranked: rankingOf(db, account, BY_RETURN).creatives };
    });
  };
  const own = rankedBy(PLATFORM);
  const other = rankedBy(source);
  const level = question.level ?? LEVEL;
  const places = [own, other].map(({ ranked }) => new Map(ranked.map(({ creativeId }, at) => [creativeId, at + 1])));
  const bySource = new Map(other.ranked.map((row) => [row.creativeId, row]));
  const creatives = own.ranked
    .map((row) => ({
      creativeId: row.creativeId,
      creative: row.creative,
      ...beside(row, bySource.get(row.creativeId) ?? null, level),
      platformRank: places[0]?.get(row.creativeId) ?? null,
      sourceRank: places[1]?.get(row.creativeId) ?? null,
    }))
    .sort((a, b) => (b.spendMicros ?? 0) - (a.spendMicros ?? 0) || (a.creative < b.creative ? -1 : 1));
  const moved = ({ platformRank, sourceRank }: SourceCreative): number =>
    Math.abs((platformRank ?? 0) - (sourceRank ?? 0));
  return {
    source,
    sources: [...spans.keys()],
    currency: own.account.currency,
    dateStart: filter.from,
    dateEnd: filter.to,
    level,
    creatives,
    total: totalOf(creatives, level),
    changesRank: creatives
      .filter((row) => row.sourceConversions !== null && moved(row) > 0)
      .sort((a, b) => moved(b) - moved(a))
      .map(({ creative }) => creative),
    unjoined: unjoinedSums(db, source, client),
    warnings: own.account.warnings,
  };
}

/** The client whose sources are meant, also where only an account of it was named; null for all. */
function clientAsked(db: Store, { client, account }: ResultsFilter): string | null {
  if (client !== undefined || account === undefined) return client ?? null;
  const clients = clientsOfAccount(db, account);
  return clients.length === 1 ? (clients[0] ?? null) : null;
}

/** The sources that tell of a client (null: of any), by name, with their first and last day. */
const spansOf = (db: Store, client: string | null): Map<string, SourceSpan> =>
  new Map(
    sourceNames(db).flatMap((name): [string, SourceSpan][] => {
      const span = sourceSpan(db, name, client);
      return span === null ? [] : [[name, span]];
    }),
  );

function chosenSource(
  spans: ReadonlyMap<string, SourceSpan>,
  asked: string | null,
  client: string | null,
): { source: string; span: SourceSpan } {
  const [only, other] = spans.keys();
  if (only === undefined)
    throw new UserError(
      'NO_SOURCE',
      `No conversions of a second source were imported${client === null ? '' : ` for ${client}`}`,
      `Import them: creo import FILE --as conversions${client === null ? '' : ` --client ${client}`}`,
    );
  const names = [...spans.keys()];
  if (asked === null && other !== undefined)
    throw new UserError(
      'SEVERAL_SOURCES',
      `There are the sources ${names.join(' and ')}`,
      `Choose one, for example --source ${only}`,
    );
  const source = asked ?? only;
  const span = spans.get(source);
  if (span !== undefined) return { source, span };
  throw new UserError('NO_SOURCE', `There is no source ${source}`, `There are ${names.join(', ')}`);
}

const withinDays = (filter: ResultsFilter, first: Day, last: Day): ResultsFilter & { from: Day; to: Day } => ({
  ...filter,
  from: filter.from === undefined || filter.from < first ? first : filter.from,
  to: filter.to === undefined || filter.to > last ? last : filter.to,
});

function beside(own: RankedCreative, other: RankedCreative | null, level: number) {
  const [platformConversions, sourceConversions] = [own.conversions, other?.conversions ?? null];
  return {
    spendMicros: own.spendMicros,
    platformConversions,
    sourceConversions,
    platformRevenueMicros: own.revenueMicros,
    sourceRevenueMicros: other?.revenueMicros ?? null,
    ...ratioOf(sourceConversions, platformConversions, level),
  };
}

/**
 * The ratio of two counts with its interval: normal in the logarithm, half an event added to each (Haldane 1956, Anscombe
 * 1956). The two count many of the same events, so that the interval is, if anything, too wide.
 */
export function ratioOf(source: number | null, platform: number | null, level: number) {
  if (source === null || platform === null || source < 0 || platform < 0)
    return { sourceRatio: null, sourceRatioLow: null, sourceRatioHigh: null };
  const middle = Math.log((source + 0.5) / (platform + 0.5));
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(1 / (source + 0.5) + 1 / (platform + 0.5));
  return {
    sourceRatio: platform === 0 ? null : source / platform,
    sourceRatioLow: Math.exp(middle - reach),
    sourceRatioHigh: Math.exp(middle + reach),
  };
}

/** Sums over the creatives that both tell of. */
function totalOf(creatives: readonly SourceCreative[], level: number): SourcesAnswer['total'] {
  const both = creatives.filter((row) => row.platformConversions !== null && row.sourceConversions !== null);
  const sum = (
    key: 'spendMicros' | 'platformConversions' | 'sourceConversions' | 'platformRevenueMicros' | 'sourceRevenueMicros',
  ) => (both.some((row) => row[key] !== null) ? both.reduce((total, row) => total + (row[key] ?? 0), 0) : null);
  const [platformConversions, sourceConversions] = [sum('platformConversions'), sum('sourceConversions')];
  return {
    spendMicros: sum('spendMicros'),
    platformConversions,
    sourceConversions,
    platformRevenueMicros: sum('platformRevenueMicros'),
    sourceRevenueMicros: sum('sourceRevenueMicros'),
    ...ratioOf(sourceConversions, platformConversions, level),
  };
}
