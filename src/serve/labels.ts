/** Label values: whatever a campaign is called, bounded. prom-client escapes quotes, backslashes and line ends. */

/** Longer names are cut: Prometheus keeps every label value in memory, once per series. */
const LONGEST = 120;

/** A name as a label value: on one line, without control characters, at most 120 characters; `fallback` when empty. */
export function labelValue(name: string, fallback: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
  const line = name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  if (line === '') return fallback;
  if (line.length <= LONGEST) return line;
  const characters = [...line];
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** An HTTP method as a label value; what a client makes up is OTHER. */
export const methodLabel = (method: string): string => (METHODS.has(method) ? method : 'OTHER');
