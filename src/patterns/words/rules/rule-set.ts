/**
 * The shape of the table of patterns: what a line of an ad says, by the words that it is said with in one language.
 *
 * Patterns run over folded text (fold.ts): lower case, no accents on Latin letters, no apostrophes, ё as е. They are
 * regular expressions with this shorthand: a space is any punctuation or blanks, or none (recognisers lose blanks);
 * `*` is the rest of a word; `#` a number in figures or in words; `@` one word; `%%` a percentage; `$$` an amount of
 * money. Each stands between the bounds of words.
 */

/** Ways to open an ad, named as the taxonomy names them. */
export type HookType =
  | 'question'
  | 'bold-claim'
  | 'problem'
  | 'before-after'
  | 'testimonial'
  | 'curiosity'
  | 'unboxing'
  | 'list'
  | 'challenge'
  | 'story'
  | 'pattern-interrupt'
  | 'callout'
  | 'hot-take'
  | 'offer'
  | 'pov'
  | 'urgency'
  | 'how-to';

export type OfferKind = 'discount' | 'bundle' | 'free' | 'code' | 'price' | 'giveaway';

export type CtaKind =
  | 'buy'
  | 'link'
  | 'install'
  | 'sign-up'
  | 'learn-more'
  | 'message'
  | 'follow'
  | 'swipe-up'
  | 'book'
  | 'try'
  | 'play';

export interface RuleSet {
  /** ISO 639-1. */
  language: string;
  /** Words for the whole numbers from two up, as lists begin with them. */
  numbers: string;
  /** Words that open a question, whether or not its mark was read. */
  questions: readonly string[];
  /** Words that open a question only where its mark is there. */
  questionWords: string;
  hooks: Readonly<Partial<Record<Exclude<HookType, 'question' | 'offer'>, readonly string[]>>>;
  offers: Readonly<Partial<Record<OfferKind, readonly string[]>>>;
  /** Words about offers that are no offer by themselves where something else is said too. */
  offerWords: readonly string[];
  ctas: Readonly<Partial<Record<CtaKind, readonly string[]>>>;
}
