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

/** The words of a name: letters only, three or more of them. "ugc_unboxing-03.mp4" gives ugc and unboxing. */
export function nameTraits(name: string): Trait[] {
  const words = name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => !EMPTY_WORDS.has(word))
    .map((word) => ({ aspect: `name ${word}`, text: word, weight: 0.6 }));
}

/** What an image network saw, with its score. */
export const subjectTrait = ({ label, score }: { label: string; score: number }): Trait => ({
  aspect: `subject ${label}`,
  text: label,
  weight: 0.5 + 0.3 * score,
});

/** What was measured. */
export const lookTrait = ({ aspect, words }: { aspect: string; words: string }): Trait => ({
  aspect,
  text: words,
  weight: 0.7,
});
