/** Results of several kinds: recognised in every language, listed with their sums, never added up. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { Wishes } from '../../src/ingest/prepare.js';
import { readText } from '../helpers/read-export.js';

const ROWS = [
  '2026-03-01,ad_a,16,actions:onsite_conversion.messaging_conversation_started_7d,33.12,2550',
  '2026-03-01,ad_b,1900,reach,10.00,2100',
  '2026-03-02,ad_a,12,actions:onsite_conversion.messaging_conversation_started_7d,30.00,2400',
  '2026-03-02,ad_c,40,actions:leadgen.other,8.00,1500',
];
const file = (header: string, rows: readonly string[] = ROWS): string => `${[header, ...rows].join('\n')}\n`;

const refusal = (text: string, wishes: Partial<Wishes>): UserError => {
  try {
    readText(text, wishes);
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown;
    throw thrown;
  }
  throw new Error('was not refused');
};

const HEADERS = [
  'Day,Ad name,Results,Result indicator,Amount spent (EUR),Impressions',
  'День,Название объявления,Результаты,Индикатор результатов,Потраченная сумма (EUR),Показы',
  'Día,Nombre del anuncio,Resultados,Indicador de resultados,Importe gastado (EUR),Impresiones',
  'Dia,Nome do anúncio,Resultados,Indicador de resultados,Valor usado (EUR),Impressões',
  'Tag,Anzeigenname,Ergebnisse,Ergebnisindikator,Ausgegebener Betrag (EUR),Impressionen',
  'Jour,Nom de la publicité,Résultats,Indicateur de résultats,Montant dépensé (EUR),Impressions',
  "Giorno,Nome dell'inserzione,Risultati,Indicatore dei risultati,Importo speso (EUR),Impression",
  'Dzień,Nazwa reklamy,Wyniki,Wskaźnik wyników,Wydana kwota (EUR),Wyświetlenia',
  'Gün,Reklam adı,Sonuçlar,Sonuç göstergesi,Harcanan tutar (EUR),Gösterim',
  '日,広告名,結果,結果インジケーター,消化金額 (EUR),インプレッション',
  'Tag,Anzeigenname,Ergebnisse,Was gezählt wird,Ausgegebener Betrag (EUR),Impressionen',
];

test.each(HEADERS)('%s: the results as a whole are refused with the sum of each kind', (header) => {
  const results = header.split(',')[2] ?? '';
  const columns = new Map([['day' as const, header.split(',')[0] ?? '']]);
  const { code, message, hint } = refusal(file(header), { conversion: results, columns });
  expect(code).toBe('CHOOSE_CONVERSION');
  expect(message).toContain('messaging_conversation_started_7d: 28, reach: 1900, actions:leadgen.other: 40');
  expect(hint).toContain('--conversion "actions:onsite_conversion.messaging_conversation_started_7d"');
});

test('naming the column of results as conversions by hand changes nothing about their kinds', () => {
  const columns = new Map([['conversions' as const, 'Results']]);
  expect(refusal(file(HEADERS[0] ?? ''), { columns }).code).toBe('CHOOSE_CONVERSION');
});

test('results of which some have no kind are a mixture too', () => {
  const rows = [...ROWS.slice(0, 1), '2026-03-02,ad_c,40,,8.00,1500'];
  expect(refusal(file(HEADERS[0] ?? '', rows), { conversion: 'Results' }).message).toContain('no kind: 40');
});

test('one kind is taken by its name, the others stay unknown', () => {
  const { read, rows } = readText(file(HEADERS[0] ?? ''), { conversion: 'actions:leadgen.other' });
  expect(read.sums.conversions).toBe(40);
  expect(rows.find(({ ad }) => ad.adName === 'ad_b')?.conversions).toBeNull();
});

test('results that are all of one kind are taken as a whole', () => {
  const rows = [ROWS[0] ?? '', ROWS[2] ?? ''];
  expect(readText(file(HEADERS[0] ?? '', rows), { conversion: 'Results' }).read.sums.conversions).toBe(28);
});

test('a choice made for an earlier file does not add kinds up either', () => {
  const { prepared, read } = readText(file(HEADERS[0] ?? ''), { conversion: 'Results', conversionIsRemembered: true });
  expect(prepared.reading.conversion.column).toBeNull();
  expect(read.sums.conversions).toBeNull();
});

test('the column of kinds can be named by hand', () => {
  const text = file('Day,Ad name,Results,What,Amount spent (EUR),Impressions,Link clicks', [
    '2026-03-01,ad_a,16,Leads,33.12,2550,40',
    '2026-03-01,ad_b,40,Calls,10.00,2100,60',
  ]);
  expect(readText(text, { conversion: 'Results' }).read.sums.conversions).toBe(56);
  const columns = new Map([['resultKind' as const, 'What']]);
  expect(refusal(text, { conversion: 'Results', columns }).message).toContain('Leads: 16, Calls: 40');
});
