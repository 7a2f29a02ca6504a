/** The catalogues of the page: a Russian word for every English one, and names for all that creo itself names. */
import { expect, test } from 'vitest';
import type { Reason } from '../../src/decide/split/reasons.js';
import { COLOUR_NAMES } from '../../src/patterns/colours.js';
import { TAXONOMY } from '../../src/patterns/taxonomy.js';
import { inEnglish, type Remark } from '../../src/remarks.js';
import { Markup } from '../../src/report/html.js';
import { wordsOf } from '../../src/report/language/index.js';
import { counted, period, value } from '../../src/report/language/russian/numbers.js';
import { englishWords } from '../helpers/english-words.js';

const [english, russian] = [wordsOf('en'), wordsOf('ru')];

const FIT = { raised: 3, controls: 4, estimate: 0.7, low: 0.5, high: 0.9, elasticity: 0.8, sd: 0.1 };
const PART = { currency: 'EUR', share: 0.4, least: 1.08, most: 1.1 };

/** A remark of every kind; one that is missing does not compile. */
const REMARKS: { [Kind in Remark['kind']]: Extract<Remark, { kind: Kind }> } = {
  unclustered: { kind: 'unclustered', creatives: 3 },
  'partly-known': { kind: 'partly-known', rate: 'roas', share: 0.6 },
  'value-in-other-currency': { kind: 'value-in-other-currency', valueCurrency: 'EUR', currency: 'USD' },
  'value-by-default': { kind: 'value-by-default', valueMicros: 40_000_000, currency: 'USD' },
  'elasticity-fitted': { kind: 'elasticity-fitted', ...FIT },
  'elasticity-assumed': { kind: 'elasticity-assumed', ...FIT },
  'no-revenue': { kind: 'no-revenue' },
  'no-clicks': { kind: 'no-clicks' },
  'far-budget': { kind: 'far-budget', times: 22.4 },
  'dispersed-conversions': { kind: 'dispersed-conversions' },
  'beyond-evidence': { kind: 'beyond-evidence', share: 0.32 },
  'minimum-cvr': {
    kind: 'minimum-cvr',
    minCvr: 0.1,
    held: 3,
    creatives: 20,
    funded: 5,
    gain: 'profit',
    own: 1,
    free: 2,
  },
  'one-bet': { kind: 'one-bet', share: 0.85 },
  'other-truth': {
    kind: 'other-truth',
    accounts: ['4711'],
    source: '815',
    first: '2026-05-01',
    last: '2026-05-05',
    unnamed: 2,
  },
  converted: { kind: 'converted', into: 'USD', parts: [PART] },
  'old-rate': { kind: 'old-rate', currency: 'EUR', day: '2026-05-01', ageDays: 21 },
  settling: {
    kind: 'settling',
    days: 3,
    first: '2026-05-01',
    last: '2026-05-03',
    isUnbroken: true,
    share: 0.72,
    low: 0.66,
    high: 0.78,
    level: 0.8,
    reimports: 12,
  },
  'no-picture': { kind: 'no-picture', missing: [{ creative: '17', reason: 'the file is gone' }] },
  'no-preview': { kind: 'no-preview', failed: [{ creative: '17', reason: 'no frame of it can be decoded' }] },
  'previews-held': { kind: 'previews-held', shown: 24, heldBack: 2, by: 'count' },
  'as-kept': { kind: 'as-kept', text: 'What an earlier version said.' },
};

const REASONS: Readonly<Record<Reason['kind'], true>> = {
  pinned: true,
  'largest-share': true,
  'end-of-evidence': true,
  exploration: true,
  'best-raw-cvr': true,
  'no-conversion-yet': true,
  expected: true,
  lucky: true,
  unlucky: true,
  agrees: true,
  loses: true,
  'loses-without-conversion': true,
  'probably-loses': true,
  'no-conversion-so-far': true,
  'not-best-raw-cvr': true,
  'under-minimum': true,
  'too-small': true,
  'too-many': true,
  'brings-less': true,
};

test('every remark and reason has a Russian sentence without an English word', () => {
  for (const remark of Object.values(REMARKS)) {
    const said = russian.remark(remark);
    if (remark.kind === 'as-kept') expect(said).toBeNull();
    else expect([remark.kind, englishWords(said ?? inEnglish(remark), ['EUR', 'USD'])]).toEqual([remark.kind, []]);
    expect(english.remark(remark)).toBe(inEnglish(remark));
  }
  for (const kind of Object.keys(REASONS) as Reason['kind'][]) {
    for (const pool of ['account', 'cluster'] as const) {
      const said = russian.reason({ kind, pool });
      expect([kind, englishWords(said, [])]).toEqual([kind, []]);
      expect(english.reason({ kind, pool })).not.toBe(said);
    }
  }
});

/** What the functions of a catalogue are called with, by their place in it. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  reason: [{ kind: 'agrees', pool: 'cluster' }],
  remark: [REMARKS['no-clicks']],
  value: [true, 'flag', null],
  day: ['2026-05-05'],
  period: ['2026-05-01', '2026-05-05'],
  range: [new Markup('1'), new Markup('2')],
  verdict: ['keep-testing'],
  tag: ['hook'],
  tagValue: ['hook', 'question'],
  label: ['fast cuts · hook: question · like 17', 'visual'],
  'headline.creatives': [3, 2],
  'headline.plan': [
    'do-not-scale',
    {
      currency: null,
      allocatedMicros: 5e6,
      budgetMicros: 9e6,
      expectedRevenueMicros: 7e6,
      expectedRevenueLowMicros: 5e6,
      expectedRevenueHighMicros: 9e6,
      confidence: 0.8,
      funded: 2,
    },
  ],
  'headline.winner': ['17', 'roas', 0.8],
  'split.kept': [new Markup('5'), '9', 7],
  'split.unallocated': ['9'],
  'split.method': [0.8, 0.8],
  'clusters.explained': ['visual', 'cvr', 0.8],
  'clusters.chart': ['cvr', 0.8],
  'clusters.size': [21],
  'clusters.more': [4],
  'clusters.firstFrame': ['17'],
  'clusters.frameAt': ['17', 1.5],
  'clusters.playPreview': ['17'],
  'map.chart': [5],
  'leaderboard.ctrOf': ['17'],
  'leaderboard.shown': [200, 3000],
  'tags.explained': [0.8],
  'changes.upTo': ['2026-05-05'],
  'changes.moved': ['spend', '2', '1'],
  'changes.winner': [null, '17'],
  'changes.added': [['17']],
  'changes.verdict': ['17', 'a', 'b'],
  'method.lines': [0.8],
};

/** Kept in Latin letters in both languages. */
const SAME =
  /^(language|leftOut|changes\.verdict|leaderboard\.ctrOf|headline\.tiles\.(roasRaw|cpaMicros|ctr|cvrRaw)|fields\.(ctr|roas|cpaMicros|cvr|hookRate|holdRate)\.title|range)$/;

/** Every text of a catalogue by its place, functions called. */
function textsOf(branch: unknown, place = ''): [string, string][] {
  if (branch instanceof Markup) return [[place, branch.text]];
  if (typeof branch === 'string') return [[place, branch]];
  if (typeof branch === 'function') {
    const call = CALLS[place];
    if (call === undefined) throw new Error(`say in CALLS what ${place} is called with`);
    const made: unknown = branch(...call);
    return textsOf(made, place);
  }
  if (typeof branch !== 'object' || branch === null) return [];
  return Object.entries(branch).flatMap(([key, value]) => textsOf(value, place === '' ? key : `${place}.${key}`));
}

test('every text of the Russian catalogue differs from the English one, and holds no English word', () => {
  const inRussian = textsOf(russian);
  const inEnglishToo = new Map(textsOf(english));
  expect(inRussian.length).toBeGreaterThan(120);
  const wrong = inRussian.flatMap(([place, text]) => {
    const words = place === 'language' ? [] : englishWords(text, []);
    const isSame = inEnglishToo.get(place) === text && !SAME.test(place);
    return words.length > 0 || isSame ? [`${place}: ${text} (${words.join(', ')})`] : [];
  });
  expect(wrong).toEqual([]);
});

test('the names of the taxonomy, of measures and of ways to group are Russian', () => {
  const named = TAXONOMY.dimensions.flatMap(({ key, values }) => [
    russian.tag(key),
    ...values.map(({ value: each }) => russian.tagValue(key, each)),
  ]);
  const looks = [...COLOUR_NAMES.filter((name) => !['black', 'grey', 'white'].includes(name)), 'one shot', 'vertical'];
  expect(englishWords([...named, ...looks.map((look) => russian.label(look, 'patterns'))].join(' '), [])).toEqual([]);
  expect(russian.tagValue('creator', 'anna')).toBe('anna');
  expect(russian.label('problem', 'hook')).toBe('проблема');
  expect(russian.label('chest opening · like a_1', 'visual')).toBe('chest opening · похожие на a_1');
});

test('numbers, days and nouns are written as Russian writes them', () => {
  expect(value(1_234_500_000, 'money', 'USD')).toBe('1\u00a0234,50\u00a0$');
  expect(value(1_234_500_000, 'money', 'UZS')).toBe('1\u00a0234,50\u00a0UZS');
  expect(value(0.0235, 'rate', null)).toBe('2,35\u00a0%');
  expect(value(0.999, 'probability', null)).toBe('>99\u00a0%');
  expect(value(2.35, 'multiple', null)).toBe('2,35×');
  expect(value(null, 'money', 'USD')).toBe('–');
  expect(period('2026-05-01', '2026-05-05')).toBe('1–5 мая 2026\u202fг.');
  const clips = [1, 3, 11, 21, 25].map((count) => counted(count, 'креатив', 'креатива', 'креативов'));
  expect(clips.map((text) => text.replace('\u00a0', ' '))).toEqual([
    '1 креатив',
    '3 креатива',
    '11 креативов',
    '21 креатив',
    '25 креативов',
  ]);
});
