/** Connectionist temporal classification (Graves et al. 2006), read greedily: the likeliest sign of each step. */

export interface Written {
  text: string;
  /** Mean probability of the signs that were written, 0..1; 0 for none. */
  confidence: number;
}

const LEAST_SPACE = 0.05;

/**
 * The text of `steps` x `signs.length + 1` probabilities: column 0 is "nothing", column n is `signs[n - 1]`. A sign that
 * holds over several steps is written once.
 */
export function greedyText(probabilities: Float32Array, steps: number, signs: readonly string[]): Written {
  const columns = signs.length + 1;
  if (probabilities.length !== steps * columns) {
    throw new RangeError(`${probabilities.length} probabilities are not ${steps} steps of ${columns}`);
  }
  let text = '';
  let sum = 0;
  let written = 0;
  let before = 0;
  let space = 0;
  for (let step = 0; step < steps; step += 1) {
    let best = 0;
    let highest = 0;
    for (let column = 0; column < columns; column += 1) {
      const value = probabilities[step * columns + column] ?? 0;
      if (value > highest) {
        highest = value;
        best = column;
      }
    }
    space = Math.max(space, probabilities[(step + 1) * columns - 1] ?? 0);
    if (best !== 0 && best !== before) {
      if (space >= LEAST_SPACE && best !== columns - 1 && text !== '' && !text.endsWith(' ')) text += ' ';
      text += signs[best - 1] ?? '';
      space = 0;
      sum += highest;
      written += 1;
    }
    before = best;
  }
  return { text, confidence: written === 0 ? 0 : sum / written };
}

/** The signs of a recogniser in PaddleOCR's form: its dictionary, a line each, and the space after the last. */
export const signsOf = (dictionary: string): string[] => [...dictionary.replace(/\r?\n$/, '').split(/\r?\n/), ' '];
