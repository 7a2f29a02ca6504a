/** Words as they are searched: without case, accents and blanks. Pure. */
import { folded } from './fold.js';

/** The text of a line or query without blanks. */
export const searchKey = (text: string): string => folded(text).replace(/\s/g, '');

/** The words of a line or query, each as it is searched. */
export const searchTerms = (text: string): string[] =>
  folded(text)
    .split(' ')
    .filter((word) => word !== '');
