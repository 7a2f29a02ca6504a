/**
 * Series that two files of one textfile folder would both have. node_exporter shows such a series from one file only, and
 * `node_textfile_scrape_error` stays 0: the figures of the other store are gone without a word.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Collision {
  /** Name of the other file. */
  file: string;
  /** One of the series, as its file has it. */
  series: string;
  /** How many there are. */
  count: number;
}

export interface Neighbours {
  collision: Collision | null;
  /** Names of files that could not be read, so that nothing is known of their series. */
  unread: string[];
}

/** The first file beside `path` that has a series of `text`. Throws what the file system throws where the folder cannot be read. */
export function collisionsWith(path: string, text: string): Neighbours {
  const own = new Map(seriesOf(text));
  const unread: string[] = [];
  const others = readdirSync(dirname(path)).filter((name) => name.endsWith('.prom') && name !== basename(path));
  for (const file of others.sort()) {
    let theirs: string;
    try {
      theirs = readFileSync(join(dirname(path), file), 'utf8');
    } catch {
      unread.push(file);
      continue;
    }
    const [shared, ...more] = seriesOf(theirs).filter(([key]) => own.has(key));
    if (shared !== undefined) {
      const [, series] = shared;
      return { collision: { file, series, count: 1 + more.length }, unread };
    }
  }
  return { collision: null, unread };
}

const SERIES = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?/;
const LABEL = /([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * Every series of a text in Prometheus' format, as what makes it that series and as it is written. The order of labels does
 * not count, and a label without a value is no label (https://prometheus.io/docs/concepts/data_model/).
 */
function seriesOf(text: string): [key: string, series: string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const match = SERIES.exec(line);
    if (match === null) return [];
    const [series, name = '', written = ''] = match;
    const labels = [...written.matchAll(LABEL)].flatMap(([, label = '', value = '']) =>
      value === '' ? [] : [`${label}="${value}"`],
    );
    return [[`${name}{${labels.sort().join(',')}}`, series.trim()]];
  });
}
