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
