/** Heads of columns and names of figures, with what they mean. */
import type { FieldWords, ShownField } from '../words.js';

export const FIELDS: Readonly<Record<ShownField, FieldWords>> = {
  creative: { title: 'Креатив', meaning: 'Название креатива' },
  verdict: {
    title: 'Вердикт',
    meaning: 'Что следует из цифр: масштабировать, тестировать дальше или остановить',
  },
  tag: { title: 'Тег', meaning: 'Название тега' },
  tagValue: { title: 'Значение', meaning: 'Значение тега' },
  size: { title: 'Креативов', meaning: 'Сколько креативов с этим значением' },
  impressions: { title: 'Показы', meaning: 'Сколько раз показали объявление' },
  clicks: { title: 'Клики', meaning: 'Клики по ссылке, если платформа их различает' },
  conversions: { title: 'Конверсии', meaning: 'Приписанные объявлению конверсии; могут быть дробными' },
  spendMicros: { title: 'Расход', meaning: 'Стоимость показов' },
  revenueMicros: { title: 'Доход', meaning: 'Ценность приписанных конверсий' },
  ctr: { title: 'CTR', meaning: 'Клики / показы' },
  hookRate: {
    title: 'Hook rate',
    meaning: 'Ранние просмотры (3 с у Meta, 2 с у TikTok) / показы',
  },
  holdRate: {
    title: 'Hold rate',
    meaning: 'Длинные просмотры (ThruPlay у Meta, 6 с у TikTok) / ранние просмотры',
  },
  cpaMicros: { title: 'CPA', meaning: 'Расход / конверсии' },
  cvr: { title: 'CVR', meaning: 'Конверсии / клики: ожидаемый показатель, с учётом похожих креативов' },
  cvrLow: { title: 'CVR от', meaning: 'Нижняя граница интервала ожидаемого CVR' },
  cvrHigh: { title: 'CVR до', meaning: 'Верхняя граница интервала ожидаемого CVR' },
  cvrRaw: { title: 'CVR сырой', meaning: 'Конверсии / клики только этого креатива' },
  roas: { title: 'ROAS', meaning: 'Доход / расход: ожидаемый показатель, с учётом похожих креативов' },
  roasLow: { title: 'ROAS от', meaning: 'Нижняя граница интервала ожидаемого ROAS' },
  roasHigh: { title: 'ROAS до', meaning: 'Верхняя граница интервала ожидаемого ROAS' },
  roasRaw: { title: 'ROAS сырой', meaning: 'Доход / расход только этого креатива' },
  lift: {
    title: 'Прирост',
    meaning: 'Ожидаемый показатель против всех остальных вместе: 25\u00a0% — на четверть больше',
  },
  falseDiscovery: {
    title: 'Доля ложных',
    meaning: 'Доля ложных находок, с которой придётся смириться, если считать эту находкой (Бенджамини — Хохберг)',
  },
  probBest: { title: 'Шанс быть лучшим', meaning: 'Вероятность того, что показатель здесь самый высокий' },
  budgetMicros: { title: 'Бюджет', meaning: 'Часть бюджета, которую план даёт креативу' },
  dailyBudgetMicros: { title: 'В день', meaning: 'Сколько это в день' },
  firstDailyMicros: { title: 'Начать с', meaning: 'С какого расхода в день начать: первый шаг вверх' },
  lookAgainDays: {
    title: 'Смотреть через, дн.',
    meaning: 'Через сколько дней первого шага результаты покажут, стоит ли повышать дальше',
  },
  timesTested: { title: 'К тесту', meaning: 'Плановый расход / расход его теста за столько же дней' },
  expectedRoas: {
    title: 'Ожид. ROAS',
    meaning: 'Ожидаемый доход / расход при плановом расходе; столбец ROAS — при расходе теста',
  },
  expectedRevenueMicros: { title: 'Ожид. доход', meaning: 'Доход, которого стоит ждать от этой части бюджета' },
  probProfitPlanned: {
    title: 'Шанс прибыли',
    meaning: 'Вероятность того, что плановый расход окупится',
  },
};
