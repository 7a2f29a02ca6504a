/**
 * `creo show NAME`: all that is known of one creative, and its ads.
 * `--json`: `{ creative: { creativeId, creative, names, media, tags, says, hook, offer, cta, said, patterns, words, spoken, subjects, editsOf, … }, currency, results, ads: [{ platform, campaign, … }] }`.
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
  const tags = tagsInForce(db).filter((tag) => tag.creativeId === creativeId);
  const { says, hook, offer, cta, tags: said } = saidByCreative(db)(creativeId);
  const words = wordsOf(db, creativeId);
  const spoken = allSpoken(db).get(creativeId) ?? [];
  const measured = allPatterns(db).find((patterns) => patterns.creativeId === creativeId);
  const patterns = measured && media ? patternRow(creative.name, measured, media) : null;
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
        says,
        hook,
        offer,
        cta,
        said,
        patterns,
        words,
        spoken,
        subjects: subjects.map(({ label, score, atSeconds }) => ({ label, score, atSeconds })),
        editsOf: copies.map((id) => ({ creativeId: id, creative: nameOf(id) })),
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
        title: 'Said',
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
        title: 'Words',
        fields: ['medium', 'atSeconds', 'line'],
        rows: [
          ...words.flatMap(({ text, atSeconds, furniture, language }) =>
            furniture || language === null ? [] : [{ medium: 'screen', atSeconds, line: text }],
          ),
          ...spoken.map(({ text, atSeconds }) => ({ medium: 'spoken', atSeconds, line: text })),
        ],
      },
      {
        title: 'Measured',
        fields: ['shots', 'firstCutSeconds', 'meanShotSeconds', 'motion', 'loudnessLufs', 'voiceScore', 'looks'],
        rows: patterns ? [patterns] : [],
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
          'cvr',
          'cpaMicros',
          'roas',
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
      ...(ads.length === 0 ? ["No results yet: `creo import` reads the platforms' exports"] : []),
    ],
  };
}
