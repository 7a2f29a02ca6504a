/** Progress bars on stderr, for a terminal only: rate and time left where the total is known. */
import { SingleBar } from 'cli-progress';
import type { Progress } from '../work/context.js';
import { harmless } from './harmless.js';

/** Redraws a second: enough to look alive, too few to cost anything. */
const REDRAWS_PER_SECOND = 10;

/** Starts a bar; `total` null when it is not known beforehand. `unit` is what is counted, in the plural. */
export function startBar(title: string, total: number | null, unit: string): Progress {
  const shape =
    total === null
      ? `{value} ${unit}  {rate} ${unit}/s  {note}`
      : `{bar} {value}/{total} ${unit}  {rate}/s  {eta_formatted} left  {note}`;
  const bar = new SingleBar({
    format: `${harmless(title)}  ${shape}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 20,
    fps: REDRAWS_PER_SECOND,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
  });
  const started = performance.now();
  let count = 0;
  let note = '';
  const rate = (): string => {
    const perSecond = (1000 * count) / Math.max(1, performance.now() - started);
    return perSecond >= 10 ? Math.round(perSecond).toLocaleString('en-US') : perSecond.toFixed(1);
  };
  bar.start(total ?? 0, 0, { rate: '0', note });
  return {
    advance(by = 1) {
      count += by;
      bar.update(count, { rate: rate(), note });
    },
    note(text) {
      note = harmless(text);
      bar.update(count, { rate: rate(), note });
    },
    done: () => bar.stop(),
  };
}
