/** What is different from the last report on older data. */
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';
import type { Words } from '../language/words.js';

export function changes({ before, now, currency, groupedBy }: ReportData, words: Words): Markup {
  if (before === null) return html``;
  const { title, upTo, moved, winner, added, verdict, none } = words.changes;
  const figures = [
    ['spend', before.spendMicros, now.spendMicros, 'money'],
    ['revenue', before.revenueMicros, now.revenueMicros, 'money'],
    ['conversions', before.conversions, now.conversions, 'number'],
  ] as const;
  const named = (label: string | null): string | null => (label === null ? null : words.label(label, groupedBy));
  const fresh = now.creatives.filter((name) => !before.creatives.includes(name));
  const lines = [
    ...figures
      .filter(([, was, is]) => is !== null && is !== was)
      .map(([name, was, is, unit]) => moved(name, words.value(is, unit, currency), words.value(was, unit, currency))),
    ...(now.winner === before.winner ? [] : [winner(named(now.winner), named(before.winner))]),
    ...(fresh.length === 0 ? [] : [added(fresh)]),
    ...Object.entries(now.verdicts).flatMap(([name, is]) => {
      const was = Object.hasOwn(before.verdicts, name) ? before.verdicts[name] : undefined;
      return was === undefined || was === is ? [] : [verdict(name, words.verdict(is), words.verdict(was))];
    }),
  ];
  return html`<section id="changes" aria-labelledby="changes-title"><h2 id="changes-title">${title}</h2>
<p>${upTo(before.dateEnd)}</p>
${lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p>${none}</p>`}</section>`;
}
