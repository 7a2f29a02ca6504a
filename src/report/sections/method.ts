/** The end of the page: how the figures were made, and what they do not say. */
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';
import type { Words } from '../language/words.js';

export function method({ level, remarks }: ReportData, words: Words): Markup {
  const { title, lines, madeBy } = words.method;
  const notes = remarks.map(words.remark).filter((note) => note !== null);
  return html`<section id="method" aria-labelledby="method-title"><h2 id="method-title">${title}</h2>
<ul>
${lines(level).map((line) => html`<li>${line}</li>\n`)}</ul>
${notes.map((note) => html`<p class="note">${note}</p>`)}
<p class="muted">${madeBy}</p></section>`;
}
