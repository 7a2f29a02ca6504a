/** How much the days of creatives jump about more than chance alone explains. */
import type { Totals } from '../../model.js';
import { type Completion, settledDays } from './completion.js';
import type { CreativeEvidence } from './evidence.js';

/** Dispersion is shrunk toward 1 as if this many degrees of freedom had shown pure chance. */
const DISPERSION_PRIOR_DEGREES = 40;
const ORDER_CV2_PRIOR = 0.5;
const ORDER_CV2_PRIOR_DEGREES = 10;

/** Squares of what days are off, and of how many free days; over each other 1 where chance alone is at work. */
interface Scatter {
  square: number;
  degrees: number;
}

/**
 * Day-to-day Pearson chi-squares inside creatives: of clicks on spend, of conversions on clicks (on spend without any), and
 * of revenue on conversions times the creative's mean value. The days of each creative are looked at once.
 */
export function scatters(creatives: readonly CreativeEvidence[], clicksKnown: boolean, completion: Completion | null) {
  const clicks: Scatter = { square: DISPERSION_PRIOR_DEGREES, degrees: DISPERSION_PRIOR_DEGREES };
  const conversions: Scatter = { ...clicks };
  const orders: Scatter = { square: ORDER_CV2_PRIOR * ORDER_CV2_PRIOR_DEGREES, degrees: ORDER_CV2_PRIOR_DEGREES };
  const exposure = clicksKnown ? 'clicks' : 'spendMicros';
  for (const { days = [], recent } of creatives) {
    if (clicksKnown) addCounts(clicks, days, 'clicks', 'spendMicros');
    addCounts(conversions, settledDays(days, recent, completion), 'conversions', exposure);
    addOrders(orders, days);
  }
  return {
    // Shrunk to 1 by the prior degrees, and never below it.
    clickDispersion: Math.max(1, clicks.square / clicks.degrees),
    conversionDispersion: Math.max(1, conversions.square / conversions.degrees),
    orderCv2: orders.square / orders.degrees,
  };
}

function addCounts(
  scatter: Scatter,
  days: readonly Totals[],
  events: 'clicks' | 'conversions',
  exposure: 'clicks' | 'spendMicros',
): void {
  let [count, total, exposed] = [0, 0, 0];
  for (const day of days) {
    const on = day[exposure] ?? 0;
    const happened = day[events];
    if (on <= 0 || happened === null) continue;
    count += 1;
    total += happened;
    exposed += on;
  }
  const rate = total / (exposed || 1);
  if (rate === 0 || count < 2) return;
  for (const day of days) {
    const on = day[exposure] ?? 0;
    const happened = day[events];
    if (on <= 0 || happened === null) continue;
    scatter.square += (happened - rate * on) ** 2 / (rate * on);
  }
  scatter.degrees += count - 1;
}

function addOrders(scatter: Scatter, days: readonly Totals[]): void {
  let [count, orders, revenue] = [0, 0, 0];
  for (const { conversions, revenueMicros } of days) {
    if (!((conversions ?? 0) > 0 && (revenueMicros ?? 0) > 0)) continue;
    count += 1;
    orders += conversions ?? 0;
    revenue += revenueMicros ?? 0;
  }
  if (count < 2) return;
  const value = revenue / orders;
  for (const { conversions, revenueMicros } of days) {
    if (!((conversions ?? 0) > 0 && (revenueMicros ?? 0) > 0)) continue;
    const own = conversions ?? 0;
    scatter.square += ((revenueMicros ?? 0) / value - own) ** 2 / own;
  }
  scatter.degrees += count - 1;
}
