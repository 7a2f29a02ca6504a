/** What ads say in Portuguese. */
import type { RuleSet } from './rule-set.js';

const PEOPLE =
  '(?:mae|mamae|pai|menina|menino|don[oa]|amante|jogador|estudante|professor|empreendedor|mulher|homem|gamer|pessoa|amiga|amigo|proprietari|motorista|noiva|corredor|viajante|criador|senhora|avo|iniciante|fas|vendedor|galera|gente|concurseir|tutor|cachead|autonom|gestante|casal|casais|cozinheir)*';
const TIME = '(?:segundo|minuto|hora|dia|noite|semana|mes|ano)(?:s|es)?';
const SAID =
  '(?:(?:motivo|erro|coisa|dica|truque|jeito|maneira|presente|produto|segredo|mito|fato|regra|passo|ideia|habito|receita|exercicio|app|aplicativo|lugare|livro|beneficio|pergunta|achado|achadinho|gadget|jogo|alimento|look|item|iten|vantagen|ferramenta|sintoma|ingrediente|filme|destino|compra|peca|metodo|uso|frase|mentira|forma)s|razoes|sinais|licoes|lugares)';

export const PORTUGUESE: RuleSet = {
  language: 'pt',
  numbers: 'dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez',
  questions: [
    '^(?:e |mas )?(?:voce|vc|voces|tu) (?:sabia|sabe|ja|quer|tambem|ainda|conhece|gosta|tem|acha|conseguiria|faria|usaria) ',
    '^(?:ja |e )?(?:pensou|imaginou|ouviu falar|experimentou|se perguntou|sabia|tentou|reparou) ',
    '^(?:e se|o que voce|quem mais|quantas vezes|quer |por que (?:todo|ninguem|nao|e|sua|seu)|sera que|quem ai)',
  ],
  questionWords:
    'o que|que|quem|qual|quais|onde|quando|por que|porque|como|quanto|quantos|quantas|e|voce|vc|ja|sabia|quer|tem|pode|esta|ainda|sera|precisa|cade|conhece|gosta',
  hooks: {
    pov: ['p o v', 'pov', '(?:aquele momento|eu|minha cara|aquela sensacao) quando'],
    unboxing: [
      'unbox*|un boxing',
      '(?:abr(?:indo|ir|i|a|imos)|desembal|desempacot)* (?:comigo |juntos )?(?:@ ){0,3}(?:pacote|caixa|encomenda|pedido|compr)*|desembal*|desempacot*|recebidos|(?:meu|minha|o|a) (?:@ )?(?:pacote|encomenda|pedido|caixa) (?:finalmente |ja )?chegou|(?:finalmente )?chegou (?:o |a )?(?:meu|minha) |o que (?:tem|ha|veio) (?:dentro|na caixa|nessa caixa)',
    ],
    'before-after': [
      'antes (?:e |vs |versus |x |/ ?)?(?:o )?depois|transformacao|(?:olha|veja|viu|repara) (?:so )?(?:a|essa|na) diferenca|(?:dia|semana|mes) \\d+ (?:vs |e |x |a )?(?:dia|semana|mes) \\d+',
    ],
    list: [
      `(?:^|estes |estas |esses |essas |meus |minhas |os |as |top |com |aqui )(?:#) (?!${TIME})(?:@ ){0,2}${SAID}`,
      'top (?:#)',
      '(?:motivo|erro|dica|truque|sinal|razao) (?:numero |n o |no )?\\d{1,2}',
      `^(?:#) (?!${TIME}|tamanho*|cor*|de )(?:@ )?@s (?:que|para|pra|de|por|com|sem)`,
    ],
    'pattern-interrupt': [
      '(?:par(?:e|a|em)|chega) de (?:@ )?(?:rolar|scroll|passar|desliz|comprar|gastar|usar|perder|jogar)*|nao (?:passa|passe|pula|pule|rola|role|ignora|ignore|desliza|deslize|sai|saia|vai embora)|^(?:espera|espere|pare|para|ei|opa|calma|stop|alto|psiu|perai)(?:$| ?[!,.])|ei voce|voce mesmo|sim voce|esse e (?:o )?seu sinal|este e (?:o )?seu sinal|se voce (?:esta|ta) vendo (?:isso|esse|este)|antes de (?:passar|rolar|continuar)|larga (?:o|esse) celular|para tudo|stop scroll*|um minuto da sua atencao',
    ],
    callout: [
      `^(?:atencao|oi|ei|aviso|alo|chamando|recado|para|pra|isso e para|essa e para)(?: a| as| aos| para| pra)?(?: todas?| todos)?(?: as| os)? (?:@ )?${PEOPLE}`,
      '^(?:atencao|alo) ',
      '^se (?:voce|vc|tu|o seu|a sua|seu|sua) ',
      '(?:isso|esse video|este video|essa|isto) (?:aqui )?e (?:para|pra) (?:voce|quem|todos|todas|voces|ti)|e (?:para|pra) voce$|^(?:para|pra|so) quem |^quem (?:tem|ama|e|sofre|odeia|gosta|trabalha|mora|usa) ',
      `^${PEOPLE} (?:que|com|de|acima|atencao|isso)`,
    ],
    'hot-take': [
      'opiniao (?:impopular|nao popular|polemica|sincera)|(?:e|sao) (?:um golpe|um mito|mentira|uma mentira|furada)|superestimad*|mude minha opiniao|ninguem (?:esta|ta) (?:pronto|preparado)',
    ],
    story: [
      'story ?time|historia (?:real|de como|de quando)|vou (?:te |lhes )?contar (?:como|o que|a)|como (?:quase|eu quase|conheci|perdi|pedi demissao)|minha historia|ha (?:#|um) ano|deixa eu (?:te )?contar',
    ],
    challenge: [
      'desafi*|challenge|duvido (?:que )?(?:voce )?|aposto que (?:voce )?nao|tente nao|(?:so |apenas )?%% (?:das pessoas )?(?:conseg|acert|passam|erram)*',
    ],
    'how-to': [
      '^como (?:eu )?(?:@r|@rse|eu|faco|fiz|limpo|preparo|voce|nao|se @)(?: |$)',
      'como (?:fazer|limpar|usar|conseguir|preparar|escolher|cozinhar|tirar|combinar)',
      '^(?:e )?assim (?:que |eu |voce |se )|passo (?:\\d|um|a passo)|tutorial|receita (?:de|facil|rapida)|(?:te ensino|aprenda|vou te mostrar|vou te ensinar|te mostro|aprende) (?:a|como)|(?:o|um) jeito (?:mais )?(?:@ )?(?:de|para|pra)|a (?:melhor |forma )(?:@ )?(?:de|para)|(?:faca|faz|experimenta|experimente|teste|tente) isso|truque (?:para|pra|de)|dica (?:para|pra|de)|em (?:#) passos|guia (?:para|de|completo)|se arrume comigo|arrume se comigo|cozinhe comigo|vamos fazer',
    ],
    testimonial: [
      `(?:usei|testei|tomei|comprei|uso|tomo|estou usando|to usando|venho usando|experimentei|troquei|parei de|passei|dormi|fiz) (?:@ ){0,5}(?:por|durante|ha|faz|depois de|em|a) (?:@ )?(?:#|um|uma) ${TIME}`,
      `(?:depois de|apos|em|ha|faz) (?:so |apenas |mais de |quase )?(?:#|um|uma) ${TIME} (?:@ ){0,4}(?:meu|minha|meus|minhas|me|eu|ja|perdi|notei|uso|usando|de uso|que|e)(?: |$)`,
      '(?:mudou|salvou|transformou) (?:a )?(?:minha|meu) |(?:minha|a) (?:opiniao|experiencia|resenha|avaliacao) (?:sincera|honesta|real)|resenha (?:sincera|honesta|real|do|da)|(?:nao|nunca) (?:acreditava|acreditei|imaginei|imaginava|achei|achava|pensei)|nao acredito|eu duvidava|(?:estou|to|fiquei) (?:obcecad|apaixonad|chocad|encantad|viciad|impressionad)*|(?:a|o) melhor (?:@ )?que (?:eu )?(?:ja )?(?:fiz|comprei|usei|experimentei|provei)|queria (?:ter )?(?:sabido|conhecido|comprado|descoberto)|ate (?:eu )?(?:testar|experimentar|conhecer|descobrir|usar|provar)|nao (?:vivo|fico|consigo viver) (?:mais )?sem|(?:testei|comprei|experimentei|provei|pedi) (?:o|a|este|esta|esse|essa|isso|os|as|um|uma)|(?:super )?recomendo|vale (?:a pena|cada|muito)|por que (?:eu )?(?:troquei|parei|uso|comprei)|perdi \\d+|emagreci|eliminei \\d+',
    ],
    problem: [
      '(?:cansad|fart|estressad|esgotad|cheia|cheio)[oa]?s? (?:de|do|da|com)|sofr(?:e|o|em|emos|endo)(?: |$)|odei[oa]*|chega de|nunca mais|nao aguento|(?:adeus|tchau|diga adeus|de adeus)(?: a| ao| as| aos| para)? |acabou (?:o|a) (?:@ )?(?:problema|sofrimento|dor|bagunca)*|(?:nao consegue|nao consigo|nao da conta|dificuldade|dificuldades) (?:de |para |em |pra )?(?:dormir|parar|emagrecer|concentrar|encontrar|@r)*|livre se|se livre (?:de|da|do)|elimine (?:o|a|os|as)|o pior (?:de|da|do|e)|(?:o|meu|seu) problema (?:com|de|e)|problemas? (?:com|de|para)|dor(?:es)? (?:de|na|nas|no|nos) (?:costas|cabeca|pescoco|joelho)*|por causa disso|(?:esta|estao|ta) (?:estragando|destruindo|matando|acabando com)|vive (?:@ndo)|sempre (?:@ )?(?:perd|queb|esquec|cai|enrol)*|te incomoda',
    ],
    urgency: [
      'ultim[oa]s? (?:hora|chance|dia|unidade|oportunidade|minuto|peca|vaga|lote|semana)*|(?:so|somente|apenas) (?:hoje|ate|este|esta|esse|essa|amanha|24|48|por hoje|por tempo)|(?:restam|resta|faltam) (?:so |apenas |poucas |poucos )?(?:pouc|#|horas)*|(?:termina|acaba|encerra|expira)(?:m)? (?:hoje|amanha|em breve|a|as|em|domingo|logo)|tempo limitado|(?:edicao|vagas|unidades|estoque|quantidade)(?:s)? limitad*|antes que (?:acabe|esgote|seja)*|enquanto (?:dur|houver|tiver)*|nao (?:perca|perde|fique de fora|deixe passar|deixa passar|vai perder)|corre|corra|aproveita (?:antes|hoje|agora)|esgotand*|quase esgotad*|acabando|ate (?:a )?meia noite|agora ou nunca|voltou (?:ao|pro) estoque|de volta ao estoque|poucas unidades',
    ],
    curiosity: [
      '(?:voce|vc|tu)? ?nao vai (?:acreditar|imaginar|esperar)|ninguem (?:te |me |nos |vai te )?(?:conta|fala|diz|sabe|contou|explica|esperava|falou|contar)|segredos?|(?:assista|espera|espere|fica|fique|veja|olha|assiste) (?:ate|o que|so o que|pra ver)|(?:e por isso|por isso|aqui esta|esse e o motivo|esta e a razao|eis) (?:que|o que|por que|porque|o motivo)|o que (?:acontece|aconteceu|ninguem|acontecera|nao te)|nao quer(?:em)? que (?:voce )?(?:saiba|veja|descubra)|(?:a|o|um|uma) (?:unic[oa]|verdade|verdadeir[oa]|estranh[oa]|simples|maior) (?:@ )?(?:motivo|truque|coisa|segredo|erro|razao|sobre|ingrediente)|a verdade (?:sobre|por tras)|(?:descobri|acontece|adivinha|adivinhe) (?:que|por que|quem|como|o que)|descubra (?:por que|o que|como|o)|isso (?:acontece|e o que acontece)|o erro que|^por que (?:o|a|os|as|seu|sua|todo|todos|ninguem|eu|voce)|poucos (?:sabem|conhecem)|deveria ser (?:ilegal|proibido)|a maioria (?:nao|das)|aposto que voce nao sabia|o que (?:isso|esse|essa) (?:faz|e)',
    ],
    'bold-claim': [
      '(?:o|a|os|as) (?:melhor|melhores|unic[oa]) (?:@ ){1,4}(?:do mundo|da sua vida|que voce)|numero um|n o 1|\\x231|garantid*|clinicamente|vai mudar (?:a )?sua vida|como magica|melhor que|na hora',
    ],
  },
  offers: {
    discount: [
      '%% (?:de )?(?:desconto|off|menos|cashback)|(?:ate|economize|desconto de|menos|economiza) (?:ate )?%%|(?:^|\\s)[-−]\\d{1,2} ?%|economize (?:ate )?$$|metade do preco|$$ (?:de desconto|off)',
    ],
    bundle: [
      '(?:leve|compre|leva) (?:#|um|uma) (?:@ )?(?:e )?(?:pague|leve|ganhe|paga)|(?:#) (?:pelo|por) (?:preco de )?(?:#|um|uma)(?! \\p{L})|(?:#) por $$|pelo preco de (?:#|um|uma|\\d)|segunda unidade',
    ],
    free: [
      '(?:frete|entrega|teste|brinde|amostra|aula|consulta|mes|curso|guia|devolucao|orcamento|primeir[oa] @) (?:e )?(?:gratis|gratuit[oa]s?)|gratis|de graca|sem custo|dinheiro de volta|sem risco|ganhe (?:um |uma )?(?:brinde|presente)|de brinde|(?:#) @ gratis',
    ],
    code: ['cupo(?:m|ns)|codigo (?:de )?(?:desconto|promocional|promo)|com o codigo|use o codigo'],
    price: [
      '(?:so|por|apenas|a partir de|de|custa|somente|por apenas|agora|menos de|preco) (?:so |por |apenas )?$$|(?:so|apenas|por apenas) \\d{1,4}[.,]\\d{2}|$$ (?:por mes|ao mes|no pix|cada)|$$',
    ],
    giveaway: ['sorteio|concorra|participe|ganhe (?:um|uma) '],
  },
  offerWords: ['descontos?|ofertas?|promocao|promocoes|promo|liquidacao|queima de estoque|melhor preco|saldao'],
  ctas: {
    buy: [
      '(?:compre|comprar|peca (?:ja|o|a|agora)|compra (?:ja|agora)|garanta|garante|adquira|encomende|leve (?:ja|agora|o|a)|aproveite|aproveita|pega o seu)(?: |$|[!.,])',
    ],
    link: [
      'link (?:na|no|abaixo|aqui|da)|(?:clique|clica|toque|toca|aperte|acesse|acessa)(?: |$|[!.,])|na (?:minha |nossa )?bio|arrasta pra',
    ],
    install: ['(?:baixe|baixa|baixar|instale|instala|instalar)(?: |$|[!.,])|disponivel (?:na|no|em)'],
    'sign-up': [
      '(?:cadastre se|cadastra se|inscreva se|se inscreva|se inscreve|cadastre|assine|junte se|comece (?:hoje|agora|gratis|ja)|crie sua conta|faca parte|matricule se)',
    ],
    'learn-more': [
      'saiba mais|saber mais|conheca (?:mais|o|a)|veja mais|leia mais|ver mais|mais informacoes|faca o (?:quiz|teste)',
    ],
    message: [
      '(?:comente|comenta|escreva|chama|chame|mande|manda|ligue|fale (?:com|conosco)|envie|liga)(?: |$|[!.,])|whatsapp',
    ],
    follow: [
      '(?:siga|segue) (?:a|o|para|pra|nos|me)|me siga|me segue|salva (?:esse|isso|pra|para)|salve (?:esse|este|isso)|compartilh[ea]|marca (?:uma|aquela|um|a)|marque',
    ],
    'swipe-up': ['(?:arrasta|arraste|desliza|deslize) (?:pra|para)'],
    book: ['(?:agende|agenda (?:ja|seu|sua|agora)|reserve|marque sua|marque seu|garanta sua vaga)'],
    try: ['(?:experimente|teste|prove) (?:gratis|agora|hoje|ja|sem|o|a|voce)'],
    play: ['(?:jogue|joga|jogar) (?:agora|gratis|ja|hoje|com)|comece a jogar'],
  },
};
