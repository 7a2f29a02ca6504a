/** The clips of a page with previews: a press plays or stops one, a pointer over it plays it, unless less motion is wished. */

import type { ReportData } from './data.js';
import { html, Markup } from './html.js';
import { clipId } from './sections/clusters.js';

/** The clips as text at the end of the page, where they hold nothing up: a browser reads none before it is to play. */
export const clips = ({ creatives }: ReportData): readonly Markup[] =>
  creatives.flatMap(({ creativeId, preview }) =>
    preview === null
      ? []
      : html`<script type="text/plain" id="${clipId(creativeId)}">${new Markup(preview)}</script>\n`,
  );

export const PREVIEW_SCRIPT = `
const calm = matchMedia('(prefers-reduced-motion: reduce)');
for (const button of document.querySelectorAll('button.preview')) {
  const video = button.querySelector('video');
  const source = () => {
    if (video.src !== '') return;
    const text = atob(document.getElementById(video.dataset.clip).textContent);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  };
  const play = () => {
    source();
    video.play().catch(() => {});
  };
  const stop = () => {
    video.pause();
    video.currentTime = 0;
  };
  const pressed = () => button.getAttribute('aria-pressed') === 'true';
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', String(!pressed()));
    if (pressed()) play();
    else stop();
  });
  button.addEventListener('pointerenter', ({ pointerType }) => {
    if (pointerType === 'mouse' && !calm.matches && !pressed()) play();
  });
  button.addEventListener('pointerleave', () => {
    if (!pressed()) stop();
  });
}
`;
