/**
 * `creo show NAME`: all that is known of one creative, and its ads.
 * `--json`: `{ creative: { creativeId, creative, names, media, tags, subjects, editsOf, patterns, words, says, hook, offer, cta, said,
 * spoken, … }, currency, results, ads: [{ platform, campaign, … }] }`; `said` as `analyze --json` gives it; `patterns` as `analyze --json` gives them, null where nothing was measured; `words` the
 * lines that were read on the screen.
 */
import { saidByCreative } from '../../answers/said.js';
import type { View } from '../../fields.js';
import { reportedResults } from '../../metrics/reported.js';
import { sumTotals } from '../../metrics/totals.js';
import { patternRow } from '../../patterns/rows.js';
import { creativeNamed, creativeNames, namesOf } from '../../store/creatives.js';
import { storedDuplicates } from '../../store/duplicates.js';
import { allSubjects } from '../../store/embeddings.js';
import { allPatterns } from '../../store/patterns.js';
import { adResults } from '../../store/results.js';
import { allSpoken } from '../../store/said.js';
import { tagsInForce } from '../../store/tags.js';
import { wordsOf } from '../../store/words.js';
import { onlyCurrency } from '../../units.js';
import type { Context } from '../context.js';

export interface ShowOptions {
  name: string;
}

export function run({ db }: Context, { name }: ShowOptions): View {
  const creative = creativeNamed(db, name);
  const { creativeId, media, path } = creative;
  const names = namesOf(db, creativeId);
  const subjects = allSubjects(db).filter((subject) => subject.creativeId === creativeId);
  const copies = (storedDuplicates(db).find((group) => group.includes(creativeId)) ?? []).filter(
    (id) => id !== creativeId,
  );
  const nameOf = creativeNames(db);
  const measured = media && allPatterns(db).find((patterns) => patterns.creativeId === creativeId);
  const patterns = media && measured ? patternRow(creative.name, measured, media) : null;
  const words = wordsOf(db, creativeId);
  const message = words.filter(({ furniture }) => !furniture);
  const { says, hook, offer, cta, tags: said } = saidByCreative(db)(creativeId);
  const spoken = allSpoken(db).get(creativeId) ?? [];
  const tags = tagsInForce(db).filter((tag) => tag.creativeId === creativeId);
  const ads = adResults(db, creativeId);
  const currency = onlyCurrency(ads.map((ad) => ad.currency));
  const results = reportedResults(sumTotals(ads));
  const adRows = ads.map(({ platform, account, level, campaign, adGroup, adName, dateStart, dateEnd, ...totals }) => ({
    platform,
    account,
    level,
    campaign,
    adGroup,
    adName,
    dateStart,
    dateEnd,
    currency: totals.currency,
    ...reportedResults(totals),
  }));
  return {
    json: {
      creative: {
        creativeId,
        creative: creative.name,
        names,
        category: creative.category,
        status: creative.status,
        path,
        contentHash: creative.contentHash,
        media,
        createdAt: creative.createdAt,
        tags: tags.map(({ key, value, source, score, atSeconds }) => ({ key, value, source, score, atSeconds })),
        subjects: subjects.map(({ label, score, atSeconds }) => ({ label, score, atSeconds })),
        editsOf: copies.map((id) => ({ creativeId: id, creative: nameOf(id) })),
        patterns: patterns && measuredPart(patterns),
        words,
        says,
        hook,
        offer,
        cta,
        said,
        spoken,
      },
      currency,
      results,
      ads: adRows,
    },
    headline: creative.name,
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
        rows: adRows,
        currency,
      },
    ],
    notes: [
      ...(names.length > 0 ? [`Also known as: ${names.join(', ')}`] : []),
      ...(copies.length > 0 ? [`An edit of the same footage as ${copies.map(nameOf).join(', ')}`] : []),
      ...(patterns === null && media
        ? ['Not measured yet: `creo analyze` does it, and reads the words on the screen']
        : []),
      ...(ads.length === 0 ? ["No results yet: `creo import` reads the platforms' exports"] : []),
    ],
  };
}

/** What was measured, without what the rest of the answer says already. */
function measuredPart({ creative: _, creativeId: __, ...figures }: ReturnType<typeof patternRow>) {
  return figures;
}
