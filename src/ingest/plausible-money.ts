/**
 * Whether a spend is in units or in micros, by what impressions and clicks can cost: reporting APIs give micros under the
 * same header, and tables made from them keep the name `cost_micros` after the division. Both prices have to be out of
 * reason in the one reading and within it in the other; a dear click alone or a dear thousand alone says nothing.
 */
import { MICROS_PER_UNIT, unitsOf } from '../units.js';

/** Units that a US dollar was worth around 2026, by order of magnitude: for currencies where that matters. */
const UNITS_PER_DOLLAR: Readonly<Record<string, number>> = {
  ARS: 1000,
  CLP: 950,
  COP: 4000,
  CRC: 500,
  GNF: 8600,
  HUF: 350,
  IDR: 16_000,
  INR: 85,
  IRR: 500_000,
  ISK: 130,
  JPY: 150,
  KHR: 4000,
  KRW: 1400,
  KZT: 500,
  LAK: 21_000,
  LBP: 90_000,
  MMK: 2100,
  MNT: 3500,
  NGN: 1500,
  PHP: 57,
  PKR: 280,
  PYG: 7500,
  RSD: 105,
  RUB: 85,
  TRY: 40,
  TWD: 32,
  TZS: 2600,
  UAH: 42,
  UGX: 3700,
  UZS: 12_500,
  VND: 25_000,
};

/** Dollars for a thousand impressions and for a click beyond which no delivery is known, and below which none is. */
const DEAREST_THOUSAND = 5000;
const DEAREST_CLICK = 500;
const CHEAPEST_THOUSAND = 0.0005;
const CHEAPEST_CLICK = 0.00002;
/** With fewer impressions or clicks one dear click makes any average. */
const TELLING_IMPRESSIONS = 500;
const TELLING_CLICKS = 5;
/** What few of them are multiplied with. */
const FEW = 200;

export interface Bought {
  spendMicros: number | null;
  impressions: number | null;
  clicks: number | null;
}

/** `micros` where a spend that was read as units can only be micros, `units` where one read as micros can only be units. */
export function unlikelyScale(
  { spendMicros, impressions, clicks }: Bought,
  isMicros: boolean,
  currency: string | null,
): 'micros' | 'units' | null {
  if (spendMicros === null || spendMicros <= 0) return null;
  const dollars = unitsOf(spendMicros) / (UNITS_PER_DOLLAR[currency ?? ''] ?? 1);
  const thousand = impressions !== null && impressions > 0 ? (1000 * dollars) / impressions : null;
  const click = clicks !== null && clicks > 0 ? dollars / clicks : null;
  if (thousand === null && click === null) return null;
  const isDear =
    (thousand === null || thousand > DEAREST_THOUSAND * ((impressions ?? 0) < TELLING_IMPRESSIONS ? FEW : 1)) &&
    (click === null || click > DEAREST_CLICK * ((clicks ?? 0) < TELLING_CLICKS ? FEW : 1));
  const isCheap = (thousand === null || thousand < CHEAPEST_THOUSAND) && (click === null || click < CHEAPEST_CLICK);
  if (!isMicros && isDear && isWithin(thousand, click, 1 / MICROS_PER_UNIT)) return 'micros';
  if (isMicros && isCheap && isWithin(thousand, click, MICROS_PER_UNIT)) return 'units';
  return null;
}

const isWithin = (thousand: number | null, click: number | null, factor: number): boolean =>
  (thousand === null || (thousand * factor >= CHEAPEST_THOUSAND && thousand * factor <= DEAREST_THOUSAND * FEW)) &&
  (click === null || (click * factor >= CHEAPEST_CLICK && click * factor <= DEAREST_CLICK * FEW));
