/** `creo match`: joins results that came without media to the creatives that have the file; asks about the doubtful ones. */
import type { View } from '../../fields.js';
import {
  type Comparable,
  comparable,
  likeness,
  type Same,
  type SameBy,
  sameCreatives,
} from '../../ingest/same-creatives.js';
import { allCreatives, creativeNames } from '../../store/creatives.js';
import { inTransaction } from '../../store/database.js';
import { apartIn, joinCreatives, undoLastJoins } from '../../store/joins.js';
import { creativesWithoutMedia, type Unmatched } from '../../store/matches.js';
import type { Context } from '../../work/context.js';
import { namesOfMedia } from '../../work/importing/join.js';

export interface MatchOptions {
  interactive: boolean;
  /** Joins the rest too where one creative is at least this alike by name, 0..1; null to leave it. */
  above: number | null;
  /** Takes the last joins back instead. */
  undo: boolean;
}

interface Guess {
  creativeId: number;
  creative: string;
  score: number;
  /** False where a version, a number, a language or a word tells the two apart. */
  mayBeOne: boolean;
}

interface Linked extends Omit<Same<Unmatched>, 'by'> {
  by: SameBy | 'answer';
}

/** Names less alike than this are no guess worth showing. */
const WORTH_SHOWING = 0.35;
const GUESSES = 5;

export async function run(context: Context, { interactive, above, undo }: MatchOptions): Promise<View> {
  const { db } = context;
  if (undo) return undoView(context);
  const media = allCreatives(db).filter((creative) => creative.media !== null);
  const apart = apartIn(db);
  const linked: Linked[] = sameCreatives(namesOfMedia(db), creativesWithoutMedia(db), apart);
  const joined = new Set(linked.map(({ from }) => from.creativeId));
  const candidates = media.map(({ creativeId, name }) => ({
    creativeId,
    creative: name,
    comparable: comparable(name),
  }));
  const unanswered: { unmatched: Unmatched; guesses: Guess[] }[] = [];
  for (const unmatched of creativesWithoutMedia(db)) {
    if (joined.has(unmatched.creativeId)) continue;
    const guesses = guessesFor(unmatched, candidates);
    const found =
      similarOne(
        unmatched,
        guesses.filter(({ creativeId }) => !apart(unmatched.name, creativeId)),
        above,
      ) ?? (interactive ? await answered(context, unmatched, guesses) : null);
    if (found) linked.push(found);
    else unanswered.push({ unmatched, guesses });
  }
  // A creative that others were to join and that joins another itself takes them along.
  const goesTo = new Map(linked.map(({ from, intoId }) => [from.creativeId, intoId]));
  const settled = linked.map((one) => ({ ...one, intoId: goesTo.get(one.intoId) ?? one.intoId }));
  const nameOf = creativeNames(db);
  const rows = settled.map(({ from, intoId, by, reason }) => ({
    name: from.name,
    creative: nameOf(intoId),
    by,
    reason,
  }));
  inTransaction(db, () => joinCreatives(db, settled, context.now()));
  return {
    json: {
      linked: rows,
      open: unanswered.map(({ unmatched, guesses }) => ({
        name: unmatched.name,
        spendMicros: unmatched.spendMicros,
        guesses: guesses.map(({ creativeId, creative, score }) => ({ creativeId, creative, score })),
      })),
    },
    headline: `${rows.length} joined to their creative, ${unanswered.length} without media.`,
    tables: [
      { title: 'Joined', fields: ['name', 'creative', 'by', 'reason'], rows },
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
    notes: rows.length === 0 ? [] : ['`creo match --undo` takes these joins back'],
  };
}

/** The one creative that is alike enough; null when none is, when two are, or when something tells the names apart. */
function similarOne(from: Unmatched, guesses: readonly Guess[], above: number | null): Linked | null {
  const alike = above === null ? [] : guesses.filter(({ score }) => score >= above);
  const [best] = alike;
  if (!best || alike.length > 1 || !best.mayBeOne) return null;
  const reason = `the names are ${Math.round(best.score * 100)}% alike`;
  return { from, intoId: best.creativeId, by: 'similar', reason };
}

async function answered({ ask }: Context, from: Unmatched, guesses: readonly Guess[]): Promise<Linked | null> {
  if (guesses.length === 0) return null;
  const choices = [
    ...guesses.map(({ creativeId, creative, score }) => ({
      name: `${creative}  (${Math.round(score * 100)}% alike)`,
      value: String(creativeId),
    })),
    { name: 'none of these', value: '' },
  ];
  const question = { message: `Which creative is "${from.name}"?`, flag: 'creo rename or creo add --name' };
  const answer = await ask.select(question, choices);
  return answer === '' ? null : { from, intoId: Number(answer), by: 'answer', reason: 'you said so' };
}

interface Candidate {
  creativeId: number;
  creative: string;
  comparable: Comparable;
}

function guessesFor({ name, adNames }: Unmatched, candidates: readonly Candidate[]): Guess[] {
  const names = [name, ...adNames].map(comparable);
  return candidates
    .map(({ creativeId, creative, comparable: other }) => {
      const best = names.map((known) => likeness(known, other)).reduce((a, b) => (b.score > a.score ? b : a));
      return { creativeId, creative, ...best };
    })
    .filter(({ score }) => score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || a.creativeId - b.creativeId)
    .slice(0, GUESSES);
}

function undoView({ db, now }: Context): View {
  const nameOf = creativeNames(db);
  const rows = inTransaction(db, () => undoLastJoins(db, now())).map(({ name, intoId }) => ({
    name,
    creative: nameOf(intoId),
  }));
  return {
    json: { undone: rows },
    headline: rows.length === 0 ? 'There is no join to take back.' : `Took ${rows.length} joins back.`,
    tables: [{ title: 'Creatives of their own again', fields: ['name', 'creative'], rows }],
  };
}
