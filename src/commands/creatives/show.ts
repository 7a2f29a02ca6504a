/**
 * `creo show NAME`: all that is known of one creative, and its ads.
 * `--json`: `{ creative: { creativeId, creative, names, media, tags, subjects, editsOf, patterns, words, says, hook, offer, cta, said,
 * spoken, … }, currency, results, ads: [{ platform, campaign, … }] }`; `said` as `analyze --json` gives it; `patterns` as `analyze --json` gives them, null where nothing was measured; `words` the
 * lines that were read on the screen.
 */
import { type CreativeAnswer, creativeOf, inScopeOfCreative } from '../../answers/creative.js';
import type { View } from '../../fields.js';
import { inEnglish } from '../../remarks.js';
import type { Store } from '../../store/database.js';
import type { ResultsFilter } from '../../store/results.js';
import { scopeRemarks } from '../../store/scope.js';
import type { Context } from '../../work/context.js';

export interface ShowOptions {
  name: string;
  /** Whose ads, and in which currency. */
  filter: ResultsFilter;
}

export const run = ({ db }: Context, { name, filter }: ShowOptions): View<CreativeAnswer> =>
  inScopeOfCreative(db, name, filter, () => shown(db, name));

function shown(db: Store, name: string): View<CreativeAnswer> {
  const answer = creativeOf(db, name);
  const { creative, currency, results, ads } = answer;
  const { media, path, names, patterns, spoken, said, tags, subjects, editsOf } = creative;
  const message = creative.words.filter(({ furniture }) => !furniture);
  return {
    json: answer,
    headline: creative.creative,
    tables: [
      {
        title: 'Creative',
        fields: ['status', 'category', 'kind', 'durationSeconds', 'width', 'height', 'fps', 'sizeBytes', 'path'],
        rows: [{ status: creative.status, category: creative.category, path, ...media }],
      },
      {
        title: 'Says',
        fields: ['text', 'atSeconds', 'untilSeconds', 'textLanguage', 'score'],
        rows: message.map(({ text, language, confidence, atSeconds, untilSeconds }) => ({
          text: text === '' ? null : text,
          atSeconds,
          untilSeconds,
          textLanguage: language,
          score: confidence,
        })),
      },
      {
        title: 'Spoken',
        fields: ['line', 'atSeconds', 'untilSeconds'],
        rows: spoken.map(({ text, ...times }) => ({ line: text, ...times })),
      },
      {
        title: 'Hook, offer, call to action',
        fields: ['tag', 'tagValue', 'line', 'atSeconds', 'discount', 'amountMicros'],
        rows: said.map(({ key, value, line, atSeconds, discount, amountMicros, currency: money }) => ({
          tag: key,
          tagValue: value,
          line,
          atSeconds,
          discount,
          amountMicros,
          currency: money,
        })),
      },
      {
        title: 'Looks',
        fields: [
          'shots',
          'firstCutSeconds',
          'meanShotSeconds',
          'quickPacing',
          'motion',
          'textArea',
          'faceShare',
          'smileShare',
          'smileSeconds',
          'looks',
        ],
        rows: patterns ? [patterns] : [],
      },
      {
        title: 'Sounds',
        fields: ['loudnessLufs', 'silence', 'speechShare', 'speechStartSeconds', 'talksAtOnce', 'beatsPerMinute'],
        rows: patterns && patterns.silence !== null ? [patterns] : [],
      },
      {
        title: 'Tags',
        fields: ['tag', 'tagValue', 'source', 'score', 'atSeconds'],
        rows: tags.map(({ key, value, source, score, atSeconds }) => ({
          tag: key,
          tagValue: value,
          source,
          score,
          atSeconds,
        })),
      },
      {
        title: 'Subjects',
        fields: ['subject', 'score', 'atSeconds'],
        rows: subjects.map(({ label, score, atSeconds }) => ({ subject: label, score, atSeconds })),
      },
      {
        title: 'Results',
        fields: [
          'impressions',
          'clicks',
          'conversions',
          'spendMicros',
          'revenueMicros',
          'ctr',
          'cvrRaw',
          'cpaMicros',
          'roasRaw',
          'hookRate',
          'holdRate',
        ],
        rows: ads.length > 0 ? [results] : [],
        currency,
      },
      {
        title: 'Ads',
        fields: [
          'platform',
          'campaign',
          'adName',
          'dateStart',
          'dateEnd',
          'clicks',
          'conversions',
          'spendMicros',
          'revenueMicros',
        ],
        rows: ads,
        currency,
      },
    ],
    notes: [
      ...(names.length > 0 ? [`Also known as: ${names.join(', ')}`] : []),
      ...(editsOf.length > 0
        ? [`An edit of the same footage as ${editsOf.map((edit) => edit.creative).join(', ')}`]
        : []),
      ...(patterns === null && media
        ? ['Not measured yet: `creo analyze` does it, and reads the words on the screen']
        : []),
      ...scopeRemarks(db).map(inEnglish),
      ...(ads.length === 0 ? ["No results yet: `creo import` reads the platforms' exports"] : []),
    ],
  };
}
