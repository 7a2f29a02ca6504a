/** Answers cut to what an assistant can read: every list in them, at any depth. */

export interface LeftOut {
  /** Where the list is, such as `creatives` or `clusters[0].creatives`. */
  list: string;
  more: number;
}

/** What holds of all rows, such as the rates they were converted by: a few sentences, which are never left out. */
const CAVEATS = 'warnings';

/** The answer with at most `limit` entries in each list, and how many each has left out. */
export function limited(answer: object, limit: number): { shown: Record<string, unknown>; more: LeftOut[] } {
  const more: LeftOut[] = [];
  const cut = (value: unknown, path: string): unknown => {
    if (path === CAVEATS) return value;
    if (Array.isArray(value)) {
      if (value.length > limit) more.push({ list: path, more: value.length - limit });
      return value.slice(0, limit).map((entry, place) => cut(entry, `${path}[${place}]`));
    }
    if (typeof value !== 'object' || value === null) return value;
    return cutKeys(value, path === '' ? '' : `${path}.`);
  };
  const cutKeys = (object: object, prefix: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, cut(value, `${prefix}${key}`)]));
  return { shown: cutKeys(answer, ''), more: more.slice(0, limit) };
}
