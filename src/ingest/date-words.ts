/** Words of dates in the languages of the exports: months, days of the week, and what stands between two days. */

/** Names of the twelve months, nominative and genitive, by language. Case and accents aside. */
const MONTH_NAMES: readonly string[] = [
  'january february march april may june july august september october november december',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene feb mar abr may jun jul ago setiembre oct nov dic',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jänner feber mrz apr mai jun jul aug sept okt nov dez',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'jan feb mrt apr mei jun jul agustus sep oktober nov desember',
  'januari februari marts april maj juni juli augusti september oktober november december',
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
];

const WEEKDAY_NAMES: readonly string[] = [
  'monday tuesday wednesday thursday friday saturday sunday',
  'понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс',
  'lunes martes miércoles jueves viernes sábado domingo',
  'segunda terça quarta quinta sexta sábado domingo',
  'montag dienstag mittwoch donnerstag freitag samstag sonntag',
  'lundi mardi mercredi jeudi vendredi samedi dimanche',
  'lunedì martedì mercoledì giovedì venerdì sabato domenica',
  'понеділок вівторок середа четвер пʼятниця субота неділя пн вт ср чт пт сб нд',
  'poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob ndz',
  'pazartesi salı çarşamba perşembe cuma cumartesi pazar',
  '月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日',
];

/** A word without case and accents, so that `Février` and `fevrier` are one. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase().replaceAll('ı', 'i').replaceAll('ł', 'l');

const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names) =>
    folded(names)
      .split(' ')
      .map((name, place) => [name, place + 1] as const),
  ),
);
const WEEKDAYS: readonly string[] = WEEKDAY_NAMES.flatMap((names) => folded(names).split(' '));
const FEWEST_LETTERS = 3;

const knownMonths = new Map<string, number | null>();

/** The month, 1..12, of a name or of its beginning of three letters or more; null for any other word and for a beginning that two months share. */
export function monthOf(word: string): number | null {
  const letters = folded(word);
  const exact = MONTHS.get(letters);
  if (exact !== undefined) return exact;
  if (letters.length < FEWEST_LETTERS || letters.length > LONGEST_WORD) return null;
  const known = knownMonths.get(letters);
  if (known !== undefined) return known;
  const found = new Set([...MONTHS].filter(([name]) => name.startsWith(letters)).map(([, month]) => month));
  const [month = null] = found.size === 1 ? found : [];
  if (knownMonths.size >= WORDS_KEPT) knownMonths.clear();
  knownMonths.set(letters, month);
  return month;
}

const LONGEST_WORD = 20;
const WORDS_KEPT = 1000;

const JAPANESE_WEEKDAY = /^[月火水木金土日]/;

/** True for the name of a weekday or its beginning of two letters or more. */
export function isWeekday(word: string): boolean {
  const letters = folded(word);
  const fewest = JAPANESE_WEEKDAY.test(letters) ? 1 : 2;
  return (
    letters.length >= fewest && letters.length <= LONGEST_WORD && WEEKDAYS.some((name) => name.startsWith(letters))
  );
}

/** `5 de mayo del 2026`, `the 5th of May`, `2026 г.`, `2026 року`: words that change nothing. */
export const FILLERS: ReadonlySet<string> = new Set([
  'de',
  'del',
  'of',
  'the',
  'г',
  'года',
  'год',
  'р',
  'року',
  'рік',
  'r',
  'roku',
]);
/** `17th`, `1er`, `1º`, `17-го`. */
export const ORDINALS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th', 'er', 're', 'o', 'a', 'го', 'е', 'ого']);
/** Between the two days of a period. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  ...[
    'to',
    'until',
    'till',
    'through',
    'thru',
    'and',
    'bis',
    'und',
    'au',
    'a',
    'al',
    'ao',
    'ate',
    'hasta',
    'y',
    'e',
    'et',
  ],
  ...['по', 'до', 'и', 'та', 'i', 'do', 'tot', 'ile', 'から', 'まで', '至'],
]);
/** Before the first day of a period. */
export const FROM_WORDS: ReadonlySet<string> = new Set([
  ...[
    'from',
    'between',
    'von',
    'vom',
    'du',
    'de',
    'del',
    'desde',
    'dal',
    'da',
    'entre',
    'с',
    'со',
    'от',
    'з',
    'від',
    'od',
    'van',
  ],
]);
