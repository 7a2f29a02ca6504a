/** All that is known of one creative, and its ads: `creo show`. */
import { reportedResults } from '../metrics/reported.js';
import { sumTotals } from '../metrics/totals.js';
import { patternRow } from '../patterns/rows.js';
import { clientsOfCreative } from '../store/accounts.js';
import { creativeNamed, creativeNames, namesOf } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { storedDuplicates } from '../store/duplicates.js';
import { allSubjects } from '../store/embeddings.js';
import { allPatterns } from '../store/patterns.js';
import { adResults, type ResultsFilter } from '../store/results.js';
import { allSpoken } from '../store/said.js';
import { tagsInForce } from '../store/tags.js';
import { wordsOf } from '../store/words.js';
import { onlyCurrency } from '../units.js';
import { saidByCreative } from './said.js';
import { inScope } from './scoped.js';

/**
 * Runs `work` on the creative of a name in the scope of a filter; where that names nobody, of the one client whose ads show
 * it: what is said of its results is then not of those of others. Throws UserError NO_SUCH_CREATIVE besides those of scopeOf.
 */
export function inScopeOfCreative<T>(db: Store, name: string, filter: ResultsFilter, work: () => T): T {
  const { client, account } = filter;
  const isSaid = client !== undefined || account !== undefined;
  const [only, second] = isSaid ? [] : clientsOfCreative(db, creativeNamed(db, name).creativeId);
  const own = only !== undefined && second === undefined ? { client: only } : {};
  return inScope(db, { ...filter, ...own, acrossClients: true }, work);
}

export type CreativeAnswer = ReturnType<typeof creativeOf>;

/** `patterns` is null where nothing was measured. Throws UserError NO_SUCH_CREATIVE, MIXED_CURRENCIES. */
export function creativeOf(db: Store, name: string) {
  const creative = creativeNamed(db, name);
  const { creativeId, media, path } = creative;
  const names = namesOf(db, creativeId);
  const subjects = allSubjects(db).filter((subject) => subject.creativeId === creativeId);
  const copies = (storedDuplicates(db).find((group) => group.includes(creativeId)) ?? []).filter(
    (id) => id !== creativeId,
  );
  const nameOf = creativeNames(db);
  const measured = media && allPatterns(db).find((patterns) => patterns.creativeId === creativeId);
  const patterns = media && measured ? patternRow(creative.name, measured, media) : null;
  const words = wordsOf(db, creativeId);
  const { says, hook, offer, cta, tags: said } = saidByCreative(db)(creativeId);
  const spoken = allSpoken(db).get(creativeId) ?? [];
  const tags = tagsInForce(db).filter((tag) => tag.creativeId === creativeId);
  const ads = adResults(db, creativeId);
  const currency = onlyCurrency(ads.map((ad) => ad.currency));
  const results = reportedResults(sumTotals(ads));
  const adRows = ads.map(({ platform, account, level, campaign, adGroup, adName, dateStart, dateEnd, ...totals }) => ({
    platform,
    account,
    level,
    campaign,
    adGroup,
    adName,
    dateStart,
    dateEnd,
    currency: totals.currency,
    ...reportedResults(totals),
  }));
  return {
    creative: {
      creativeId,
      creative: creative.name,
      names,
      category: creative.category,
      status: creative.status,
      path,
      contentHash: creative.contentHash,
      media,
      createdAt: creative.createdAt,
      tags: tags.map(({ key, value, source, score, atSeconds }) => ({ key, value, source, score, atSeconds })),
      subjects: subjects.map(({ label, score, atSeconds }) => ({ label, score, atSeconds })),
      editsOf: copies.map((id) => ({ creativeId: id, creative: nameOf(id) })),
      patterns: patterns && measuredPart(patterns),
      words,
      says,
      hook,
      offer,
      cta,
      said,
      spoken,
    },
    currency,
    results,
    ads: adRows,
  };
}

/** What was measured, without what the rest of the answer says already. */
function measuredPart({ creative: _, creativeId: __, ...figures }: ReturnType<typeof patternRow>) {
  return figures;
}
