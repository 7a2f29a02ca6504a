/** Reports in which one impression stands in several rows are refused; breakdowns that add up are not. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { readText } from '../helpers/read-export.js';

function outcome(text: string): string {
  try {
    readText(text, { currency: 'USD', period: { start: 20_513, end: 20_543 } });
    return 'read';
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    expect(thrown.hint).not.toBe('');
    return thrown.code;
  }
}

const PERIOD = '"March 1, 2026 - March 31, 2026"';

test.each([
  [
    'assets',
    `Asset report\n${PERIOD}\nAsset,Asset type,Campaign,Impr.,Clicks,Cost\nFree returns,Callout,C,900,9,9.00\n`,
  ],
  ['assets without a title', 'Campaign,Asset,Asset type,Impr.,Clicks,Cost\nC,Free returns,Callout,900,9,9.00\n'],
  ['keywords by asset', 'Search keyword,Asset,Currency code,Impr.,Clicks,Cost\nboots,Free returns,USD,900,9,9.00\n'],
  ['search terms by asset', 'Search term,Asset ID,Currency code,Impr.,Clicks,Cost\nboots,17,USD,900,9,9.00\n'],
  [
    'assets in Spanish',
    'Recurso,Tipo de recurso,Código de moneda,Impr.,Clics,Coste\nEnvío,Texto destacado,EUR,900,9,9\n',
  ],
  ['assets in German', 'Assettyp;Kampagne;Währungscode;Impr.;Klicks;Kosten\nSitelink;K;EUR;900;9;9,00\n'],
  ['assets in Russian', 'Объект,Тип объекта,Код валюты,Показы,Клики,Расходы\nДоставка,Уточнение,RUB,900,9,9\n'],
  ['assets by their title alone', `Relatório de recursos\n${PERIOD}\nNome,Impr.,Cliques,Custo\nEntrega,900,9,9\n`],
  ['a cut asset report', 'Asset,Asset type,Impressions,Clicks,Cost\nFree returns,Sitelink,900,9,9.00\n'],
  ['extensions', 'Ad extension,Extension type,Currency code,Impr.,Clicks,Cost\nA,Sitelink,USD,900,9,9.00\n'],
  ['audiences', `Audience report\n${PERIOD}\nAudience segment,Campaign,Impr.,Clicks,Cost\nIn-market,C,900,9,9.00\n`],
  ['audiences in French', "Segment d'audience,Campagne,Code de devise,Impr.,Clics,Coût\nA,C,EUR,900,9,9\n"],
  ['click types', 'Campaign,Click type,Currency code,Impr.,Clicks,Cost\nC,Headline,USD,900,9,9.00\n'],
  [
    'rows of an asset view',
    'campaign_name,asset_field_type,impressions,clicks,cost_micros\nC,HEADLINE,900,9,9000000\n',
  ],
  ['interests', 'Ad name,Interest category,Cost,Impressions,Clicks (destination)\na,Games,9,900,9\n'],
  [
    'professional traits',
    'Campaign Group Name,Job Function,Total Spent,Impressions,Clicks to Landing Page\nG,Sales,9,900,9\n',
  ],
])('%s are refused', (_, text) => {
  expect(outcome(text)).toBe('OVERLAPPING_ROWS');
});

test.each([
  ['age and gender', 'Ad name,Age,Gender,Amount spent (USD),Impressions,Link clicks\na,18-24,female,9,900,9\n'],
  ['placement', 'Ad name,Platform,Placement,Amount spent (USD),Impressions,Link clicks\na,instagram,feed,9,900,9\n'],
  ['device', 'Campaign,Device,Currency code,Impr.,Clicks,Cost\nC,Mobile phones,USD,900,9,9.00\n'],
  ['hour', 'Campaign,Hour of the day,Currency code,Impr.,Clicks,Cost\nC,7,USD,900,9,9.00\n'],
  ['country', 'campaign,country,spend,impressions,clicks\nC,DE,9,900,9\n'],
  ['keyword', 'Search keyword,Campaign,Currency code,Impr.,Clicks,Cost\nboots,C,USD,900,9,9.00\n'],
  ['asset group', 'Asset group,Campaign,Currency code,Impr.,Clicks,Cost\nG,C,USD,900,9,9.00\n'],
  ['audience of TikTok', 'Audience,Ad name,Cost,Impressions,Clicks (destination)\n18-24 female,a,9,900,9\n'],
  [
    'interest that an ad is aimed at',
    'ad_id,campaign_id,age,interest,impressions,clicks,spent\n7,1,30-34,15,900,9,9\n',
  ],
  [
    'creatives called assets',
    'date,campaign,asset,asset_type,impressions,clicks,spend\n2026-03-01,C,a.mp4,video,900,9,9\n',
  ],
])('rows by %s are added up', (_, text) => {
  expect(outcome(text)).toBe('read');
});
