/** The page in Russian, as performance marketers write. */
import type { PlanVerdict } from '../../../decide/split/recommend.js';
import { said } from '../../../remarks.js';
import { html } from '../../html.js';
import type { Metric, PlanSummary, Words } from '../words.js';
import { FIELDS } from './fields.js';
import { grouping, label, tag, tagValue } from './names.js';
import { counted, date, number, period, probability, seconds, twoDecimals, value, wholePercent } from './numbers.js';
import { REASONS, REMARKS } from './remarks.js';

const PLAN_VERDICTS: Record<PlanVerdict, string> = {
  scale: 'Масштабировать',
  'test-more': 'Сначала тестировать ещё',
  'do-not-scale': 'Пока не масштабировать',
};

const VERDICTS: Readonly<Record<string, string | undefined>> = {
  scale: 'масштабировать',
  'keep-testing': 'тестировать дальше',
  stop: 'остановить',
};

const verdict = (name: string): string => VERDICTS[name] ?? name;

const RATES: Record<Metric, string> = { cvr: 'CVR', roas: 'ROAS' };

const creatives = (count: number): string => counted(count, 'креатив', 'креатива', 'креативов');

/** Of which so many of 100 hold: "в 80 случаях из 100". */
const ofHundred = (level: number): string =>
  `в ${counted(Math.round(100 * level), 'случае', 'случаях', 'случаях')} из 100`;

function plan(name: PlanVerdict, { currency, confidence, ...amounts }: PlanSummary) {
  const amount = (micros: number | null): string => value(micros, 'money', currency);
  const { allocatedMicros, budgetMicros, expectedRevenueMicros, funded } = amounts;
  const lead = PLAN_VERDICTS[name];
  if (allocatedMicros === 0) {
    return html`<strong>${lead}.</strong> Судя по тому, что известно сейчас, из бюджета ${amount(budgetMicros)} вряд ли окупится хоть какая-то часть.`;
  }
  const revenue =
    expectedRevenueMicros !== null &&
    ` Ожидаемый доход — ${amount(expectedRevenueMicros)} (от ${amount(amounts.expectedRevenueLowMicros)} до ${amount(amounts.expectedRevenueHighMicros)}).`;
  const sure = confidence !== null && ` План окупится с вероятностью ${probability(confidence)}.`;
  return html`<strong>${lead}:</strong> ${amount(allocatedMicros)} из ${amount(budgetMicros)} на ${creatives(funded)}.${revenue}${sure}`;
}

export const RUSSIAN: Words = {
  language: 'ru',
  title: 'Отчёт по креативам',
  skipToFigures: 'Перейти к цифрам',
  fields: FIELDS,
  reason: ({ kind, pool }) => REASONS[kind](pool),
  remark: (remark) => said(remark, REMARKS),
  leftOut: 'План сохранён прежней версией creo, которая записывала причины только по-английски: здесь они не показаны.',
  value,
  day: date,
  period,
  range: (low, high) => html`(${low} – ${high})`,
  verdict,
  tag,
  tagValue,
  label,
  headline: {
    noResults: 'результатов пока нет',
    creatives: (count, tests) =>
      `${creatives(count)}${tests < count ? `, ${counted(tests, 'отдельный тест', 'отдельных теста', 'отдельных тестов')}` : ''}`,
    tiles: {
      spendMicros: 'Расход',
      revenueMicros: 'Доход',
      roasRaw: 'ROAS',
      conversions: 'Конверсии',
      cpaMicros: 'CPA',
      ctr: 'CTR',
      cvrRaw: 'CVR',
    },
    plan,
    nothingYet: 'Пока нельзя сказать, какие креативы работают: нет результатов или нет групп, которые можно сравнить.',
    winner: (name, metric, probBest) =>
      html`Лучший результат пока у группы <strong>${name}</strong>: её ${RATES[metric]} самый высокий с вероятностью ${probability(probBest)}.`,
  },
  split: {
    title: 'Куда вложить следующие деньги',
    table: 'Распределение бюджета',
    kept: (day, budget, days) =>
      html`Последний сохранённый план, от ${day}: ${budget} на ${counted(days, 'день', 'дня', 'дней')}, по результатам на тот момент.`,
    unallocated: (amount) =>
      `Не распределено ${amount}: дальнейший расход не окупится, или мешает заданное ограничение.`,
    method: (level, elasticity) =>
      `Истинное значение лежит внутри интервала ${ofHundred(level)}. Сырые показатели — из собственного теста креатива; ожидаемые подтянуты к похожим креативам. Считается, что доход растёт как расход в степени ${twoDecimals(elasticity)}, а в одном случае из четырёх далеко за пределами тестов насыщается. ROAS относится к тесту; ожидаемый ROAS и шанс прибыли — к плановому расходу.`,
    stop: 'Остановить',
  },
  clusters: {
    title: 'Группы креативов',
    none: html`Креативы ещё не сгруппированы: <code>creo cluster --visual</code> или <code>creo cluster --by ТЕГ</code>.`,
    explained: (groupedBy, metric, level) =>
      `Сгруппированы по ${grouping(groupedBy)}. Точка — ожидаемый ${RATES[metric]}, линия — интервал ${wholePercent(level)}, кольцо — то, что показывают одни отчёты.`,
    chart: (metric, level) => `${RATES[metric]} каждой группы креативов с интервалом ${wholePercent(level)}`,
    best: 'вероятно лучшая',
    size: creatives,
    counts: {
      spendMicros: 'расход',
      impressions: 'показы',
      clicks: 'клики',
      conversions: 'конверсии',
      revenueMicros: 'доход',
    },
    chanceOfBest: 'Шанс быть лучшей',
    more: (count) => `и ещё ${number(count)} с меньшим расходом`,
    noMedia: 'нет файла',
    firstFrame: (creative) => `Первый кадр ${creative}`,
    frameAt: (creative, at) => `${creative}, кадр на ${seconds(at)}`,
    playPreview: (creative) => `Показать начало ${creative} без звука`,
  },
  map: {
    title: 'Карта похожих креативов',
    explained: 'Похожие на вид креативы лежат рядом; цвет — группа. Сами направления ничего не значат.',
    region: 'Карта, шире экрана телефона',
    chart: (count) => `Карта, ${creatives(count)}: похожие лежат рядом, цвет — группа`,
  },
  leaderboard: {
    title: 'Креативы',
    explained:
      'Сырые результаты. Маленькое число — процентиль внутри этого аккаунта, 100 — лучший. Линия — CTR по дням: там, где она падает, аудитория устаёт от объявления или изменился аукцион.',
    table: 'Креативы и их результаты',
    ctrByDay: 'CTR по дням',
    ctrOf: (creative) => `CTR ${creative} по дням`,
    tooFewDays: 'мало дней',
    shown: (shown, all) =>
      html`Показаны ${number(shown)} из ${number(all)}, с самым большим расходом; все — в <code>creo list</code>.`,
  },
  filter: { show: 'Показать', all: 'все креативы', kind: 'группа' },
  tags: {
    title: 'Что связано с лучшими результатами',
    explained: (level) =>
      `Ожидаемый CVR креативов с тегом и его отличие от всех остальных, с интервалами ${wholePercent(level)}. Последний столбец — доля случайных среди находок не слабее этой. Теги встречаются вместе, поэтому таблица подсказывает, что тестировать дальше, а не что стало причиной.`,
    table: 'Теги и результаты',
  },
  changes: {
    title: 'С прошлого отчёта',
    upTo: (day) =>
      day === null ? 'В прошлом отчёте результатов не было.' : `В прошлом отчёте были результаты по ${date(day)}`,
    moved: (name, is, was) =>
      `${{ spend: 'Расход', revenue: 'Доход', conversions: 'Конверсии' }[name]}: ${is}, было ${was}`,
    winner: (is, was) => `Вероятно лучшая группа: ${is ?? 'нет'}, была ${was ?? 'нет'}`,
    added: (names) => `Новые креативы с результатами: ${names.join(', ')}`,
    verdict: (creative, is, was) => `${creative}: ${is}, было ${was}`,
    none: 'Ни одна цифра не изменилась.',
  },
  method: {
    title: 'Как это читать',
    lines: (level) => [
      'Тест на несколько десятков кликов приносит одну-две покупки, и сырой показатель — в основном везение. Ожидаемый показатель креатива — его собственный результат, подтянутый к похожим креативам, а их результат — к среднему по аккаунту; насколько сильно, видно из данных этого аккаунта.',
      `Интервалы рассчитаны так, чтобы истинное значение лежало внутри ${ofHundred(level)}. Где интервалы пересекаются, порядок креативов ещё не решён.`,
      'Результат при малом расходе не сохраняется при большом: доход растёт медленнее расхода, насколько — оговорённое допущение.',
      'Платформы показывают объявления разным людям и считают конверсии по своей атрибуции. Креатив, который купил лучший результат, не обязательно лучше сам по себе.',
      'Hook rate и hold rate объясняют, где объявление теряет зрителя, но почти не предсказывают, какое объявление продаёт.',
    ],
    madeBy: 'Сделано в creo на машине медиабайера; страница ничего не загружает из сети.',
  },
};
