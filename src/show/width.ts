/** How many terminal columns a text takes (CJK and emoji take two), and cutting to fit. */
import stringWidth from 'string-width';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

export const widthOf = (text: string): number => stringWidth(text);

/** The text cut to `width` columns, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let taken = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (widthOf(taken + segment) > width - 1) break;
    taken += segment;
  }
  return `${taken}…`;
}

/** The text with its lines broken between words, so that none takes more than `width` columns; a longer word stays whole. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      const lines = [''];
      for (const word of line.trimStart().split(' ')) {
        const last = lines[lines.length - 1];
        const longer = last === '' ? indent + word : `${last} ${word}`;
        if (last !== '' && widthOf(longer) > width) lines.push(indent + word);
        else lines[lines.length - 1] = longer;
      }
      return lines.join('\n');
    })
    .join('\n');
}
