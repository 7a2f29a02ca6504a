/** Names for clusters: what most members share and most other creatives do not. */

/** One thing that can be said of a creative. */
export interface Trait {
  /** What it is about, such as `hook` or `brightness`: a label says one thing of each aspect. */
  aspect: string;
  /** The words of the label, such as "hook: question" or "dark". */
  text: string;
  /** How telling the source is, 0..1: a person's tag more than a word in a file name. */
  weight: number;
}

/** Said only when at least this share of the members have it. */
const LEAST_SHARE = 0.6;

/** And when it is that much more common among them than among the others. */
const LEAST_LEAD = 0.3;

const MOST_WORDS = 3;

/**
 * A label for each cluster, from up to three traits ("fast cuts · dark · hook: question"). Without a telling trait it
 * is "like NAME", after the most central member; so it is beside the traits where two clusters would be called the same.
 */
export function clusterLabels(
  clusters: readonly { creativeIds: readonly number[]; centralName: string }[],
  traitsOf: (creativeId: number) => readonly Trait[],
): string[] {
  const everyone = clusters.flatMap(({ creativeIds }) => creativeIds);
  const overall = shares(everyone, traitsOf);
  const labels = clusters.map(({ creativeIds }) => {
    const others = everyone.length - creativeIds.length;
    const telling = [...shares(creativeIds, traitsOf).values()].flatMap(({ trait, count }) => {
      const share = count / creativeIds.length;
      const outside = others === 0 ? 0 : ((overall.get(trait.text)?.count ?? 0) - count) / others;
      const lead = share - outside;
      return share >= LEAST_SHARE && lead >= LEAST_LEAD ? [{ trait, score: trait.weight * lead }] : [];
    });
    telling.sort((a, b) => b.score - a.score || (a.trait.text < b.trait.text ? -1 : 1));
    const aspects = new Map<string, string>();
    const said = new Set<string>();
    for (const { trait } of telling) {
      const words = wordsOf(trait.text);
      const isNew = words.some((word) => !said.has(word));
      if (!isNew || aspects.has(trait.aspect) || aspects.size >= MOST_WORDS) continue;
      aspects.set(trait.aspect, trait.text);
      for (const word of words) said.add(word);
    }
    return [...aspects.values()].join(' · ');
  });
  return labels.map((label, place) => {
    const like = `like ${clusters[place]!.centralName}`;
    if (label === '') return like;
    return labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} · ${like}`;
  });
}

/** The words by which two traits are told to say the same: `format: PROD` and the word `prod` of a name do. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function shares(
  creativeIds: readonly number[],
  traitsOf: (creativeId: number) => readonly Trait[],
): Map<string, { trait: Trait; count: number }> {
  const counted = new Map<string, { trait: Trait; count: number }>();
  for (const creativeId of creativeIds) {
    for (const trait of traitsOf(creativeId)) {
      const known = counted.get(trait.text);
      if (known) known.count += 1;
      else counted.set(trait.text, { trait, count: 1 });
    }
  }
  return counted;
}
