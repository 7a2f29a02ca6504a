/** The labelled lines of the hook rules, and how well a set of rules reads them. */
import { readFileSync } from 'node:fs';

export interface LabelledLine {
  language: string;
  /** Accepted types, the one it is kept as first; empty for a line that is no hook. */
  types: readonly string[];
  text: string;
}

/** Every second line was kept from whoever wrote the rules; the others were there to write them by. */
export function labelledLines(): { seen: LabelledLine[]; kept: LabelledLine[] } {
  const lines = readFileSync(new URL('lines.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): LabelledLine => {
      const [language = '', types = '', text = ''] = line.split('\t');
      return { language, types: types === '-' ? [] : types.split('|'), text };
    });
  return { seen: lines.filter((_, row) => row % 2 === 0), kept: lines.filter((_, row) => row % 2 === 1) };
}

export interface Reading {
  /** Lines given the type, and how many of them rightly. */
  claimed: number;
  right: number;
  /** Lines of the type, and how many of them were given an accepted one. */
  there: number;
  found: number;
}

/** By type, and of all under `all`. */
export function read(lines: readonly LabelledLine[], typeOf: (text: string) => string | null): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  const of = (type: string): Reading => {
    const known = readings.get(type) ?? { claimed: 0, right: 0, there: 0, found: 0 };
    readings.set(type, known);
    return known;
  };
  for (const { types, text } of lines) {
    const claimed = typeOf(text);
    const [truth] = types;
    for (const each of claimed === null ? [] : [of(claimed), of('all')]) {
      each.claimed += 1;
      if (claimed !== null && types.includes(claimed)) each.right += 1;
    }
    for (const each of truth === undefined ? [] : [of(truth), of('all')]) {
      each.there += 1;
      if (claimed !== null && types.includes(claimed)) each.found += 1;
    }
  }
  return readings;
}
