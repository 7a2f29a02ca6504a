/** The end of the page: how the figures were made, and what they do not say. */
import type { ReportData } from '../data.js';
import { html, type Markup } from '../html.js';

export function method({ level, notes }: ReportData): Markup {
  return html`<section id="method" aria-labelledby="method-title"><h2 id="method-title">How to read this</h2>
<ul>
<li>A test of a few dozen clicks shows one or two purchases, and its raw rate is mostly luck. What to expect of a creative is its own result pulled toward that of its look-alikes, and theirs toward the account's; how strongly is learnt from this account.</li>
<li>Intervals are meant to hold the truth in ${Math.round(100 * level)} of 100 cases. Where they overlap, the order of the creatives is not settled.</li>
<li>Results at a small spend do not hold at a large one: revenue grows more slowly than spend, by a stated assumption.</li>
<li>The platforms show ads to different people, and count conversions by their own attribution. A creative that bought better results is not proved to be the better creative.</li>
<li>Hook and hold rates explain where an ad loses its viewers; they hardly predict which ad sells.</li>
</ul>
${notes.map((note) => html`<p class="note">${note}</p>`)}
<p class="muted">Made by creo on the buyer's own machine; nothing on this page is loaded from elsewhere.</p></section>`;
}
