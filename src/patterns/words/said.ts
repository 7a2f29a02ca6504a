/** The words of a creative, read and heard, to what they say: hook, offer and call to action with their evidence. Pure. */
import type { ReadLine, SpokenLine, WordTag } from '../../model.js';
import { HOOK_SECONDS } from '../taxonomy.js';
import { offerFigures } from './figures.js';
import { letterCount } from './fold.js';
import { ctaKind, hookTypes, offerKind } from './line-says.js';

/** A caption: the lines of one block, or one line of subtitles. */
interface Passage {
  text: string;
  atSeconds: number;
  medium: WordTag['medium'];
  score: number | null;
  furniture: boolean;
}

export interface Said {
  /** The words that the ad opens with, whether or not they are a known kind of hook; null where there are none. */
  hookLine: { text: string; atSeconds: number; medium: WordTag['medium'] } | null;
  /** At most one of each key. What was not found is not there. */
  tags: readonly WordTag[];
}

/** A second text of the opening counts only if it is no sticker beside the first. */
const LEAST_SHARE_OF_LONGEST = 0.5;

/** What stands still through the clip opens it too if it is a sentence and no name. */
const SENTENCE_WORDS = 3;

/** Lines by moment, then from the top; those that could not be read (language null) say nothing. */
export function said(lines: readonly ReadLine[], spoken: readonly SpokenLine[]): Said {
  const screen = captions(lines);
  const heard = spoken.map(
    ({ text, atSeconds }): Passage => ({ text, atSeconds, medium: 'spoken', score: null, furniture: false }),
  );
  const openings = [...openingCaptions(screen), ...openingSpeech(heard)];
  const typed = openings.flatMap((passage) =>
    hookTypes(passage.text)
      .slice(0, 1)
      .map((value) => ({ passage, value })),
  );
  const [hook] = typed;
  const opening = hook?.passage ?? openings[0];
  const offers = [...screen, ...heard].flatMap((passage) => {
    const kind = offerKind(passage.text);
    return kind === null ? [] : [{ passage, value: kind }];
  });
  const hasFigures = ({ passage }: { passage: Passage }): boolean => {
    const { discount, amountMicros } = offerFigures(passage.text);
    return discount !== null || amountMicros !== null;
  };
  const offer = offers.find(hasFigures) ?? offers[0];
  // Ads ask at their end.
  const cta = [...screen, ...heard]
    .sort((a, b) => b.atSeconds - a.atSeconds)
    .flatMap((passage) => {
      const kind = ctaKind(passage.text);
      return kind === null ? [] : [{ passage, value: kind }];
    })[0];
  return {
    hookLine: opening ? { text: opening.text, atSeconds: opening.atSeconds, medium: opening.medium } : null,
    tags: [...tagOf('hook', hook), ...tagOf('offer', offer), ...tagOf('cta', cta)],
  };
}

function captions(lines: readonly ReadLine[]): Passage[] {
  const blocks = new Map<string, ReadLine[]>();
  for (const line of lines) {
    if (line.language === null) continue;
    const key = `${line.atSeconds} ${line.block}`;
    const known = blocks.get(key);
    if (known) known.push(line);
    else blocks.set(key, [line]);
  }
  return [...blocks.values()].map((block) => ({
    text: block.map(({ text }) => text).join(' '),
    atSeconds: Math.min(...block.map(({ atSeconds }) => atSeconds)),
    medium: 'screen',
    score: Math.min(...block.map(({ confidence }) => confidence)),
    furniture: block.every(({ furniture }) => furniture),
  }));
}

/** The captions of the opening that may be the hook, the one of most letters first. */
function openingCaptions(screen: readonly Passage[]): Passage[] {
  const early = screen.filter(({ atSeconds }) => atSeconds <= HOOK_SECONDS);
  const own = early.filter(({ furniture }) => !furniture);
  const still = early.filter(({ furniture, text }) => furniture && isSentence(text));
  const longest = [...(own.length > 0 ? own : still)].sort(
    (a, b) => letterCount(b.text) - letterCount(a.text) || a.atSeconds - b.atSeconds,
  );
  const [first] = longest;
  if (first === undefined) return [];
  const least = LEAST_SHARE_OF_LONGEST * letterCount(first.text);
  return longest.filter(({ text }) => letterCount(text) >= least);
}

const isSentence = (text: string): boolean => !text.includes('@') && text.split(/\s+/).length >= SENTENCE_WORDS;

/** What is said up to the end of the opening, as one passage. */
function openingSpeech(heard: readonly Passage[]): Passage[] {
  const early = heard.filter(({ atSeconds }) => atSeconds < HOOK_SECONDS);
  const [first] = early;
  return first === undefined ? [] : [{ ...first, text: early.map(({ text }) => text).join(' ') }];
}

function tagOf(key: WordTag['key'], found: { passage: Passage; value: string } | undefined): WordTag[] {
  if (found === undefined) return [];
  const { text, atSeconds, medium, score } = found.passage;
  const figures = key === 'cta' ? { discount: null, amountMicros: null, currency: null } : offerFigures(text);
  return [{ key, value: found.value, line: text, atSeconds, medium, score, ...figures }];
}
