/** What can be said of a creative from its tags and its name. */
import type { Trait } from './labels.js';

/** Words in file names that say nothing about the picture. */
const EMPTY_WORDS = new Set([
  'ads',
  'video',
  'vid',
  'img',
  'image',
  'final',
  'edit',
  'copy',
  'new',
  'creative',
  'export',
  'mp4',
]);

/** A tag that is in force; one that was detected weighs as much as its score. */
export const tagTrait = ({ key, value, score }: { key: string; value: string; score: number | null }): Trait => ({
  aspect: key,
  text: `${key}: ${value}`,
  weight: score ?? 1,
});

export const categoryTrait = (category: string): Trait => ({ aspect: 'category', text: category, weight: 0.9 });

const LONGEST_PHRASE = 3;

/**
 * The phrases of a name, of one to three words of three letters or more: "talking-head_v2.mp4" gives "talking", "head"
 * and "talking head". A longer phrase says more, and a label takes only one.
 */
export function nameTraits(name: string): Trait[] {
  const words = (name.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !EMPTY_WORDS.has(word));
  const phrases = words.flatMap((_, first) =>
    Array.from({ length: Math.min(LONGEST_PHRASE, words.length - first) }, (__, more) =>
      words.slice(first, first + more + 1).join(' '),
    ),
  );
  return [...new Set(phrases)].map((text) => ({ aspect: 'name', text, weight: 0.7 + 0.05 * text.split(' ').length }));
}

/** What an image network saw, with its score; it knows the things of ImageNet and finds them in strange places. */
export const subjectTrait = ({ label, score }: { label: string; score: number }): Trait => ({
  aspect: `subject ${label}`,
  text: label,
  weight: 0.3 + 0.4 * score,
});

/** What was measured. */
export const lookTrait = ({ aspect, words }: { aspect: string; words: string }): Trait => ({
  aspect,
  text: words,
  weight: 0.65,
});
