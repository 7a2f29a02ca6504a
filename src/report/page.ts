/** The whole report as one HTML file: no script, style, font or picture comes from outside. Same data, same bytes. */
import { harmlessLines } from '../show/harmless.js';
import type { ReportData } from './data.js';
import { html, Markup } from './html.js';
import type { Words } from './language/words.js';
import { clips, PREVIEW_SCRIPT } from './preview-script.js';
import { SCRIPT } from './script.js';
import { changes } from './sections/changes.js';
import { clusters } from './sections/clusters.js';
import { headline } from './sections/headline.js';
import { leaderboard } from './sections/leaderboard.js';
import { map } from './sections/map.js';
import { method } from './sections/method.js';
import { split } from './sections/split.js';
import { tagEffects } from './sections/tag-effects.js';
import { STYLE } from './style.js';

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
/** Clips are made of text that stands in the page. */
const CLIP_POLICY = `${POLICY}; media-src blob:`;

export function reportPage(data: ReportData, words: Words): string {
  const hasClips = data.creatives.some(({ preview }) => preview !== null);
  const page = html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${hasClips ? CLIP_POLICY : POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="creo">
<title>${data.title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">${words.skipToFigures}</a>
${headline(data, words)}
<main id="main">
${split(data, words)}
${clusters(data, words)}
${map(data, words)}
${leaderboard(data, words)}
${tagEffects(data, words)}
${changes(data, words)}
${method(data, words)}
</main>
<script>${new Markup(SCRIPT)}</script>
${
  hasClips &&
  html`${clips(data)}<script>${new Markup(PREVIEW_SCRIPT)}</script>
`
}</body>
</html>
`;
  // Charts write names too, so the page is made harmless as a whole: an override in a name could turn figures round.
  return harmlessLines(page.text);
}
