/** Naming conventions: `{hook}_{creator}_{angle}_{version}` splits the name of an ad into tags. */
import { UserError } from '../errors.js';
import { withoutEnding } from './names.js';

/** The fields of a pattern in order, each with the text that follows it ('' after the last), and the text before the first. */
export interface Naming {
  pattern: string;
  start: string;
  fields: readonly { key: string; until: string }[];
}

export type NamingRead = { tags: ReadonlyMap<string, string> } | { failsAt: string; reason: string };

/** Throws UserError BAD_NAMING for a pattern without fields, with one twice, or with two that nothing separates. */
export function parseNaming(pattern: string): Naming {
  const parts = [...pattern.matchAll(/\{([^{}]*)\}([^{}]*)/g)];
  const bad = (reason: string): UserError =>
    new UserError(
      'BAD_NAMING',
      `The naming "${pattern}" ${reason}`,
      "Write it like '{hook}_{creator}_{angle}_{version}'",
    );
  if (parts.length === 0) throw bad('has no field in braces');
  const fields = parts.map(([, key = '', until = '']) => ({ key: key.trim(), until }));
  const start = pattern.slice(0, parts[0]?.index ?? 0);
  if (/[{}]/.test(start) || start.length + parts.reduce((sum, [text]) => sum + text.length, 0) !== pattern.length)
    throw bad('has braces that do not match');
  if (fields.some(({ key }) => !/^[\p{L}\p{N}_ -]+$/u.test(key))) throw bad('has a field without a plain name');
  if (new Set(fields.map(({ key }) => key)).size < fields.length) throw bad('names a field twice');
  if (fields.slice(0, -1).some(({ until }) => until === '')) throw bad('has two fields with nothing between them');
  return { pattern, start, fields };
}

/** The tags that a name holds, or the field at which it stops to fit. Letter case of the values is kept, a file ending is not. */
export function readNaming({ start, fields }: Naming, name: string): NamingRead {
  const text = withoutEnding(name.trim());
  if (!text.startsWith(start)) return { failsAt: fields[0]?.key ?? '', reason: `does not begin with "${start}"` };
  const tags = new Map<string, string>();
  let at = start.length;
  for (const [place, { key, until }] of fields.entries()) {
    const isLast = place === fields.length - 1;
    const end = until === '' ? text.length : text.indexOf(until, at);
    if (end < 0) return { failsAt: key, reason: `has no "${until}" after {${key}}` };
    const value = text.slice(at, end).trim();
    if (value === '') return { failsAt: key, reason: `has nothing at {${key}}` };
    const separator = fields[place - 1]?.until ?? '';
    if (isLast && until === '' && separator !== '' && value.includes(separator)) {
      return { failsAt: key, reason: `has another "${separator}" in {${key}}` };
    }
    tags.set(key, value);
    at = end + until.length;
  }
  return at < text.length
    ? { failsAt: fields.at(-1)?.key ?? '', reason: `goes on with "${text.slice(at)}"` }
    : { tags };
}
