/** What ads say in German. */
import type { RuleSet } from './rule-set.js';

const PEOPLE =
  '(?:mama|mutter|papa|vater|eltern|madel|jung|hundebesitz|katzenbesitz|besitz|hundehalt|halt|lieb|fan|gamer|spiel|student|lehr|anfang|fahr|reisend|grund|unternehm|selbststand|frau|mann|braut|freund|mieter|gartner|hausbesitz|kaffeelieb|sportl|laufer|rentner|azubi|autofahr|leute|kunde|pendler|kunstl|pflegekraft|camper|biker)*';
const TIME = '(?:sekunde|minute|stunde|tag|nacht|woche|monat|jahr)(?:n|e|en|s)?';
const SAID =
  '(?:grund|grunde|fehler|ding|dinge|sache|tipp|trick|hack|zeichen|anzeichen|weg|art|geschenk|produkt|geheimniss?|mythe|fakt|regel|schritt|idee|gewohnheit|rezept|ubung|app|ort|buch|bucher|vorteil|frage|fund|gadget|spiel|lebensmittel|look|outfit|lektion|symptom|zutat|lug|luge|methode|essential|must have|favorit|alternative|moglichkeit|anwendung|signal|werkzeug)(?:e|n|en|s)?';

export const GERMAN: RuleSet = {
  language: 'de',
  numbers: 'zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn',
  questions: [
    '^(?:und |aber )?(?:wusstest|wusstet|weisst|kennst|hast|bist|willst|mochtest|glaubst|magst|suchst|brauchst|kannst|wurdest|traumst|fragst|leidest|liebst|hattest|warst|denkst|schlafst|nutzt|trinkst|benutzt) du',
    '^(?:haben|wussten|kennen|suchen|mochten|wollen|sind|konnen|leiden) sie ',
    '^(?:was ware wenn|was wurdest|wer (?:noch|kennt|hat|will)|wie oft|warum (?:ist|redet|spricht|sind|hat|macht|kauft)|lust auf|bereit fur)',
  ],
  questionWords:
    'was|wer|wie|wo|wann|warum|wieso|weshalb|welche|welcher|welches|wem|wen|woher|wusstest|kennst|hast|bist|ist|sind|kann|kannst|willst|immer noch|schon|noch|und',
  hooks: {
    pov: ['p o v', 'pov', '(?:dieser moment|der moment|ich|mein gesicht|das gefuhl) wenn'],
    unboxing: [
      'unbox*|un boxing|auspack*|packe? (?:mit mir )?(?:@ ){1,4}aus|packen wir (?:@ ){0,3}aus',
      '(?:mein|meine|das|die) (?:@ )?(?:paket|bestellung|lieferung|packchen|karton)* (?:ist )?(?:endlich |heute |jetzt )?(?:da|angekommen|gekommen)|(?:endlich )?(?:ist )?(?:mein|meine) (?:paket|bestellung) (?:ist )?(?:endlich )?(?:da|angekommen)|was ist (?:drin|in (?:dieser|der|meinem|diesem) (?:box|paket|karton))|offne (?:@ ){0,3}(?:paket|packchen|box)|haul$',
    ],
    'before-after': [
      'vorher (?:und |vs |versus |/ ?|zu |oder )?nachher|transformation|verwandlung|(?:schau|sieh|siehst) (?:dir )?(?:du )?(?:den|diesen) unterschied|(?:tag|woche|monat) \\d+ (?:vs |und |gegen )?(?:tag|woche|monat) \\d+|damals (?:vs|und) heute',
    ],
    list: [
      `(?:^|diese |meine |die |unsere |top |mit |hier )(?:#) (?!${TIME})(?:@ ){0,2}${SAID}`,
      'top (?:#)',
      '(?:grund|fehler|tipp|trick|hack|zeichen|fakt|mythos) (?:nummer |nr )?\\d{1,2}',
      `^(?:#) (?!${TIME}|grosse*|farbe*|von )(?:@ )?@(?:e|n|en|s) (?:die|das|der|fur|mit|ohne|warum|um|beim|unter|wie|zum|zur)`,
    ],
    'pattern-interrupt': [
      '(?:hor|horen sie|hort) (?:sofort |mal )?auf (?:zu|@ zu)|(?:nicht|nie) (?:einfach )?(?:weiter ?)?(?:scroll|wisch|uberspring|vorbei|weg ?wisch|weiter)*|(?:scroll|wisch|swipe|klick)* nicht (?:weiter|vorbei|weg)|stopp? scroll*|^(?:stopp?|warte|halt|moment|hey|psst|he)(?:$| ?[!,.])|warte (?:mal|kurz)|moment mal|hey du|ja du|genau du|das ist dein zeichen|wenn du das (?:hier )?(?:siehst|liest)|bevor du (?:weiter|scrollst)|leg (?:mal )?(?:dein|das) handy|kurz (?:mal )?zuhoren',
    ],
    callout: [
      `^(?:achtung|hey|hallo|liebe|aufruf|an|fur|nur fur|nachricht an)(?: an)?(?: alle| die)? (?:@ )?${PEOPLE}`,
      '^(?:achtung|aufgepasst) ',
      '^wenn (?:du|dein|deine|ihr|sie|dir|dich) ',
      '(?:das|dieses video|dies|der|die) (?:hier )?ist (?:genau )?fur (?:dich|euch|alle|sie|jeden)|ist (?:das|dieses video|es) (?:hier )?(?:genau )?fur dich|fur (?:alle|jeden|jede) (?:die|der)|^(?:an )?alle (?:die|@)|^(?:alle|jede|jeder) (?:@ )?(?:die|der|mit)',
      `^${PEOPLE} (?:mit|die|der|uber|aufgepasst|ab)`,
    ],
    'hot-take': [
      'unpopular opinion|unpopulare meinung|unbeliebte meinung|hot take|uberbewertet|unterbewertet|(?:ist|sind) (?:abzocke|ein mythos|eine luge|quatsch|betrug)|andert meine meinung',
    ],
    story: [
      'story ?time|so ist mir|wie ich (?:fast|beinahe|meinen|meine @ kennen|gekundigt|mal)|mir ist (?:gestern|heute|neulich) |meine geschichte|vor (?:#|einem|einer) (?:jahr|monat|woche)(?:en)? (?:hab|habe|war|bin)|ich muss euch (?:was )?erzahlen|wahre geschichte',
    ],
    challenge: [
      'challenge|herausforderung|ich wette|schaffst du|versuch nicht zu|(?:nur )?%% (?:der (?:leute|menschen|spieler) )?(?:schaff|konn|scheiter)*|traust du dich',
    ],
    'how-to': [
      '^(?:und )?so (?:@st|@t|wird|geht|machst|bekommst|reinigst|mache|habe|kannst|einfach|gehts|lernst|klappt|funktioniert|sparst) (?:du|ich|man|es|das|ihr|sie|deine?n?|wir|meine?n?)',
      '^wie (?:man|ich|du|wir|sie|ihr) (?:@ )',
      'schritt (?:\\d|eins|fur schritt)|anleitung|tutorial|rezept (?:fur)?|(?:ich zeige|zeig|zeige ich|lerne|lern|ich zeig) (?:dir |euch )?(?:wie|ein)|(?:der|die) (?:einfach|schnell|best|leicht|richtig|gunstig)(?:ste|ere|e) (?:weg|art|methode|moglichkeit)|(?:mach|probier|versuch|probiere|nutze|iss|trink)(?:e)? (?:das|dies|stattdessen|lieber)|(?:trick|hack|tipp) (?:fur|zum|gegen|um)|in (?:#) schritten|guide|get ready with me|mach dich mit mir fertig|koch mit mir|diy|d i y|selber machen|selbst gemacht',
    ],
    testimonial: [
      `(?:ich|wir) (?:@ ){0,4}(?:benutz|nutz|trag|nehm|trink|verwend|hab|test|schlaf|fahr|ess)* (?:@ ){0,5}(?:seit|fur|nach|uber|vor) (?:@ )?(?:#|einem|einer|einen) ${TIME}`,
      `(?:seit|nach|in) (?:nur |uber |schon |etwa )?(?:#|einem|einer) ${TIME} (?:@ ){0,3}(?:ich|mein|meine|mir|mich|habe|hab|war|waren|ist|sind|benutze|nutze|bin|anwendung|tragen|nutzung)(?: |$)`,
      `(?:#|ein|eine|einen) ${TIME} (?:lang )?(?:getestet|ausprobiert|spater|benutzt|getragen|genommen)`,
      '(?:hat|haben) (?:wirklich |echt |komplett )?(?:mein|meine|mir|meinen) (?:@ ){0,2}(?:verandert|gerettet|geholfen|umgehauen|gewechselt)|meine (?:ehrliche |echte )?(?:meinung|erfahrung|bewertung)|ehrliche (?:meinung|bewertung|review|erfahrung)|erfahrungsbericht|ich (?:war|bin) (?:so |total |echt |absolut |erst |zuerst |anfangs |sehr |mega |wirklich )?(?:skeptisch|begeistert|verliebt|besessen|suchtig|uberzeugt|schockiert|uberrascht|beeindruckt)|hatte (?:ich )?nie gedacht|nie wieder (?:ohne|zuruck)|ich (?:hatte|habe|hab) (?:@ ){1,5}(?:getestet|probiert|ausprobiert|gekauft|bestellt|gewechselt|abgenommen|verloren|gespart)|(?:das|der|die) beste (?:@ )?(?:was|den|die|das|kauf)? ?(?:ich )?(?:je|jemals)|bis ich (?:@ ){1,3}(?:probiert|getestet|entdeckt|gefunden|hatte)|ich (?:liebe|schwore auf|empfehle|kann nicht mehr ohne)|absolute empfehlung|jeden cent wert|warum ich (?:gewechselt|@ gewechselt|nicht mehr|nur noch)',
    ],
    problem: [
      '(?:keine lust mehr|genug von|genervt von|mude von|es leid|schnauze voll)|(?:leidest|leide|leiden) (?:du |sie |ich )?(?:auch |an |unter )|(?:ich )?hasse|hasst|nie wieder (?!ohne|zuruck)@|schluss mit|schluss damit|nie mehr|kein(?:e|en)? (?:@ )?mehr(?: |$)|(?:tschuss|adieu|goodbye|ade|bye)(?: zu)? @|vergiss @|(?:kannst|kann|konnen) (?:du |sie |ich )?(?:@ )?(?:nachts )?nicht (?:schlafen|einschlafen|mehr|abnehmen|durchschlafen|aufhoren|abschalten)|(?:nicht|kaum) (?:ein ?|durch ?)?schlafen|das schlimmste (?:an|ist|am)|(?:das|dein|mein) problem (?:mit|ist|bei)|probleme? (?:mit|beim)|(?:rucken|kopf|nacken|knie|gelenk)schmerzen|(?:ruiniert|zerstort|schadet|schadest|killt) (?:dein|deine|deinem|deiner|dir)|(?:standig|dauernd|immer wieder) (?:@ )|nervt|nervig|deswegen|weg mit|los werden|loswerden',
    ],
    urgency: [
      'letzte[rn]? (?:chance|tag|tage|stunde|stunden|stuck|moglichkeit|gelegenheit|platze|minute)|(?:nur|nur noch|lediglich) (?:heute|bis|diese|dieses|kurze|wenige|fur kurze|24|48|#|\\d+ (?:stuck|platze|tage|stunden|verfugbar|auf lager|ubrig))(?! ?(?:euro|€))|(?:endet|lauft) (?:heute|bald|morgen|in|am|um|ab)|solange (?:der )?(?:vorrat|es)*|(?:fast|schon|bald|gleich) (?:ausverkauft|weg|vergriffen)|ausverkauft|begrenzt* (?:zeit|stuck|menge|angebot|platze)*|limitiert*|beeil dich|beeilung|schnell sein|sei schnell|bevor es zu spat|verpass (?:es |das )?nicht|nicht verpassen|jetzt oder nie|bis (?:um )?mitternacht|wieder (?:da|verfugbar|auf lager)|nur solange|endspurt|heute noch',
    ],
    curiosity: [
      '(?:du|ihr|sie) (?:wirst|werdet|werden) (?:@ )?(?:es |das )?(?:nicht |nie )(?:glaub|ahn|erwart)*|glaubst du nie|(?:das |was )?(?:dir |euch )?(?:verrat|sagt|erzahlt|weiss|redet|spricht|erwartet|zeigt) (?:dir |euch |uns )?(?:das |daruber |davon )?(?:niemand|keiner|kaum (?:einer|jemand))|(?:niemand|keiner|kaum jemand) (?:verrat|sagt|erzahlt|weiss|redet|spricht|kennt)|geheim(?:nis|nisse|tipp|trick|e|er|rezept)*|(?:bleib|schau|warte|guck|sieh)(?:t|e)? (?:@ )?(?:bis zum|was|dran|zu ende|bis)|(?:deshalb|darum|aus diesem grund|das ist der grund) |was (?:passiert|passierte|geschieht) (?:wenn|dann|mit|ist)?|(?:will|wollen) nicht dass du|(?:der|die|das) (?:eine|einzige|wahre|wirkliche|seltsame|grosste|haufigste) (?:@ )?(?:grund|trick|sache|fehler|wahrheit|ding|zutat)|die wahrheit (?:uber|hinter)|(?:ich habe )?(?:herausgefunden|entdeckt) |rate mal|finde heraus|(?:hatte|habe|hab) ich (?:gar )?nicht gewusst|die meisten (?:wissen|machen|menschen|leute|@)|^warum (?:dein|deine|ich|alle|jeder|niemand|du|das|die|der|so viele)|wetten|sollte (?:verboten|illegal)|kaum zu glauben|unfassbar|was das (?:kann|ist|macht)|das wusstest du',
    ],
    'bold-claim': [
      '(?:der|die|das) (?:beste|einzige|erste) (?:@ ){1,4}(?:der welt|deutschlands|deines lebens|die du|das du|den du)|nummer (?:eins|1)|nr 1|\\x231|garantiert|klinisch|wird dein leben verandern|wie (?:von )?(?:magie|zauberhand)|besser als|sofort sichtbar|gamechanger|game changer',
    ],
  },
  offers: {
    discount: [
      '%% (?:rabatt|reduziert|gunstiger|sparen|auf|billiger|weniger)*|(?:bis zu|spare|sparen|rabatt von|minus) (?:bis zu )?%%|(?:^|\\s)[-−]\\d{1,2} ?%|(?:spare|sparen sie) (?:bis zu )?$$|(?:zum )?halbe[nr]? preis|$$ (?:rabatt|sparen|gespart|gunstiger)',
    ],
    bundle: [
      '(?:#) (?:@ )?(?:zum preis von|fur) (?:#|einem|eins|1)(?! \\p{L})|(?:#) ?\\+ ?(?:#)|kauf (?:#|eins|1) (?:@ )?(?:und )?(?:bekomm|erhalt|zahl)*|zum preis von|(?:#) fur $$',
    ],
    free: [
      '(?:kostenlos|gratis|kostenfrei|umsonst)(?:e|er|es|en)?|versandkostenfrei|geld zuruck|ohne risiko|geschenkt|geschenk (?:zu|dazu|gratis)',
    ],
    code: ['(?:gutschein|rabatt|promo)(?: )?code*|mit (?:dem |meinem )?code|gutschein*|code @'],
    price: [
      '(?:nur|fur|ab|jetzt|unter|kostet|statt|schon ab|fur nur|jetzt nur) (?:nur |noch )?$$|(?:nur|fur nur|jetzt nur) \\d{1,4}[.,]\\d{2}|$$ (?:im monat|pro|statt)',
    ],
    giveaway: ['gewinnspiel|verlosung|verlose*|gewinne? (?:ein|eine|einen|jetzt|dein)|zu gewinnen'],
  },
  offerWords: [
    'rabatte?|angebote?|sonderangebot|aktion|sale|ausverkauf|schnappchen|reduziert|bestpreis|deals?|prozente',
  ],
  ctas: {
    buy: [
      '(?:jetzt |hier |gleich )?(?:kaufen|bestellen|shoppen|sichern|zugreifen|einkaufen)(?: |$|[!.,])|(?:kauf|bestell|hol|shoppe|sicher)(?:e|t)? (?:dir|jetzt|es|ihn|sie|dein|deine|deinen|hier|heute)|in den warenkorb|zum shop',
    ],
    link: [
      'link (?:in|unten|hier)|(?:klick|klicke|tippe|tipp|druck|drucke) (?:auf|hier|jetzt|den)|(?:besuch|besuche|schau) (?:unser|unsere|uns|auf|vorbei)*|in (?:meiner|der|unserer) bio',
    ],
    install: [
      '(?:lade|lad|hol)(?: dir)? (?:@ ){0,3}(?:app|runter|herunter|spiel)|(?:herunterladen|downloaden|runterladen|installieren|installiere|installier)(?: |$|[!.,])|download|app store|google play',
    ],
    'sign-up': [
      '(?:registrier|anmeld|abonnier|melde? dich|mach mit|tritt bei|werde mitglied|starte (?:jetzt|heute|kostenlos|dein|gratis)|jetzt (?:anmelden|registrieren|starten|bewerben|mitmachen)|konto erstellen|trag dich ein|bewirb dich)*',
    ],
    'learn-more': [
      '(?:mehr (?:erfahren|infos?|informationen|dazu)|erfahre? mehr|mach (?:den|das) (?:test|quiz)|jetzt (?:entdecken|informieren)|weiterlesen)',
    ],
    message: ['(?:kommentier|schreib|ruf|kontaktier|whatsapp)(?:e|t)? ?(?:mir|uns|jetzt|an|@)?'],
    follow: [
      '(?:folg|folge|speicher|speichere|teil|teile|markier|markiere) (?:mir|uns|dir|das|dieses|das video|fur|eine|deine|@ fur|den)|jetzt folgen',
    ],
    'swipe-up': ['(?:wisch|swipe|wische) (?:nach|hoch|up|nach oben)|swipe up'],
    book: [
      '(?:buche|buch|reservier|reserviere|vereinbare)(?: |$|[!.,])|(?:termin|platz|beratung) (?:buchen|sichern|vereinbaren|reservieren)|jetzt buchen',
    ],
    try: [
      '(?:jetzt |kostenlos |gratis )?(?:testen|ausprobieren|probieren)(?: |$|[!.,])|(?:teste|probier|probiere) (?:es |sie |ihn |jetzt |uns |kostenlos |gratis )',
    ],
    play: ['(?:jetzt |kostenlos |gratis )spielen|spiel(?:e)? (?:jetzt|kostenlos|gratis|mit)'],
  },
};
