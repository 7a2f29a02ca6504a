/** Words of English in a text that is to be Russian. */

/** Terms that Russian marketers write in Latin letters, and names. */
const TERMS = new Set(
  'CTR CVR CPA CPM CPC ROAS UGC Hook hold Hold rate creo Meta TikTok ThruPlay list cluster visual by'.split(' '),
);

/** What is in no Russian text: words of two Latin letters or more that are neither terms, nor names, nor markup or entities. */
export function englishWords(text: string, names: readonly string[]): string[] {
  const known = new Set([...TERMS, ...names.flatMap(latin)]);
  return latin(text.replace(/<[^>]*>|&#?\w+;/g, ' ')).filter((word) => !known.has(word));
}

const latin = (text: string): string[] => text.match(/[A-Za-z]{2,}/g) ?? [];
