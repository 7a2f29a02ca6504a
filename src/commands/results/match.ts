/** `creo match`: joins results that came without media to the creatives that have the file; asks about the doubtful ones. */
import { basename } from 'node:path';
import type { View } from '../../fields.js';
import { NameIndex, nameSimilarity } from '../../ingest/names.js';
import { allCreatives, furtherNames } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { creativesWithoutMedia, joinCreatives, type Unmatched } from '../../store/matches.js';
import type { Context } from '../context.js';

export interface MatchOptions {
  interactive: boolean;
}

interface Guess {
  creativeId: number;
  creative: string;
  score: number;
}

/** Names less alike than this are no guess worth showing. */
const WORTH_SHOWING = 0.35;
const GUESSES = 5;

export async function run({ db, ask }: Context, { interactive }: MatchOptions): Promise<View> {
  const withMedia = allCreatives(db).filter(({ media }) => media !== null);
  const ids = new Set(withMedia.map(({ creativeId }) => creativeId));
  const names = [
    ...furtherNames(db).filter(({ creativeId }) => ids.has(creativeId)),
    ...withMedia.flatMap(({ creativeId, name, path }) => [
      ...(path === null ? [] : [{ creativeId, name: basename(path) }]),
      { creativeId, name },
    ]),
  ];
  const index = new NameIndex(names);
  const nameOf = new Map(withMedia.map(({ creativeId, name }) => [creativeId, name]));
  const linked: { from: Unmatched; intoId: number; creative: string; by: string }[] = [];
  const open: { unmatched: Unmatched; guesses: Guess[] }[] = [];
  for (const unmatched of creativesWithoutMedia(db)) {
    const found = index.find([unmatched.name, ...unmatched.adNames]);
    if (found)
      linked.push({
        from: unmatched,
        intoId: found.creativeId,
        creative: nameOf.get(found.creativeId) ?? '',
        by: found.by,
      });
    else open.push({ unmatched, guesses: guessesFor(unmatched, withMedia) });
  }
  const unanswered: typeof open = [];
  for (const one of open) {
    if (!interactive || one.guesses.length === 0) {
      unanswered.push(one);
      continue;
    }
    const choices = [
      ...one.guesses.map(({ creativeId, creative, score }) => ({
        name: `${creative}  (${Math.round(score * 100)}% alike)`,
        value: String(creativeId),
      })),
      { name: 'none of these', value: '' },
    ];
    const answer = await ask.select(
      { message: `Which creative is "${one.unmatched.name}"?`, flag: 'creo rename or creo add --name' },
      choices,
    );
    if (answer === '') unanswered.push(one);
    else
      linked.push({
        from: one.unmatched,
        intoId: Number(answer),
        creative: nameOf.get(Number(answer)) ?? '',
        by: 'answer',
      });
  }
  inTransaction(db, () => {
    for (const { from, intoId } of linked) joinCreatives(db, from, intoId);
  });
  return {
    json: {
      linked: linked.map(({ from, creative, by }) => ({ name: from.name, creative, by })),
      open: unanswered.map(({ unmatched, guesses }) => ({
        name: unmatched.name,
        spendMicros: unmatched.spendMicros,
        guesses,
      })),
    },
    headline: `${linked.length} joined to their creative, ${unanswered.length} without media.`,
    tables: [
      {
        title: 'Joined',
        fields: ['name', 'creative', 'by'],
        rows: linked.map(({ from, creative, by }) => ({ name: from.name, creative, by })),
      },
      {
        title: 'Without media, with the nearest name',
        fields: ['name', 'creative', 'similarity'],
        rows: unanswered.map(({ unmatched, guesses: [best] }) => ({
          name: unmatched.name,
          creative: best?.creative ?? null,
          similarity: best?.score ?? null,
        })),
      },
    ],
  };
}

function guessesFor({ name, adNames }: Unmatched, creatives: readonly { creativeId: number; name: string }[]): Guess[] {
  return creatives
    .map(({ creativeId, name: creative }) => ({
      creativeId,
      creative,
      score: Math.max(...[name, ...adNames].map((known) => nameSimilarity(known, creative))),
    }))
    .filter(({ score }) => score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || a.creativeId - b.creativeId)
    .slice(0, GUESSES);
}
