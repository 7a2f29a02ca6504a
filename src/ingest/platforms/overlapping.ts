/** Reports in which one impression stands in several rows: their rows are no delivery that could be added up. */

export interface OverlappingReport {
  /** What the rows are cut by, for `cuts the rows by …`. */
  by: string;
  /** Why the rows overlap, as a whole clause. */
  because: string;
  /** What to download in its place. */
  instead: string;
  /** Platforms whose headers these are; elsewhere the same words may name what adds up. Null: everywhere. */
  platforms: readonly string[] | null;
  /** Headers that only such a report has, in every language known. */
  headers: readonly string[];
  /** Its title line above the header. */
  title?: RegExp;
}

const SEARCH = ['google', 'microsoft'];
const ADS_REPORT =
  'Download the report of the ads in its place (Ads > Download; with Segment > Time > Day for days): it counts each impression once';

export const OVERLAPPING_REPORTS: readonly OverlappingReport[] = [
  {
    by: 'asset',
    because: 'an ad shows several assets at once, and each has its own row for the same impression',
    instead: ADS_REPORT,
    platforms: SEARCH,
    headers: [
      ...[
        'Asset',
        'Asset type',
        'Asset status',
        'Asset ID',
        'Asset name',
        'Asset source',
        'Asset performance',
        'Asset level',
      ],
      ...['Recurso', 'Tipo de recurso', 'Estado del recurso', 'Status do recurso', 'ID del recurso', 'ID do recurso'],
      ...['Asset-Typ', 'Assettyp', 'Asset-Status', 'Asset-ID', 'Komponente', 'Komponententyp'],
      ...['Composant', 'Type de composant', "Type d'élément", 'État du composant', 'Élément'],
      ...['Tipo di asset', 'Stato asset', 'Stato dell’asset', 'Componente', 'Tipo di componente'],
      ...['Объект', 'Тип объекта', 'Статус объекта', 'Ресурс', 'Тип ресурса', "Об'єкт", "Тип об'єкта"],
      ...['Komponent', 'Typ komponentu', 'Zasób', 'Typ zasobu', 'Öğe', 'Öğe türü'],
      ...['アセット', 'アセットの種類', 'アセットタイプ', 'アセット タイプ', 'アセットのステータス'],
    ],
    title:
      /^(?:(?:ad )?assets? (?:association |details? |performance )?report|(?:informe|relat[óo]rio) d[eo]s? (?:la asociaci[óo]n de |associa[çc][ãa]o de )?recursos?|assets?-?bericht|rapport [^,]{0,15}composants?|отч[её]т (?:о|об|по) объект|アセット ?レポート)/iu,
  },
  {
    by: 'extension',
    because: 'an ad shows several extensions at once, and each has its own row for the same impression',
    instead: ADS_REPORT,
    platforms: SEARCH,
    headers: [
      ...['Extension', 'Ad extension', 'Extension type', 'Ad extension type', 'Ad extension ID', 'AdExtensionType'],
      ...['Sitelink', 'Sitelink text', 'Sitelink description 1', 'Callout', 'Callout text', 'Structured snippet'],
      ...['Feed item ID', 'Feed item', 'Placeholder type', 'Call extension', 'Promotion extension', 'Price extension'],
      ...['Extensión', 'Tipo de extensión', 'Extensão', 'Tipo de extensão', 'Enlace de sitio', 'Texto destacado'],
      ...['Erweiterung', 'Erweiterungstyp', 'Anzeigenerweiterung', "Type d'extension", 'Lien annexe', 'Accroche'],
      ...['Estensione', 'Tipo di estensione', 'Расширение', 'Тип расширения', 'Дополнительная ссылка', 'Уточнение'],
      ...[
        'Розширення',
        'Тип розширення',
        'Rozszerzenie',
        'Typ rozszerzenia',
        'Uzantı',
        'Uzantı türü',
        '広告表示オプション',
      ],
    ],
    title:
      /^(?:(?:automated |ad )?(?:extensions?|sitelinks?|callouts?)(?: details?| performance)? report|(?:informe|relat[óo]rio) de extens|(?:anzeigen)?erweiterungs-?bericht|rapport [^,]{0,15}extensions?|отч[её]т (?:о|об|по) расширени)/iu,
  },
  {
    by: 'audience',
    because: 'a person is in several audiences, and each has its own row for the same impression',
    instead: ADS_REPORT,
    platforms: SEARCH,
    headers: [
      ...[
        'Audience',
        'Audience segment',
        'Audience segments',
        'Audience name',
        'Audience type',
        'Audience segment type',
      ],
      ...[
        'AudienceName',
        'AudienceId',
        'Audience ID',
        'User list',
        'User list name',
        'In-market audience',
        'Affinity category',
      ],
      ...[
        'Audiencia',
        'Segmento de audiencia',
        'Público',
        'Segmento de público',
        'Público-alvo',
        'Segmento de público-alvo',
      ],
      ...['Zielgruppe', 'Zielgruppensegment', "Segment d'audience", 'Pubblico', 'Segmento di pubblico'],
      ...['Аудитория', 'Сегмент аудитории', 'Аудиторія', 'Сегмент аудиторії', 'Odbiorcy', 'Segment odbiorców'],
      ...['Kitle', 'Kitle segmenti', 'オーディエンス', 'オーディエンス セグメント', 'オーディエンスセグメント'],
    ],
    title:
      /^(?:audiences?(?: segments?)?(?: performance)? report|(?:informe|relat[óo]rio) de (?:audiencias?|p[úu]blicos?|segmentos? de)|zielgruppen(?:segment)?-?bericht|rapport [^,]{0,15}audiences?|отч[её]т (?:о|об|по) аудитори|オーディエンス ?レポート)/iu,
  },
  {
    by: 'click type',
    because: 'an impression counts once for each part of the ad that could be clicked',
    instead: 'Download the same report without the segment "Click type"',
    platforms: null,
    headers: [
      ...[
        'Click type',
        'ClickType',
        'click_type',
        'segments.click_type',
        'segments.clickType',
        'Tipo de clic',
        'Tipo de clique',
      ],
      ...['Klicktyp', 'Type de clic', 'Tipo di clic', 'Тип клика', 'Тип кліку', 'Typ kliknięcia', 'Tıklama türü'],
      ...['クリックタイプ', 'クリック タイプ', 'クリックの種類'],
    ],
  },
  {
    by: 'asset',
    because: 'an ad shows several assets at once, and each has its own row for the same impression',
    instead: 'Query the view of ads (ad_group_ad) in its place, which counts each impression once',
    platforms: null,
    headers: [
      ...[
        'asset_field_type',
        'asset_performance_label',
        'ad_group_ad_asset_view.field_type',
        'adGroupAdAssetView.fieldType',
      ],
      ...[
        'ad_group_ad_asset_view_field_type',
        'campaign_asset_field_type',
        'asset.type',
        'asset.id',
        'asset.resource_name',
      ],
    ],
  },
  {
    by: 'audience',
    because: 'a person is in several audiences, and each has its own row for the same impression',
    instead: 'Query the view of ads (ad_group_ad) in its place, which counts each impression once',
    platforms: null,
    headers: [
      'user_list.name',
      'user_list_name',
      'userList.name',
      'ad_group_criterion.user_list.user_list',
      'audience_segment',
    ],
  },
  {
    by: 'interest',
    because: 'a person has several interests, and each has its own row for the same impression',
    instead: 'Export the report without this breakdown: at the level of ads, by day',
    platforms: ['tiktok', 'snapchat', 'reddit', 'x', 'pinterest', 'google', 'yandex-direct', 'vk'],
    headers: [
      ...[
        'Interest',
        'Interests',
        'Interest category',
        'Interest category name',
        'Lifestyle category',
        'Conversation topics',
      ],
      ...['Follower look-alikes', 'Followers look-alikes', 'Behaviors', 'Интересы', 'Интерес', 'Категория интересов'],
    ],
  },
  {
    by: 'professional trait',
    because: 'LinkedIn counts a member under every trait that fits, and leaves small groups out',
    instead: 'Download the Ad performance report (creative performance) in its place',
    platforms: ['linkedin'],
    headers: [
      'Job Function',
      'Job Title',
      'Job Seniority',
      'Member Industry',
      'Company Industry',
      'Company Size',
      'Company Name',
      'Member Skills',
      'Member Interests',
    ].flatMap((trait) => [trait, `${trait} Segment`]),
  },
  {
    by: 'carousel card',
    because: 'a carousel shows several cards at once, and each has its own row for the same impression',
    instead: 'Export the ads without the breakdown by carousel card',
    platforms: null,
    headers: [
      'Carousel card',
      'Carousel card name',
      'Carousel card ID',
      'action_carousel_card_name',
      'action_carousel_card_id',
    ],
  },
];

/** What parts of a search ad are called in a column of types: in a file that says no more, these give an asset report away. */
export const PARTS_OF_ADS =
  /^(?:sitelinks?|callouts?|headlines?|long headlines?|descriptions?|business (?:name|logo)|structured snippets?|lead form|price|promotion|enlaces? de sitio|texto destacado|t[íi]tulos?|descripci[óo]n(?:es)?|descri[çc][ãa]o|zusatzinformation(?:en)?|anzeigentitel|beschreibung(?:en)?|liens? annexes?|accroches?|titres?|дополнительн(?:ая|ые) ссылк[аи]|уточнени[ея]|заголов(?:ок|ки)|описани[ея]|サイトリンク|コールアウト|見出し|説明文)$/iu;
