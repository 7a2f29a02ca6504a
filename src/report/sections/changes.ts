/** What is different from the last report on older data. */
import { format } from '../../show/format.js';
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';

export function changes({ before, now, currency }: ReportData): Markup {
  if (before === null) return html``;
  const lines: string[] = [];
  const moved = (name: string, was: number | null, is: number | null, unit: 'money' | 'number'): void => {
    if (is !== null && is !== was) {
      lines.push(`${name}: ${format(is, unit, currency)}, was ${format(was, unit, currency)}`);
    }
  };
  moved('Spend', before.spendMicros, now.spendMicros, 'money');
  moved('Revenue', before.revenueMicros, now.revenueMicros, 'money');
  moved('Conversions', before.conversions, now.conversions, 'number');
  if (now.winner !== before.winner)
    lines.push(`Most likely best kind: ${now.winner ?? 'none'}, was ${before.winner ?? 'none'}`);
  const added = now.creatives.filter((name) => !before.creatives.includes(name));
  if (added.length > 0) lines.push(`New creatives with results: ${added.join(', ')}`);
  for (const [name, verdict] of Object.entries(now.verdicts)) {
    const was = Object.hasOwn(before.verdicts, name) ? before.verdicts[name] : undefined;
    if (was !== undefined && was !== verdict) lines.push(`${name}: ${verdict}, was ${was}`);
  }
  return html`<section id="changes" aria-labelledby="changes-title"><h2 id="changes-title">Since the last report</h2>
<p>The last report held results up to ${before.dateEnd ?? 'no day'}.</p>
${lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p>No figure changed.</p>`}</section>`;
}
