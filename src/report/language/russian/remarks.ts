/** Reasons of a split and remarks beside figures. */
import type { ReasonPhrases } from '../../../decide/split/reasons.js';
import type { ConvertedPart, MinimumCvr, RemarkSayings } from '../../../remarks.js';
import type { PoolNames } from '../words.js';
import { counted, date, number, period, twoDecimals, value, wholePercent } from './numbers.js';

const FROM: PoolNames = { account: 'среднего по аккаунту', cluster: 'его группы' };
const PULLS: PoolNames = { account: 'среднее по аккаунту', cluster: 'группа' };

export const REASONS: ReasonPhrases = {
  pinned: () => 'сумма закреплена',
  'largest-share': () => 'окупил бы и больше, чем разрешает предельная доля',
  'end-of-evidence': () => 'в пятьсот раз больше самого крупного теста: дальше ничего не известно',
  exploration: () => 'тестовые деньги: здесь полезнее всего узнать больше',
  'best-raw-cvr': () => 'один из пяти лучших по сырому CVR',
  'no-conversion-yet': (pool) => `своих конверсий ещё нет: ожидание от ${FROM[pool]}`,
  expected: (pool) => `ожидание от ${FROM[pool]}`,
  lucky: (pool) => `хорошие результаты, отчасти везение: ${PULLS[pool]} тянет оценку вниз`,
  unlucky: (pool) => `ожидание выше собственных результатов: ${PULLS[pool]} тянет оценку вверх`,
  agrees: (pool) => `собственные результаты и результаты ${FROM[pool]} сходятся`,
  loses: () => 'теряет деньги',
  'loses-without-conversion': () => 'конверсий нет, теряет деньги',
  'probably-loses': () => 'вероятно, теряет деньги, но данных слишком мало, чтобы остановить',
  'no-conversion-so-far': () => 'конверсий пока нет, но данных слишком мало, чтобы остановить',
  'not-best-raw-cvr': () => 'не входит в пять лучших по сырому CVR',
  'under-minimum': () => 'CVR скорее ниже порога, чем выше',
  'too-small': () => 'часть вышла бы слишком маленькой, чтобы её запускать',
  'too-many': () => 'другие лучше, а число креативов ограничено',
  'brings-less': () => 'следующие деньги принесли бы здесь меньше, чем у других, или меньше, чем стоят',
};

const factor = (worth: number): string => number(Number(worth.toPrecision(5)), 6);

function converted({ currency, share, least, most }: ConvertedPart, into: string): string {
  const [low, high] = [factor(least), factor(most)];
  const rates = `1\u00a0${currency} = ${low === high ? low : `от ${low} до ${high}`}\u00a0${into}`;
  return share === null ? `${currency} (${rates})` : `${wholePercent(share)} расхода — из ${currency} (${rates})`;
}

interface Fit {
  raised: number;
  controls: number;
  estimate: number;
  low: number;
  high: number;
}

const raisedOf = ({ raised, controls }: Fit): string =>
  `${counted(raised, 'креатива', 'креативов', 'креативов')} с поднятым дневным расходом рядом с ${number(controls)}, которые шли как раньше`;

const alone = ({ estimate, low, high }: Fit): string =>
  `сами по себе они дают ${twoDecimals(estimate)}, от ${twoDecimals(low)} до ${twoDecimals(high)}`;

function gateCost({ own, free, gain, funded }: MinimumCvr): string {
  const what = gain === 'profit' ? 'ожидаемой прибыли' : 'ожидаемых конверсий';
  if (free <= own) return `${what} это не стоит`;
  const without = `без него деньги получили бы ${counted(funded, 'креатив', 'креатива', 'креативов')}`;
  return own > 0
    ? `${without}, а ${what} было бы больше на ${wholePercent(free / own - 1)}`
    : `${without}, и ${what} было бы больше`;
}

/** A sentence that was kept in English alone is left out. */
export const REMARKS: RemarkSayings = {
  unclustered: ({ creatives }) =>
    `Креативы не сгруппированы: данные ${counted(creatives, 'креатива', 'креативов', 'креативов')} объединены по всему аккаунту.`,
  'partly-known': ({ rate, share }) =>
    rate === 'cvr'
      ? `CVR опирается на ${wholePercent(share)} расхода: в остальных отчётах нет конверсий или кликов.`
      : `ROAS по отчётам опирается на ${wholePercent(share)} расхода: в остальных отчётах нет дохода.`,
  'value-in-other-currency': ({ valueCurrency, currency }) =>
    `Ценность конверсии задана в ${valueCurrency}, а результаты — в ${currency}, поэтому она не учтена.`,
  'value-by-default': ({ valueMicros, currency }) =>
    `В результатах нет дохода: ценность конверсии принята за ${value(valueMicros, 'money', currency)}, как задано в настройках.`,
  'elasticity-fitted': (fit) =>
    `Эластичность ${twoDecimals(fit.elasticity)} ± ${twoDecimals(fit.sd)} оценена по данным ${raisedOf(fit)} (${alone(fit)}).`,
  'elasticity-assumed': (fit) =>
    `Эластичность ${twoDecimals(fit.elasticity)} ± ${number(fit.sd)} принята как обычная: данных ${raisedOf(fit)}, слишком мало (${alone(fit)}).`,
  'no-revenue': () => 'В результатах нет дохода, поэтому план составлен по конверсиям и ничего не говорит о прибыли.',
  'no-clicks': () => 'В результатах нет кликов, поэтому конверсии оцениваются только по расходу.',
  'far-budget': ({ times }) =>
    `Бюджет больше всего прежнего расхода в ${counted(Math.round(times), 'раз', 'раза', 'раз')}: прогноз на таком масштабе — догадка.`,
  'dispersed-conversions': () =>
    'Конверсии меняются день ото дня сильнее, чем объясняет случай, поэтому весят при оценке меньше.',
  'beyond-evidence': ({ share }) =>
    `${wholePercent(share)} плана лежит дальше десятикратного темпа, проверенного хоть на одном креативе: повышайте шагами и проверяйте, прежде чем тратить остальное.`,
  'minimum-cvr': (gate) =>
    `Порог CVR ${value(gate.minCvr, 'rate', null)} не даёт получить деньги ${number(gate.held)} из ${counted(gate.creatives, 'креатива', 'креативов', 'креативов')}: ${gateCost(gate)}.`,
  'one-bet': ({ share }) => `${wholePercent(share)} плана держится на одном креативе: это ставка на него.`,
  'other-truth': ({ accounts, source, first, last, unnamed }) =>
    `Конверсии и доход для ${accounts.join(', ')} взяты из ${source}, ${period(first, last)}${
      unnamed === 0
        ? ''
        : `; ${counted(unnamed, 'объявление идёт', 'объявления идут', 'объявлений идут')} в кампаниях, которых там нет, их результат считается неизвестным`
    }.`,
  converted: ({ into, parts }) =>
    `Суммы в ${into}: ${parts.map((part) => converted(part, into)).join(', ')}; каждый день по последнему известному тогда курсу.`,
  'old-rate': ({ currency, day, ageDays }) =>
    `Последний курс ${currency} — на ${date(day)}, за ${counted(ageDays, 'день', 'дня', 'дней')} до последнего результата.`,
  settling: ({ days, first, last, share, low, high, level, reimports }) =>
    `Конверсии ещё поступают: за ${days === 1 ? date(last) : period(first, last)} известно около ${wholePercent(share)} (интервал ${wholePercent(level)}: от ${wholePercent(low)} до ${wholePercent(high)}), судя по ${counted(reimports, 'повторному импорту', 'повторным импортам', 'повторным импортам')}.`,
  'no-picture': ({ missing }) =>
    `Без кадров: ${missing.map(({ creative }) => creative).join(', ')} — файла нет на прежнем месте, он изменился или не читается.`,
  'no-preview': ({ failed }) =>
    `Без превью: ${failed.map(({ creative }) => creative).join(', ')} — файл не перекодируется.`,
  'previews-held': ({ shown, heldBack }) =>
    `Превью есть у ${counted(shown, 'ролика', 'роликов', 'роликов')} с наибольшими расходами; ещё ${counted(heldBack, 'ролик остался', 'ролика остались', 'роликов остались')} без него, чтобы файл не стал слишком большим.`,
  'as-kept': () => null,
};
