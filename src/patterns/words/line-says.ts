/** What one text of an ad says: the ways in which it opens, what it offers and what it asks for. Pure. */
import { type Finder, finder } from './compile.js';
import { AMOUNT_PATTERN, PERCENT_PATTERN } from './figures.js';
import { folded, letterCount } from './fold.js';
import { ENGLISH } from './rules/english.js';
import { FRENCH } from './rules/french.js';
import { GERMAN } from './rules/german.js';
import { PORTUGUESE } from './rules/portuguese.js';
import type { CtaKind, HookType, OfferKind, RuleSet } from './rules/rule-set.js';
import { RUSSIAN } from './rules/russian.js';
import { SPANISH } from './rules/spanish.js';

/** Stated with what was found: results of two versions are told apart. */
export const RULES_VERSION = 1;

const LATIN_RULES: readonly RuleSet[] = [ENGLISH, SPANISH, PORTUGUESE, GERMAN, FRENCH];

/**
 * Where a text says several things at once: what is more particular comes first. `clear-question` is one by its opening
 * words, `question` by its mark alone; `priced` is a bare price, `on-sale` a word such as "sale".
 */
const RANK = [
  'pov',
  'unboxing',
  'before-after',
  'pattern-interrupt',
  'hot-take',
  'story',
  'list',
  'clear-question',
  'offer',
  'challenge',
  'callout',
  'how-to',
  'testimonial',
  'priced',
  'problem',
  'urgency',
  'curiosity',
  'question',
  'on-sale',
  'bold-claim',
] as const;

type Ranked = (typeof RANK)[number];

const hookType = (rank: Ranked): HookType => {
  if (rank === 'clear-question') return 'question';
  return rank === 'priced' || rank === 'on-sale' ? 'offer' : rank;
};

interface Compiled {
  hooks: readonly (readonly [Ranked, Finder])[];
  offers: readonly (readonly [OfferKind, Finder])[];
  ctas: readonly (readonly [CtaKind, Finder])[];
}

/** Longest text, in letters, that a bare price is the point of. */
const PRICE_LETTERS = 28;

const OFFER_ORDER: readonly OfferKind[] = ['discount', 'bundle', 'free', 'code', 'giveaway', 'price'];

const isListed = <K extends string>(
  entry: readonly [K, readonly string[] | undefined],
): entry is readonly [K, readonly string[]] => entry[1] !== undefined;

function compiled(rules: RuleSet): Compiled {
  const { numbers, questions, questionWords, hooks, offers, offerWords, ctas } = rules;
  const finders = <K extends string>(table: readonly (readonly [K, readonly string[] | undefined])[]) =>
    table.filter(isListed).map(([kind, patterns]): readonly [K, Finder] => [kind, finder(patterns, numbers)]);
  return {
    hooks: [
      ...finders(RANK.map((rank) => [rank, Object.entries(hooks).find(([key]) => key === rank)?.[1]] as const)),
      ['clear-question', finder([...questions, `^(?:${questionWords}) [^.!?…]{1,120}[?]`], numbers)],
      ['on-sale', finder(offerWords, numbers)],
    ],
    offers: finders(OFFER_ORDER.map((kind) => [kind, offers[kind]] as const)),
    ctas: finders(CTA_ORDER.map((kind) => [kind, ctas[kind]] as const)),
  };
}

const CTA_ORDER: readonly CtaKind[] = [
  'link',
  'install',
  'swipe-up',
  'book',
  'sign-up',
  'message',
  'follow',
  'buy',
  'try',
  'play',
  'learn-more',
];

let latin: readonly Compiled[] | undefined;
let cyrillic: readonly Compiled[] | undefined;

/** Recognisers do not tell the languages of one script apart, so all of its rules are asked. */
function rulesFor(line: string): readonly Compiled[] {
  const letters = letterCount(line);
  const isCyrillic = (line.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) * 2 > letters;
  if (isCyrillic) {
    cyrillic ??= [RUSSIAN].map(compiled);
    return cyrillic;
  }
  latin ??= LATIN_RULES.map(compiled);
  return latin;
}

/** A question by its mark: a word or more before it, and not the address of a page. */
const QUESTION_MARK = /(?<=\p{L}[^.!?]{0,200}\s?)[?](?![\p{L}\p{N}&=])|¿/u;

/**
 * The ways to open an ad that a text fits, the one it is kept as first. Empty where nothing is recognised. What is said
 * in an earlier sentence comes first, then what is more particular.
 */
export function hookTypes(text: string): HookType[] {
  const line = folded(text);
  const found: { rank: Ranked; at: number }[] = [];
  const note = (rank: Ranked, at: number | null | undefined): void => {
    if (at !== null && at !== undefined) found.push({ rank, at });
  };
  for (const rules of rulesFor(line)) {
    for (const [rank, find] of rules.hooks) note(rank, find(line));
    for (const [kind, find] of rules.offers) {
      if (kind !== 'price') note('offer', find(line));
      else if (letterCount(line) <= PRICE_LETTERS) note('priced', find(line));
    }
  }
  if (isBareOffer(line)) note('offer', 0);
  note('question', QUESTION_MARK.exec(line)?.index);
  const sentence = (at: number): number => line.slice(0, at).match(/[.!?…]+(?=\s)/g)?.length ?? 0;
  found.sort((a, b) => {
    const bySentence = firstSentence(a, sentence) - firstSentence(b, sentence);
    return bySentence || RANK.indexOf(a.rank) - RANK.indexOf(b.rank);
  });
  return [...new Set(found.map(({ rank }) => hookType(rank)))];
}

/** A mark stands at the end of its sentence, a price behind what it is the price of. */
const firstSentence = ({ rank, at }: { rank: Ranked; at: number }, sentence: (at: number) => number): number =>
  sentence(rank === 'question' ? Math.max(0, at - 1) : at);

/** A percentage or an amount with hardly a word beside it: "-50%", "$19.99". */
const isBareOffer = (line: string): boolean => BARE_OFFER.test(line) && letterCount(line) <= 8;

const BARE_OFFER = new RegExp(`${PERCENT_PATTERN}|${AMOUNT_PATTERN}`, 'u');

/** What a text offers; null where it offers nothing. */
export function offerKind(text: string): OfferKind | null {
  const line = folded(text);
  const rules = rulesFor(line);
  const said = OFFER_ORDER.find((kind) =>
    rules.some(({ offers }) => offers.some(([each, find]) => each === kind && find(line) !== null)),
  );
  if (said !== undefined) return said;
  if (isBareOffer(line)) return /%/.test(line) ? 'discount' : 'price';
  const isOnSale = rules.some(({ hooks }) => hooks.some(([rank, find]) => rank === 'on-sale' && find(line) !== null));
  return isOnSale ? 'discount' : null;
}

/** What a text asks the viewer to do; null where it asks nothing. */
export function ctaKind(text: string): CtaKind | null {
  const line = folded(text);
  const rules = rulesFor(line);
  return (
    CTA_ORDER.find((kind) =>
      rules.some(({ ctas }) => ctas.some(([each, find]) => each === kind && find(line) !== null)),
    ) ?? null
  );
}
