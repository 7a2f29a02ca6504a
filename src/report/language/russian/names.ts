/** Names that creo gives to what it sees and hears in a creative. Names of the user, and of what only a network saw, stay. */
import type { LengthClass, Shape } from '../../../patterns/picture.js';
import type { CtaKind, HookType, OfferKind } from '../../../patterns/words/rules/rule-set.js';

type Dictionary = Readonly<Record<string, string | undefined>>;

const TAGS: Dictionary = {
  hook: 'хук',
  emotion: 'эмоция',
  format: 'формат',
  talent: 'в кадре',
  offer: 'оффер',
  cta: 'призыв',
  category: 'категория',
  campaign: 'кампания',
  adGroup: 'группа объявлений',
  account: 'аккаунт',
  platform: 'платформа',
};

const HOOKS: Readonly<Record<HookType | 'product-demo', string>> = {
  question: 'вопрос',
  'bold-claim': 'смелое заявление',
  problem: 'проблема',
  'before-after': 'до и после',
  testimonial: 'отзыв',
  curiosity: 'интрига',
  'product-demo': 'демонстрация продукта',
  unboxing: 'распаковка',
  list: 'список',
  challenge: 'челлендж',
  story: 'история',
  'pattern-interrupt': 'разрыв шаблона',
  'hot-take': 'спорное мнение',
  offer: 'оффер',
  pov: 'от первого лица',
  callout: 'обращение к аудитории',
  urgency: 'срочность',
  'how-to': 'инструкция',
};

const OFFERS: Readonly<Record<OfferKind, string>> = {
  discount: 'скидка',
  bundle: 'набор',
  free: 'бесплатно',
  code: 'промокод',
  price: 'цена',
  giveaway: 'розыгрыш',
};

const CTAS: Readonly<Record<CtaKind, string>> = {
  buy: 'купить',
  link: 'ссылка',
  install: 'установить',
  'sign-up': 'зарегистрироваться',
  'learn-more': 'узнать больше',
  message: 'написать',
  follow: 'подписаться',
  'swipe-up': 'свайп вверх',
  book: 'забронировать',
  try: 'попробовать',
  play: 'играть',
};

const EMOTIONS: Dictionary = {
  joy: 'радость',
  excitement: 'восторг',
  surprise: 'удивление',
  curiosity: 'любопытство',
  trust: 'доверие',
  desire: 'желание',
  fear: 'страх',
  frustration: 'раздражение',
  sadness: 'грусть',
  calm: 'спокойствие',
};

const FORMATS: Dictionary = {
  'talking-head': 'говорящая голова',
  'voiceover-broll': 'закадровый голос',
  unboxing: 'распаковка',
  'product-demo': 'демонстрация продукта',
  tutorial: 'обучение',
  testimonial: 'отзыв',
  'before-after': 'до и после',
  'day-in-the-life': 'один день из жизни',
  'street-interview': 'уличный опрос',
  skit: 'скетч',
  reaction: 'реакция',
  'green-screen': 'хромакей',
  'split-screen': 'разделённый экран',
  slideshow: 'слайд-шоу',
  'screen-recording': 'запись экрана',
  gameplay: 'геймплей',
  animation: 'анимация',
  'text-on-screen': 'текст на экране',
  'product-close-up': 'продукт крупным планом',
};

const TALENT: Dictionary = {
  'one-person': 'один человек',
  'several-people': 'несколько человек',
  'hands-only': 'только руки',
  nobody: 'без людей',
  'no-face': 'без лиц',
  animal: 'животное',
  'drawn-character': 'рисованный персонаж',
};

const VALUES: Readonly<Record<string, Dictionary | undefined>> = {
  hook: HOOKS,
  offer: OFFERS,
  cta: CTAS,
  emotion: EMOTIONS,
  format: FORMATS,
  talent: TALENT,
};

const SHAPES: Readonly<Record<Shape, string>> = {
  horizontal: 'горизонтальные',
  vertical: 'вертикальные',
  square: 'квадратные',
};

const LENGTHS: Readonly<Record<LengthClass, string>> = {
  still: 'статика',
  'up to 6 s': 'до 6\u00a0с',
  '6 to 15 s': 'от 6 до 15\u00a0с',
  '15 to 30 s': 'от 15 до 30\u00a0с',
  'over 30 s': 'дольше 30\u00a0с',
};

/** What was measured, as labels of groups say it. */
const LOOKS: Dictionary = {
  ...SHAPES,
  ...LENGTHS,
  'one shot': 'один план',
  'fast cuts': 'частые склейки',
  'slow cuts': 'редкие склейки',
  dark: 'тёмные',
  bright: 'светлые',
  muted: 'приглушённые цвета',
  vivid: 'яркие цвета',
  'hardly moving': 'почти без движения',
  'much motion': 'много движения',
  'text on screen': 'текст на экране',
  'no sound': 'без звуковой дорожки',
  silent: 'тишина',
  voice: 'голос',
  beat: 'ритм',
  'voice and beat': 'голос и ритм',
  red: 'красный',
  orange: 'оранжевый',
  yellow: 'жёлтый',
  green: 'зелёный',
  cyan: 'голубой',
  blue: 'синий',
  purple: 'фиолетовый',
  pink: 'розовый',
  brown: 'коричневый',
};

const GROUPINGS: Dictionary = { visual: 'виду', patterns: 'приёмам', hybrid: 'виду и приёмам' };

const looked = (dictionary: Dictionary | undefined, word: string): string =>
  (dictionary !== undefined && Object.hasOwn(dictionary, word) ? dictionary[word] : undefined) ?? word;

export const tag = (key: string): string => looked(TAGS, key);

export const tagValue = (key: string, value: string): string => looked(VALUES[key], value);

/** What creatives were grouped by, after «по». */
export const grouping = (groupedBy: string): string =>
  Object.hasOwn(GROUPINGS, groupedBy) ? looked(GROUPINGS, groupedBy) : `тегу «${tag(groupedBy)}»`;

/** A label of parts such as "fast cuts · dark · hook: question · like NAME", or the value of a tag. */
export const label = (text: string, groupedBy: string | null): string =>
  groupedBy !== null && !Object.hasOwn(GROUPINGS, groupedBy)
    ? tagValue(groupedBy, text)
    : text.split(' · ').map(labelPart).join(' · ');

function labelPart(part: string): string {
  const like = /^like (.+)$/.exec(part);
  if (like !== null) return `похожие на ${like[1]}`;
  const group = /^group (\d+)$/.exec(part);
  if (group !== null) return `группа ${group[1]}`;
  const tagged = /^([^:]+): (.+)$/.exec(part);
  const [, key, value] = tagged ?? [];
  return key === undefined || value === undefined ? looked(LOOKS, part) : `${tag(key)}: ${tagValue(key, value)}`;
}
