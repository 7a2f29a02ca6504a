/** What ads say in French. */
import type { RuleSet } from './rule-set.js';

const PEOPLE =
  '(?:maman|mere|papa|pere|parent|fille|garcon|proprietaire|maitre|amoureu|amateur|joueu|etudiant|professeur|debutant|conducteu|voyageu|createu|entrepreneu|freelance|femme|homme|gamer|gens|personne|amie|amis|fans|passionne|mariee|couple|runner|coureu|jardinier|sportif|sportive|senior|locataire|independant|vendeu|cuisinier)*';
const TIME = '(?:seconde|minute|heure|jour|nuit|semaine|mois|an|annee)s?';
const SAID =
  '(?:raison|erreur|chose|conseil|astuce|signe|facon|maniere|cadeau|produit|secret|mythe|fait|regle|etape|idee|habitude|recette|exercice|appli|endroit|livre|avantage|question|trouvaille|gadget|jeu|aliment|look|tenue|indispensable|lecon|outil|symptome|ingredient|film|destination|achat|piece|methode|mensonge|truc|essentiel|coup de coeur|bienfait|phrase|alternative)(?:s|x)?';

export const FRENCH: RuleSet = {
  language: 'fr',
  numbers: 'deux|trois|quatre|cinq|six|sept|huit|neuf|dix',
  questions: [
    '^(?:et )?(?:tu|vous) (?:savais|saviez|sais|connais|connaissez|veux|voulez|cherches|cherchez|as deja|avez deja|penses|pensez|reves|revez|es pret|etes pret) ',
    '^(?:et si|as tu|avez vous|sais tu|savez vous|saviez vous|savais tu|veux tu|voulez vous|connais tu|connaissez vous|est ce que|es tu|etes vous|qui d ?autre|qui veut|combien de fois|qu ?est ce que|et toi|deja (?:essaye|pense|teste|entendu)|envie d|pret a|pourquoi (?:est|tout|personne|ton|ta|tes|la|le|les)|que ferais) ?',
  ],
  questionWords:
    'que|quoi|qui|quel|quelle|quels|quelles|ou|quand|pourquoi|comment|combien|quest|tu|vous|es|est|as|avez|peux|pouvez|toujours|encore|besoin|et|ca|cherches|veux',
  hooks: {
    pov: ['p o v', 'pov', '(?:ce moment|le moment|moi|ma tete|la sensation) (?:ou|quand)'],
    unboxing: [
      'unbox*|un boxing|deball*|(?:on |j ?)?(?:ouvr)(?:e|ons|ez|ir|ant) (?:ensemble |avec moi )?(?:@ ){0,3}(?:colis|boite|carton|paquet|commande|box)|(?:mon|ma|le) (?:colis|commande|paquet) (?:est )?(?:enfin )?(?:arrive|la)*|(?:il|elle) est enfin arrive*|quy a ?t ?il dans|que contient (?:ce|cette|mon|ma)|haul$',
    ],
    'before-after': [
      'avant (?:et |vs |versus |/ ?|l )?(?:l ?)?apres|transformation|(?:regarde|regardez|vois|voyez) (?:la|cette) difference|(?:jour|semaine|mois) \\d+ (?:vs |et |a )?(?:jour|semaine|mois) \\d+|relooking',
    ],
    list: [
      `(?:^|ces |mes |les |nos |top |avec |voici )(?:#) (?!${TIME})(?:@ ){0,2}${SAID}(?: |$|[!?.,:])`,
      'top (?:#)',
      '(?:raison|erreur|conseil|astuce|signe|mythe) (?:numero |n o |no )?\\d{1,2}',
      `^(?:#) (?!${TIME}|taille*|couleur*|de )(?:@ )?@s (?:que|qui|pour|de|a|avec|sans|dont)`,
    ],
    'pattern-interrupt': [
      '(?:arret|cess)(?:e|ez|ons) (?:de |d )?(?:@ )?|ne (?:passe|passez|scrolle|scrollez|zappe|zappez|saute|sautez|pars|partez|glisse|swipe|bouge)* (?:pas|plus)|(?:scrolle|passe|zappe|skip|pars) pas|stop (?:au |de )?scroll*|^(?:stop|attends|attendez|eh|he|hep|pause|minute|hey)(?:$| ?[!,.])|(?:attends|attendez) (?:une|2|deux|avant|un)|(?:he|hey|eh|oui) toi|cest (?:ton|le) signe|si tu (?:vois|regardes|lis) (?:ca|ceci|cette video)|avant de (?:scroller|passer|continuer)|pose ton (?:telephone|portable)',
    ],
    callout: [
      `^(?:attention|avis|appel|message|hey|hello|coucou|pour|cheres|chers|aux|special)(?: a| aux| pour)?(?: toutes?| tous)?(?: les| aux| mes)? (?:@ )?${PEOPLE}`,
      '^(?:attention|avis) (?:a|aux|les|si) ',
      '^si (?:tu|vous|ton|ta|tes|votre|vos) ',
      '(?:cest|cette video est|ceci est|ca cest|ce qui suit est) (?:fait )?pour (?:toi|vous|tous|toutes|ceux|celles)|pour (?:ceux|celles) (?:qui|et)|^(?:a )?(?:tous|toutes|seuls?)(?: les)? (?:@ )?(?:ceux|celles|qui|proprietaires|@)',
      `^(?:les )?${PEOPLE} (?:qui|avec|de plus|aux|ecoutez|attention)`,
    ],
    'hot-take': [
      '(?:opinion|avis) (?:impopulaire|non populaire|polemique|tranche)*|(?:unpopular opinion|hot take)|surcote*|sous ?cote*|(?:cest|est|sont) (?:une arnaque|un mythe|un mensonge|du vent)|fais moi changer davis',
    ],
    story: [
      'story ?time|je vous raconte|je te raconte|lhistoire (?:de|du)|comment (?:jai failli|jai rencontre|jai perdu mon|jai quitte)|mon histoire|il y a (?:#|un) an|histoire vraie|il mest arrive',
    ],
    challenge: [
      'defi|challenge|je te (?:defie|parie)|je parie que|essaie de ne pas|(?:seulement )?%% (?:des gens )?(?:reuss|y arriv|echou)*|cap ou pas',
    ],
    'how-to': [
      '^comment (?:@(?:er|ir|re|oir)|je|jai|on|bien|tu|vous|se|avoir|faire|ne|mieux|nettoyer)(?: |$)',
      'comment (?:faire|nettoyer|utiliser|choisir|obtenir|cuisiner|avoir|preparer)',
      '^(?:et )?voici comment|(?:cest comme ca|comme ca) que (?:je|tu)|etape (?:\\d|par)|tuto*|recette (?:de|facile|rapide)|(?:je te montre|je vous montre|apprends|apprenez|je texplique|japprends) (?:comment|a)|(?:la|une) (?:facon|methode|maniere|technique) (?:la plus )?(?:@ )?(?:de|pour)|(?:fais|faites|essaie|essayez|teste) (?:ca|plutot ca|ceci)|(?:astuce|truc|technique) (?:pour|de)|en (?:#) etapes|guide (?:pour|de|complet)|(?:prepare toi|preparez vous|cuisine) avec moi|grwm|diy|d i y|fait maison facile',
    ],
    testimonial: [
      `(?:je|on|jai) (?:@ ){0,4}(?:depuis|pendant|apres|durant) (?:@ )?(?:#|un|une) ${TIME}`,
      `(?:depuis|apres|en|pendant|au bout de) (?:seulement |plus de |a peine )?(?:#|un|une) ${TIME} (?:@ ){0,4}(?:je|jai|ma|mon|mes|me|on|dutilisation|daller|jutilise|il|mes)(?: |$)`,
      `ca fait (?:#|un|une) ${TIME}`,
      '(?:a|ont|ma|mont) (?:vraiment |completement |litteralement )?(?:change|sauve|transforme|bluffe|conquis)e?s? ?(?:la |ma |mon |mes )?(?:vie)?|change ma|(?:mon|notre) (?:avis|retour|experience|test) (?:honnete|sincere|sur|apres)?(?: |$)|avis (?:honnete|sincere|client)|j ?(?:etais|suis) (?:tellement |trop |vraiment |tres |assez |complete\\p{L}+ )?(?:sceptique|obsede|accro|amoureu|bluffe|choque|convaincu|conquis|fan)*|je suis (?:tellement |trop |vraiment )?(?:obsede|accro|amoureu|bluffe|choque|convaincu|conquis|fan)*|je (?:ny |n y )?(?:croyais|pensais) (?:pas|jamais)|jaurais (?:aime|du|voulu)|(?:le|la) (?:meilleur|meilleure) (?:@ )?que (?:jai|j ai)|jusqua ce que je|je ne (?:peux|pourrais) plus|je recommande|(?:jai|j ai) (?:@ )?(?:teste|essaye|achete|adopte|commande|perdu \\d|utilise|recu|craque|remplace)|ca vaut (?:le coup|chaque)|pourquoi jai (?:change|arrete|achete|adopte)|je ladore|jadore (?:ce|cette|mon|ma)',
    ],
    problem: [
      '(?:marre|ras le bol|fatigue|fatiguee|lasse|epuise|epuisee|stresse) (?:de|du|des|d)|(?:souffr)(?:es|ez|e|ir|ons) (?:de|du|dun)|je (?:deteste|hais)|tu detestes|fini (?:les|le|la|l|de|d)|finis? (?:les|le|la|l)(?: |@)|plus jamais|(?:adieu|bye bye|dis adieu|dites adieu|au revoir)(?: au| aux| a)? |tu narrives? (?:pas|plus)|narrives? (?:pas|plus) a|(?:impossible|difficile|du mal|des difficultes) (?:de|d|a)|debarrasse*|oublie[zr]? (?:les|le|la)|le pire (?:dans|avec|cest|de)|(?:le|ton|mon) probleme (?:avec|cest|de)|problemes? (?:de|d)|(?:mal|maux|douleurs?) (?:de|du|au|a la|aux) (?:dos|tete|ventre|nuque|genou)*|a cause de ca|(?:abime|detruit|ruine|tue)(?:nt)? (?:ton|ta|tes|votre|vos)|toujours (?:@ )?(?:perd|cass|emmel|oubli)*|en as marre|en a marre',
    ],
    urgency: [
      'derni(?:er|ere|ers|eres) (?:chance|jour|jours|heure|heures|piece|pieces|minute|minutes|occasion|stock|places|delai|exemplaires)|(?:seulement|uniquement|juste) (?:aujourd|jusqu|ce|cette|quelques|24|48|aujourdhui)*|plus que (?:quelques|#)|il (?:ne )?reste (?:que |plus que |seulement )?(?:#|quelques|peu)*|(?:se termine|finit|expire|prend fin) (?:ce|aujourd|demain|bientot|dans|a|dimanche)*|(?:edition|offre|temps|duree|quantite|stock|places|serie)s? limitee?s?|tant quil y en a|jusqua epuisement|avant (?:quil|rupture|qu il)|depeche*|faites vite|ne (?:rate|ratez|manque|manquez|loupe)* pas|bientot (?:epuise|en rupture|fini)*|presque (?:epuise|en rupture)*|rupture de stock|jusqua minuit|maintenant ou jamais|de retour en stock|aujourdhui seulement|aujourdhui uniquement',
    ],
    curiosity: [
      '(?:tu|vous) (?:ne )?(?:vas|allez|devineras|croiras|imagines|devinerez) (?:pas |jamais |jamais )?(?:en )?(?:croire|le croire|imaginer|y croire)*(?: |$)(?!bien)|(?:personne|on) ne (?:te |vous |nous |m ?|ta |parle|len )*(?:le )?(?:dit|parle|raconte|sait|explique|jamais|sattend|avait|a)*|secrets?|(?:regarde|attends|reste|restez|regardez|attendez) (?:bien )?(?:jusqu|la fin|ce qui|ce que|de voir)*|(?:voici|voila|cest|cest pour ca) (?:exactement )?(?:pourquoi|ce qui|ce que|la raison|que)|ce qui (?:se passe|arrive|sest passe|marrive)|(?:ne )?(?:veulent|veut) pas que tu|(?:la|le|une|un) (?:seule?|vraie?|unique|etrange|simple|plus grande?) (?:@ )?(?:raison|astuce|chose|secret|erreur|truc|ingredient)|la verite (?:sur|derriere)|(?:jai )?(?:decouvert|compris) (?:pourquoi|que|comment|ce)|devine (?:quoi|ce|qui)|decouvre (?:pourquoi|ce|comment)|que se passe t ?il|^pourquoi (?:ton|ta|tes|je|jai|tout|personne|tu|le|la|les|il|vous)|peu de gens|la plupart des|devrait etre (?:illegal|interdit)|je parie que tu ne savais|ce que (?:personne|les|ca|ton|cache)|ce que ca fait|erreur que tout le monde',
    ],
    'bold-claim': [
      '(?:le|la|les) (?:meilleur|meilleure|seul|seule|premier|premiere) (?:@ ){1,4}(?:du monde|de ta vie|dont tu|que tu|de france)|numero (?:un|1)|n o 1|\\x231|garanti*|cliniquement|va changer ta vie|comme par magie|mieux que|instantane*',
    ],
  },
  offers: {
    discount: [
      '%% (?:de )?(?:remise|reduction|rabais|off|moins|offert|deconomie)*|(?:jusqua|economise|economisez|remise de|moins) (?:jusqua )?%%|(?:^|\\s)[-−–]\\d{1,2} ?%|economise[zr]? (?:jusqua )?$$|(?:a )?moitie prix|$$ (?:de reduction|de remise|offerts?)',
    ],
    bundle: [
      '(?:#|un|une) (?:achete|achetee|achetes|achetees) (?:= ?)?(?:@ )?(?:#|un|une)? ?(?:offert|gratuit|achete)*|(?:#) pour le prix (?:de |d)(?:#|un|une)*|(?:#) pour $$|(?:#) ?\\+ ?(?:#)|le (?:deuxieme|second|2eme) (?:@ )?(?:offert|gratuit|a moitie)*|(?:achete|achetez)n? (?:#|un|une)',
    ],
    free: [
      '(?:livraison|essai|cadeau|echantillon|cours|consultation|mois|retour|retours|guide|devis|frais de port|premier @|premiere @) (?:est |sont )?(?:gratuit|offert)(?:e|s|es)?|gratuit(?:e|s|es|ement)?|offerte?s?|sans frais|satisfait ou rembourse|sans risque|cadeau (?:offert|pour)',
    ],
    code: ['code (?:promo|de reduction|@)|avec (?:le|mon) code|coupon|bon de reduction'],
    price: [
      '(?:seulement|pour|a|des|a partir de|coute|maintenant|juste|moins de|au prix de|pour seulement|prix) (?:seulement )?$$|(?:seulement|pour seulement) \\d{1,4}[.,]\\d{2}|$$ (?:par mois|au lieu|seulement|chacun)',
    ],
    giveaway: ['concours|tirage au sort|gagne[zr]? (?:un|une|ton|votre|des)|a gagner|tente de gagner'],
  },
  offerWords: [
    'soldes?|promos?|promotions?|reductions?|remises?|rabais|offres?|bons? plans?|prix (?:casses?|barres?|fous|mini)|ventes? privees?|destockage',
  ],
  ctas: {
    buy: [
      '^(?:achete|commande|acheter|commander) |(?:achetez|commandez|profite|profitez|procure toi|procurez vous|shoppe|shoppez|offre toi)(?: |$|[!.,])|(?:achete|commande) (?:maintenant|ici|le|la|les|ton|ta|vite)|jen profite|ajoute au panier|ajouter au panier',
    ],
    link: [
      'lien (?:en|dans|ci|ici|de)|(?:clique|cliquez|appuie|appuyez|tape) (?:sur|ici|le|en)|(?:visite|visitez|rends toi sur|rendez vous sur) |dans (?:ma|la|notre) bio',
    ],
    install: [
      '(?:telecharge|telechargez|installe|installez|telecharger|installer)(?: |$|[!.,])|disponible sur|app store|google play',
    ],
    'sign-up': [
      '(?:inscris toi|inscrivez vous|abonne toi|abonnez vous|rejoins|rejoignez|cree ton compte|creez votre compte|commence (?:maintenant|aujourdhui|gratuitement)|commencez|je minscris|sinscrire)',
    ],
    'learn-more': [
      '(?:en savoir plus|plus dinfos?|plus dinformations?|decouvre (?:plus|nos|notre)|decouvrez|lire la suite|fais le (?:test|quiz)|voir plus)',
    ],
    message: [
      '(?:commente|commentez|ecris|ecrivez|envoie|envoyez|appelle|appelez|contacte|contactez)(?: |$|[!.,]|z? nous|z? moi)|en commentaire|whatsapp',
    ],
    follow: [
      '(?:suis|suivez) (?:moi|nous|pour)|enregistre (?:cette|ca|pour)|partage[zr]? |tague|identifie (?:une|un|ta|ton)|like (?:et|cette)',
    ],
    'swipe-up': ['(?:swipe|glisse|glissez|balaye) (?:up|vers|pour|a)'],
    book: [
      '(?:reserve|reservez|reserver|prends rendez vous|prenez rendez vous|prendre rdv|prends rdv)(?: |$|[!.,])|demande (?:ton|un) devis',
    ],
    try: [
      '(?:essaie le|essaie la|essayez le|essayez la|essaie (?:gratuitement|maintenant|des)|essayez (?:gratuitement|maintenant|des)|teste (?:gratuitement|maintenant|le|la))(?: |$|[!.,])',
    ],
    play: ['(?:joue|jouez|jouer) (?:maintenant|gratuitement|a|avec)'],
  },
};
