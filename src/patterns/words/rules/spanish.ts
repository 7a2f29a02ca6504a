/** What ads say in Spanish. */
import type { RuleSet } from './rule-set.js';

const PEOPLE =
  '(?:mama|madre|papa|padre|chica|chico|duen[oa]|amante|jugador|estudiante|profesor|emprendedor|mujer|hombre|gamer|persona|amiga|amigo|propietari|conductor|novia|runner|viajer|creador|senora|abuel|freelancer|principiante|fanatic|fans|trabajador|cocinero|deportista|inversor|vendedor)*';
const TIME = '(?:segundo|minuto|hora|dia|noche|semana|mes|ano)(?:s|es)?';
const SAID =
  '(?:razon|motivo|error|cosa|consejo|truco|signo|senal|forma|manera|regalo|producto|secreto|mito|dato|regla|paso|idea|habito|receta|ejercicio|app|lugar|libro|tip|beneficio|pregunta|hallazgo|gadget|juego|alimento|look|outfit|imprescindible|ventaja|leccion|herramienta|sintoma|ingrediente|pelicula|destino|compra|prenda|metodo|uso|frase|mentira)(?:s|es)';

export const SPANISH: RuleSet = {
  language: 'es',
  numbers: 'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez',
  questions: [
    '^(?:y )?(?:sabias|sabes|sabian|has probado|te imaginas|te has preguntado|alguna vez|conoces|y si|que harias|quieres|quien mas|te gustaria|cuantas veces|a ti tambien|todavia no|sigues @ndo|por que (?:todos|nadie|no|es|tu)) ',
  ],
  questionWords:
    'que|quien|quienes|cual|cuales|donde|cuando|por que|como|cuanto|cuantos|cuantas|es|eres|tienes|te|sabes|puedes|has|estas|aun|todavia|buscas|necesitas|quieres|y',
  hooks: {
    pov: ['p o v', 'pov', '(?:ese momento|yo|mi cara|esa sensacion) cuando'],
    unboxing: [
      'unbox*|un boxing',
      '(?:abr(?:amos|iendo|imos|o|e|ir)|desempaqu|desempac)* (?:juntos |conmigo |juntas )?(?:@ ){0,2}(?:paquete|caja|pedido|compra)*|desempaquet*|desempac*|(?:mi|el|tu) (?:paquete|pedido) (?:por fin )?(?:llego|ha llegado)|(?:por fin )?llego mi (?:@ )?(?:paquete|pedido|caja)|que hay (?:dentro|en (?:la|esta|mi) caja)',
    ],
    'before-after': [
      'antes (?:y |vs |versus |o |contra |/ ?)?(?:el |del )?despues|transformacion|(?:mira|nota|ves) (?:la|esta) diferencia|cambio radical|(?:dia|semana|mes) \\d+ (?:vs |y |versus |a )?(?:dia|semana|mes) \\d+',
    ],
    list: [
      `(?:^|estas |estos |mis |los |las |top |con |aqui )(?:#) (?!${TIME})(?:@ ){0,2}${SAID}`,
      'top (?:#)',
      '(?:razon|error|consejo|truco|tip|motivo|paso falso|senal) (?:numero |n o |no )?\\d{1,2}',
      `^(?:#) (?!${TIME}|talla*|color*|de )(?:@ )?@s (?:que|para|de|por|con|sin)`,
    ],
    'pattern-interrupt': [
      '(?:deja|para|dejen|basta) de (?:@ )?(?:hacer )?(?:scroll|desliz|pasar|comprar|gastar|usar|perder|tirar|cometer)*|no (?:pases|sigas|saltes|te saltes|deslices|hagas scroll|ignores|te vayas|pasen|dejes pasar)|^(?:espera|alto|para|detente|oye|stop|hey|un momento)(?:$| ?[!,.])|oye tu|esta es tu senal|si estas viendo esto|antes de (?:seguir|deslizar|pasar)|deja tu (?:telefono|celular|movil)|un momento|stop scroll*',
    ],
    callout: [
      `^(?:atencion|hola|hey|oye|aviso|llamando|mensaje|para|esto va para)(?: a| para)?(?: todas?| todos| las| los| mis)?(?: las| los)? (?:@ )?${PEOPLE}`,
      '^atencion ',
      '^si (?:tienes|eres|te|estas|sufres|buscas|quieres|tu|vives|usas|odias|amas|trabajas|no) ',
      '(?:esto|este video|es) (?:es )?para (?:ti|vos|ustedes|todos|todas|los que|las que)|es para ti$|para (?:los|las) que|^(?:a )?(?:todas?|todos|solo)(?: las| los)? (?:@ )?(?:que|duenos)',
      `^${PEOPLE} (?:que|con|de|mayores|primerizas|atencion|esto)`,
    ],
    'hot-take': [
      'opinion (?:impopular|no popular|polemica|sincera)|nadie esta (?:listo|preparado)|(?:es|son) (?:una estafa|un mito|mentira|una mentira)|sobrevalorad*|cambia mi opinion',
    ],
    story: [
      'story ?time|les cuento|te cuento (?:como|lo|la)|historia (?:de|real)|asi (?:fue como|conoci)|como (?:casi|conoci|perdi|renuncie)*(?: |$)|mi historia|hace (?:#|un) ano',
    ],
    challenge: [
      'reto|challenge|desafio|te reto|apuesto (?:a )?que no|intenta no|(?:solo )?%% (?:de (?:la gente|las personas) )?(?:puede|logra|falla)*',
    ],
    'how-to': [
      '^como (?:@r|@rte|@rse|@rlo|@rla|hago|hice|preparo|limpio|yo|puedes|lo|me|evitar|se @)(?: |$)',
      'como (?:hacer|limpiar|usar|lograr|preparar|elegir|conseguir|cocinar|quitar|combinar)',
      '^asi (?:es como |se |puedes |@o |@as |preparo|limpio|hago|me )',
      'paso (?:\\d|uno|a paso)|tutorial|receta (?:de|facil|rapida)|(?:te enseno|aprende|te muestro|te explico) (?:a|como)|(?:la|una) (?:forma|manera) (?:mas )?(?:@ )?(?:de|para)|haz esto|prueba esto|truco (?:para|de)|en (?:#) pasos|guia (?:para|de)|preparate conmigo|alistate conmigo|hagamos|cocina conmigo',
    ],
    testimonial: [
      `(?:llevo|llevamos) (?:@ ){0,2}(?:#|un|una) ${TIME}`,
      `(?:use|probe|compre|tome|lleve|utilice|he usado|he probado|estuve @ndo|cambie|deje|hice|lo use|la use|lo probe|la probe) (?:@ ){0,6}(?:por|durante|hace|despues de|en) (?:@ )?(?:#|un|una) ${TIME}`,
      `(?:despues de|tras|en|desde hace|hace) (?:solo |apenas |tan solo )?(?:#|un|una) ${TIME} (?:@ ){0,4}(?:mi|mis|me|yo|ya no|note|baje|perdi|he|use|probe|@ndo|lo|de uso)(?: |$)`,
      '(?:me|nos) (?:ha )?(?:cambio|salvo|cambiado|encanta|encanto|salvado)(?: |$)|(?:mi|la) (?:opinion|resena|experiencia) (?:honesta|sincera|real)|resena (?:honesta|sincera|real|de)|no (?:creia|lo creia|pense|podia creer|puedo creer|pense que)|era esceptic*|estoy (?:obsesionad|enamorad|impactad|encantad|sorprendid)*|(?:lo|la|los) mejor (?:@ )?que (?:he|me)|ojala (?:hubiera|lo hubiera|supiera)|hasta que (?:probe|lo probe|la probe|encontre|descubri)|no (?:puedo|podria) vivir sin|(?:probe|compre|pedi|teste) (?:el|la|este|esta|lo|los|las|un|una)|(?:lo|la) (?:recomiendo|amo)|vale (?:la pena|cada)|por que (?:cambie|deje|uso|compre)|perdi \\d+|baje \\d+',
    ],
    problem: [
      '(?:cansad|hart|aburrid|estresad|agotad)[oa]s? (?:de|del)|(?:sufr|luch)(?:es|e|o|imos|en|as|amos)? (?:de|con|por)|odio|odias|no (?:mas|soporto|aguanto)|(?:adios|chau|dile adios) a|nunca mas|se acabo|se acabaron|fin de|te (?:duele|cuesta|molesta|pasa)|no (?:puedes|logras|consigues|puedo) (?:dormir|dejar|bajar|concentrar|encontrar|descansar|@r)*|olvidate de|deshazte de|elimina (?:el|la|los|las)|lo peor de|(?:el|mi|tu) problema (?:con|de|es)|problemas (?:con|de|para)|dolor de (?:espalda|cabeza|cuello|rodilla)*|por culpa de esto|(?:esta|estan) (?:arruinando|danando|matando)|siempre (?:se|te|me) (?:@ )?(?:pierd|romp|enred|olvid|cae)*',
    ],
    urgency: [
      'ultim[oa]s? (?:hora|oportunidad|dia|unidad|chance|minuto|pieza|cupo|plaza|tallas|semana)*|(?:solo|unicamente) (?:hoy|por hoy|hasta|este|esta|quedan|por tiempo|24|48)|(?:quedan|queda) (?:solo |muy )?(?:poc|#)*|(?:termina|acaba|finaliza|vence|cierra)(?:n)? (?:hoy|esta noche|manana|pronto|el|en|a)|tiempo limitado|(?:edicion|plazas|cupos|unidades|stock|oferta|cantidad)(?:es)? limitad*|antes de que (?:se )?(?:agot|acab|termin|sea)*|hasta agotar|no te (?:lo|la)? ?pierdas|no (?:lo|la|te) dejes pasar|corre|date prisa|apurate|se (?:agota|acaba|esta agotando|estan agotando)|agotandose|casi agotad*|hasta (?:la )?medianoche|ahora o nunca|volvio el stock|de vuelta en stock',
    ],
    curiosity: [
      'no (?:vas a|lo vas a|podras|te lo vas a|lo|te) (?:creer|cre[ea]*|imagin*|esperas)|nadie (?:te |me |nos |os )?(?:lo |la )?(?:dice|cuenta|habla|sabe|explica|dijo|conto|esperaba)|secretos?|(?:mira|espera|quedate|ve|aguanta)(?:te)? (?:hasta|al|lo que|que pasa)|(?:por esto|esto es lo que|esta es la razon|aqui esta|he aqui|mira) (?:por que|que|lo que|pasa|la razon)|lo que (?:pasa|paso|sucede|ocurre|nadie|no te|pasara)|(?:no quieren|no quiere) que (?:sepas|lo sepas|veas)|(?:la|el|una|un) (?:unic|verdad|verdader|extran|simple|mayor|gran)[oa]? ?(?:razon|truco|cosa|secreto|error|motivo|ingrediente)|la verdad (?:sobre|de|detras)|(?:descubri|me entere|resulta|adivina) (?:que|por que|quien|como)|descubre (?:por que|que|como|el)|esto (?:pasa|ocurre|sucede) (?:cuando|si)|que pasa (?:si|cuando)|el error que|^por que (?:tu|mi|el|la|los|todos|todo|nadie|yo|deberias)|pocos (?:saben|conocen)|deberia ser ilegal|la mayoria (?:no|de)|apuesto que no sabias',
    ],
    'bold-claim': [
      '(?:el|la|los|las) (?:mejor|mejores|unic[oa]) (?:@ ){1,4}(?:del mundo|de tu vida|que necesit*|que vas a)|numero uno|n o 1|\\x231|garantizad*|clinicamente|cambiara tu vida|como por arte de magia|mejor que|al instante',
    ],
  },
  offers: {
    discount: [
      '%% (?:de )?(?:descuento|dto|off|menos|rebaja|desct)*|(?:hasta|ahorra|rebaja|descuento de|descuento del|menos) (?:hasta )?(?:un |el )?%%|(?:^|\\s)[-−]\\d{1,2} ?%|ahorra (?:hasta )?$$|mitad de precio|$$ (?:de descuento|menos)',
    ],
    bundle: [
      '(?:#) ?(?:x|por|\\+) ?(?:#)(?! ?%)(?! \\p{L})|(?:lleva|llevate|compra) (?:#|uno|una) (?:@ )?(?:y )?(?:paga|lleva|llevate|gratis|el segundo)|al precio de (?:#|un|una|\\d)|segunda unidad|(?:#) por $$',
    ],
    free: [
      '(?:envio|envios|prueba|regalo|muestra|clase|consulta|mes|entrega|curso|guia|devolucion|cotizacion|primera @) (?:es |son )?(?:gratis|gratuit[oa]s?)|gratis (?:por|durante|hoy|en|con)?|(?:#) @ gratis|sin costo|devolucion del dinero|sin riesgo|te (?:lo )?regalamos|de regalo',
    ],
    code: ['codigo (?:de )?(?:@ )?|cupon*|con (?:el|mi) codigo'],
    price: [
      '(?:solo|por|desde|a|cuesta|apenas|tan solo|ahora|menos de|por solo|precio) (?:solo |por |tan solo )?$$|(?:solo|por solo) \\d{1,4}[.,]\\d{2}|$$ (?:al mes|por mes|cada|solo)',
    ],
    giveaway: ['sorteo|gana (?:un|una|tu|este|el) |participa|regalamos'],
  },
  offerWords: ['descuentos?|ofertas?|rebajas?|promocion(?:es)?|promo|liquidacion|remate|mejor precio'],
  ctas: {
    buy: [
      '(?:compra|comprar|pide|pidelo|pidela|compralo|comprala|ordena|consiguelo|consiguela|consigue|llevatelo|obten|obtenlo|adquiere|hazlo tuyo|encargalo)(?: |$|[!.,])(?!de )',
    ],
    link: [
      '(?:link|enlace) (?:en|abajo|aqui|de)|(?:haz|da|dale|hace) (?:clic|click|tap)|(?:toca|pulsa|presiona) (?:el |aqui|en)|visita (?:nuestr|la|el|mi)*|en (?:mi|la|nuestra) bio|entra (?:a|en) ',
    ],
    install: ['descarga(?:r|la|lo)?(?: |$)|instala(?:r|la|lo)?(?: |$)|disponible en'],
    'sign-up': [
      'registrate|inscribete|suscribete|unete|apuntate|crea tu cuenta|empieza (?:hoy|ahora|gratis|ya)|comienza (?:hoy|ahora|gratis|ya)',
    ],
    'learn-more': [
      '(?:mas informacion|conoce mas|saber mas|aprende mas|descubre mas|lee mas|ver mas|leer mas)|haz el (?:test|quiz)',
    ],
    message: [
      '(?:comenta|escribe|escribenos|escribeme|llama|llamanos|mandame|manda|envianos|envia|contactanos)(?: |$|[!.,])|whatsapp',
    ],
    follow: ['(?:sigueme|siguenos|guarda esto|guarda este|comparte|etiqueta a|dale like|guardalo)'],
    'swipe-up': ['desliza (?:hacia )?(?:arriba|para|a la|izquierda|derecha)'],
    book: ['reserva(?:r)? |reserva$|agenda (?:tu|hoy|ahora|una|ya)|pide tu cita|cotiza'],
    try: ['(?:pruebalo|pruebala|pruebalos|prueba (?:gratis|hoy|ahora|ya|nuestr@))(?: |$|[!.,])'],
    play: ['juega(?: |$|[!.,])|empieza a jugar'],
  },
};
