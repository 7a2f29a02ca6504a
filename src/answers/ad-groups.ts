/**
 * Groups of ads rather than of creatives, such as platforms or campaigns: a creative that ran in several has a part in
 * each, with the results of its ads there and no others.
 */
import type { CreativeEvidence } from '../decide/posterior/evidence.js';
import { type Posterior, posterior } from '../decide/posterior/posterior.js';
import { groupBy } from '../group-by.js';
import { sumTotals } from '../metrics/totals.js';
import type { ClusterRun } from '../model.js';
import { creativeNames } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { adColumn, isAdGrouping } from '../store/groupings.js';
import { groupDays } from '../store/results.js';
import { unitsOf } from '../units.js';
import type { Account } from './account.js';
import { settlingOf } from './settling.js';

export interface GroupedResults {
  evidence: readonly CreativeEvidence[];
  posterior: Posterior | null;
}

/** Whether a run groups ads, so that a creative may be in several of its groups. */
export const groupsAds = ({ tag }: ClusterRun): boolean => tag !== null && isAdGrouping(tag);

/** The results by the groups of `run`: parts of creatives where it groups ads, else the account's own. */
export function resultsByGroup(db: Store, account: Account, run: ClusterRun): GroupedResults {
  if (run.tag === null || !isAdGrouping(run.tag)) return account;
  const idOf = new Map(run.clusters.map(({ clusterId, label }) => [label, clusterId]));
  const parts = groupBy(groupDays(db, account.filter, adColumn(run.tag)), ({ group, creativeId }) =>
    JSON.stringify([group, creativeId]),
  );
  // Parts of creatives have their own part of what is still coming in.
  const settling = settlingOf(db, account, adColumn(run.tag));
  const recent = groupBy(settling?.rows ?? [], ({ group, creativeId }) => JSON.stringify([group, creativeId]));
  const nameOf = creativeNames(db);
  const evidence = [...parts].map(([part, days], at) => ({
    // Parts of one creative are separate rows of the posterior.
    creativeId: at,
    name: days[0] ? nameOf(days[0].creativeId) : '',
    clusterId: (days[0] && idOf.get(days[0].group)) ?? null,
    totals: sumTotals(days),
    days,
    recent: recent.get(part) ?? [],
  }));
  const valuePerConversion = account.conversionValueMicros === null ? null : unitsOf(account.conversionValueMicros);
  return {
    evidence,
    posterior:
      evidence.length === 0
        ? null
        : posterior(evidence, {
            seed: account.seed,
            valuePerConversion,
            completion: settling?.completion ?? null,
          }),
  };
}
