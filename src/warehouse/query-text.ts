/** Queries that people write, as a part of larger ones. */

/** A semicolon at the end, with nothing but comments behind it. */
const CLOSING = /;\s*(?:(?:--[^\n]*|\/\*[\s\S]*?\*\/)\s*)*$/;

/** A query in brackets, on lines of its own so that a closing comment does not swallow what follows. */
export const subquery = (query: string): string => `(\n${query.trim().replace(CLOSING, '')}\n)`;
