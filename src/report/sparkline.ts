/** A line as small as a word: how one figure went from day to day. A page holds hundreds, so each is a single path. */
import { html, type Markup } from './html.js';

const WIDTH = 96;
const HEIGHT = 24;

/** Room for half of the line's width, so that its ends and peaks are whole. */
const EDGE = 2;

interface SparklineWords {
  description: string;
  /** Stands in place of the line. */
  tooFew: string;
}

/** Values by day, null where unknown; from 0 upwards. Fewer than three known days draw nothing. */
export function sparkline({ description, tooFew }: SparklineWords, values: readonly (number | null)[]): Markup {
  const known = values.flatMap((value, day) => (value === null ? [] : [{ value, day }]));
  if (known.length < 3) return html`<span class="muted">${tooFew}</span>`;
  const largest = Math.max(...known.map(({ value }) => value)) || 1;
  const points = known.map(({ value, day }) => {
    const x = EDGE + (day / (values.length - 1)) * (WIDTH - 2 * EDGE);
    const y = HEIGHT - EDGE - (value / largest) * (HEIGHT - 2 * EDGE);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description}"><path d="M${points.join('L')}"/></svg>`;
}
